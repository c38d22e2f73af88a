// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Where one PEM block is in a text; nothing is copied or decoded yet.
struct PEMRegion {
    /// What the block says it holds, for example `CERTIFICATE`.
    let label: String
    /// The line of the BEGIN marker, counted from 1.
    let line: Int
    /// The headers of RFC 1421, such as `Proc-Type: 4,ENCRYPTED`, in order.
    let headers: [(name: String, value: String)]
    /// The bytes of the base64 text.
    let body: Range<Int>
}

/// Finds PEM blocks in a text, as leniently as OpenSSL and Go together.
///
/// RFC 7468 section 2 asks parsers to ignore text around blocks; any line length, indentation, CRLF, a byte order mark,
/// blanks after a marker and a missing final newline are accepted too. A marker must be the first thing on its line,
/// except that a whole block may stand on one line.
struct PEMScanner {
    private let name: String
    private var offset = 0
    private var line = 1

    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let dashes = Array("-----".utf8)

    private init(named name: String) {
        self.name = name
    }

    /// All blocks of the text, in order; none when there is no BEGIN marker.
    ///
    /// - Throws: ``CertificateError`` with `unfinished-pem`.
    static func regions(in text: Span<UInt8>, named name: String) throws(CertificateError) -> [PEMRegion] {
        var scanner = PEMScanner(named: name)
        var regions: [PEMRegion] = []
        while scanner.findBeginMarker(in: text) { regions.append(try scanner.readBlock(in: text)) }
        return regions
    }

    /// Moves behind the next `-----BEGIN ` that opens a line.
    private mutating func findBeginMarker(in text: Span<UInt8>) -> Bool {
        if offset == 0, starts(with: [0xEF, 0xBB, 0xBF], at: 0, in: text) { offset = 3 }
        while offset < text.count {
            skipBlanks(in: text)
            if starts(with: Self.begin, at: offset, in: text) {
                offset += Self.begin.count
                return true
            }
            skipLine(in: text)
        }
        return false
    }

    private mutating func readBlock(in text: Span<UInt8>) throws(CertificateError) -> PEMRegion {
        let begin = line
        let label = try readLabel(of: "BEGIN", from: begin, in: text)
        let headers = readHeaders(in: text)
        let bodyStart = offset
        while offset < text.count {
            guard text[offset] == UInt8(ascii: "-") else {
                step(in: text)
                continue
            }
            if starts(with: Self.begin, at: offset, in: text) { break }
            if starts(with: Self.end, at: offset, in: text) {
                let bodyEnd = offset
                offset += Self.end.count
                let endLabel = try readLabel(of: "END", from: begin, in: text)
                guard endLabel == label else {
                    throw CertificateError(
                        .unfinishedPEM, name, line: begin, detail: "BEGIN \(label) is followed by END \(endLabel)")
                }
                return PEMRegion(label: label, line: begin, headers: headers, body: bodyStart..<bodyEnd)
            }
            step(in: text)
        }
        throw CertificateError(
            .unfinishedPEM, name, line: begin, detail: "BEGIN \(label) has no matching END line")
    }

    /// Reads up to the dashes that close a marker.
    private mutating func readLabel(
        of marker: String, from begin: Int, in text: Span<UInt8>
    ) throws(CertificateError) -> String {
        let start = offset
        while offset < text.count, offset - start <= 64, !isLineEnd(text[offset]) {
            if starts(with: Self.dashes, at: offset, in: text) {
                let label = string(start..<offset, of: text)
                offset += Self.dashes.count
                return label
            }
            offset += 1
        }
        throw CertificateError(.unfinishedPEM, name, line: begin, detail: "the \(marker) line does not end with -----")
    }

    /// Reads `Name: value` lines up to the first empty line; a block without them has none.
    private mutating func readHeaders(in text: Span<UInt8>) -> [(name: String, value: String)] {
        let start = (offset: offset, line: line)
        skipBlanks(in: text)
        guard offset < text.count, isLineEnd(text[offset]) else {
            (offset, line) = start
            return []
        }
        skipLine(in: text)
        var headers: [(name: String, value: String)] = []
        while offset < text.count {
            let lineStart = (offset: offset, line: line)
            skipBlanks(in: text)
            let contentStart = offset
            var colon: Int?
            while offset < text.count, !isLineEnd(text[offset]) {
                if colon == nil, text[offset] == UInt8(ascii: ":") { colon = offset }
                offset += 1
            }
            guard let colon else {
                // An empty line ends the headers; anything else is the body already, of which nothing is copied here.
                if offset > contentStart { (offset, line) = lineStart }
                return headers
            }
            let value = string((colon + 1)..<offset, of: text).drop { $0 == " " }
            headers.append((string(contentStart..<colon, of: text), String(value)))
            skipLine(in: text)
        }
        return headers
    }

    private mutating func skipBlanks(in text: Span<UInt8>) {
        while offset < text.count, text[offset] == 0x20 || text[offset] == 0x09 { offset += 1 }
    }

    private mutating func skipLine(in text: Span<UInt8>) {
        let current = line
        while offset < text.count, line == current { step(in: text) }
    }

    /// Moves on by one byte; CRLF, CR and LF each count as one line end.
    private mutating func step(in text: Span<UInt8>) {
        let byte = text[offset]
        offset += 1
        if byte == 0x0A || (byte == 0x0D && !(offset < text.count && text[offset] == 0x0A)) { line += 1 }
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private func starts(with prefix: [UInt8], at start: Int, in text: Span<UInt8>) -> Bool {
        guard prefix.count <= text.count - start else { return false }
        for index in prefix.indices where text[start + index] != prefix[index] { return false }
        return true
    }

    private func string(_ range: Range<Int>, of text: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        for index in range { bytes.append(text[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

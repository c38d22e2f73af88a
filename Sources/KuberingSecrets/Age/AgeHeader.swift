// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto

/// One way to get at the file key: who it is for, and the file key wrapped for them.
struct AgeStanza: Hashable {
    /// `X25519`, `scrypt`, or something that this implementation passes over.
    let type: String
    /// Printable ASCII without blanks.
    let arguments: [String]
    let body: [UInt8]

    /// As it stands in a header: the body in lines of 64 characters, the last of which is shorter.
    var text: String {
        var text = "-> " + ([type] + arguments).joined(separator: " ") + "\n"
        var rest = UnpaddedBase64.encode(body)[...]
        while rest.utf8.count >= 64 {
            text += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        return text + rest + "\n"
    }
}

/// The readable beginning of an age file.
///
/// Source: age-encryption.org/v1 (C2SP `age.md`), "Header".
struct AgeHeader {
    private static let firstLine = "age-encryption.org/v1"
    /// More than any header that is not made to waste time.
    private static let sizeLimit = 64 << 10

    let stanzas: [AgeStanza]

    /// The header as bytes, its authentication code included.
    func encoded(fileKey: SymmetricKey) -> [UInt8] {
        let text = Self.firstLine + "\n" + stanzas.map(\.text).joined() + "---"
        let code = Self.authenticationCode(of: Array(text.utf8), fileKey: fileKey)
        return Array((text + " " + UnpaddedBase64.encode(code) + "\n").utf8)
    }

    /// A header that was read, and where it is in its file.
    struct Parsed {
        let stanzas: [AgeStanza]
        /// The bytes that the code is about.
        let authenticated: [UInt8]
        let code: [UInt8]
        /// How many bytes of the file it takes.
        let length: Int

        /// Refuses a header that was changed.
        func check(fileKey: SymmetricKey) throws(AgeError) {
            let isRight = HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: authenticated, using: AgeHeader.authenticationKey(fileKey))
            guard isRight else { throw .damaged }
        }
    }

    /// Reads the header at the beginning of a file.
    static func parse(_ file: [UInt8]) throws(AgeError) -> Parsed {
        var lines = HeaderLines(file.prefix(sizeLimit))
        guard try lines.next() == firstLine else { throw .malformed("it does not begin as an age file does") }
        var stanzas: [AgeStanza] = []
        while true {
            let line = try lines.next()
            let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            if words.first == "---" {
                guard words.count == 2, let code = UnpaddedBase64.decode(words[1]), code.count == 32 else {
                    throw .malformed("its header has no authentication code")
                }
                let authenticated = file.prefix(lines.position - line.utf8.count - 1) + "---".utf8
                return Parsed(
                    stanzas: stanzas, authenticated: Array(authenticated), code: code, length: lines.position)
            }
            guard words.first == "->", words.count >= 2, !words.contains("") else {
                throw .malformed("its header has a line that is none")
            }
            let body = try lines.nextBody()
            stanzas.append(AgeStanza(type: words[1], arguments: Array(words.dropFirst(2)), body: body))
        }
    }

    private static func authenticationKey(_ fileKey: SymmetricKey) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: fileKey, info: Array("header".utf8), outputByteCount: 32)
    }

    private static func authenticationCode(of bytes: [UInt8], fileKey: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: authenticationKey(fileKey)))
    }
}

/// The lines of a header, one by one.
private struct HeaderLines {
    private let bytes: ArraySlice<UInt8>
    /// Where the next line begins.
    private(set) var position = 0

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// The next line, of printable ASCII.
    mutating func next() throws(AgeError) -> String {
        let rest = bytes.dropFirst(position)
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { throw .malformed("its header does not end") }
        let line = rest[..<end]
        guard line.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .malformed("its header holds more than printable text")
        }
        position += line.count + 1
        return String(decoding: line, as: UTF8.self)
    }

    /// The lines of a body, up to the first short one.
    mutating func nextBody() throws(AgeError) -> [UInt8] {
        var text = ""
        while true {
            let line = try next()
            text += line
            guard line.utf8.count <= 64 else { break }
            if line.utf8.count == 64 { continue }
            guard let body = UnpaddedBase64.decode(text) else { break }
            return body
        }
        throw .malformed("its header has a body that is not base64")
    }
}

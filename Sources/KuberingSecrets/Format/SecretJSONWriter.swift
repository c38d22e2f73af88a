// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Writes a JSON object straight into ``SecretBytes``, so that no secret is ever part of a `String`.
///
/// Members are written in the order they are added, without blanks.
struct SecretJSONWriter {
    private enum Piece {
        case literal(String)
        case quoted(String)
        case quotedSecret(count: Int, SecretBytes)
    }

    /// How strings are written.
    enum Escaping {
        /// As RFC 8259 says.
        case json
        /// Without backslashes; see ``PercentEncodedString``.
        case percent
    }

    private let escaping: Escaping
    private var pieces: [Piece] = []
    private var needsComma = false

    init(escaping: Escaping) { self.escaping = escaping }

    mutating func beginObject() {
        pieces.append(.literal("{"))
        needsComma = false
    }

    mutating func endObject(followedBy end: String = "") {
        pieces.append(.literal("}" + end))
        needsComma = true
    }

    mutating func name(_ name: String) {
        if needsComma { pieces.append(.literal(",")) }
        pieces.append(.quoted(name))
        pieces.append(.literal(":"))
        needsComma = true
    }

    mutating func member(_ name: String, _ text: String) {
        self.name(name)
        pieces.append(.quoted(text))
    }

    mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        pieces.append(.literal(value ? "true" : "false"))
    }

    mutating func member(_ name: String, number: Int) {
        self.name(name)
        pieces.append(.literal(String(number)))
    }

    /// Adds a secret; `count` leaves out what follows its first bytes.
    mutating func member(_ name: String, _ secret: SecretBytes, count: Int? = nil) {
        self.name(name)
        pieces.append(.quotedSecret(count: min(count ?? secret.count, secret.count), secret))
    }

    /// The text; nil when a secret is not UTF-8.
    func text() -> SecretBytes? {
        var count = 0
        for piece in pieces {
            if case .quotedSecret(let length, let secret) = piece, !secret.isUTF8(count: length) { return nil }
            write(piece) { _ in count += 1 }
        }
        return SecretBytes(count: count) { buffer in
            var next = 0
            for piece in pieces {
                write(piece) { byte in
                    buffer[next] = byte
                    next += 1
                }
            }
        }
    }

    private func write(_ piece: Piece, to sink: (UInt8) -> Void) {
        switch piece {
        case .literal(let text): text.utf8.forEach(sink)
        case .quoted(let text): quote(text.utf8, to: sink)
        case .quotedSecret(let count, let secret): secret.withExposedBytes { quote($0.prefix(count), to: sink) }
        }
    }

    private func quote(_ bytes: some Sequence<UInt8>, to sink: (UInt8) -> Void) {
        sink(UInt8(ascii: "\""))
        for byte in bytes {
            switch escaping {
            case .json: Self.escape(byte, to: sink)
            case .percent:
                if PercentEncodedString.needsEncoding(byte) {
                    sink(UInt8(ascii: "%"))
                    Self.writeDigits(of: byte, to: sink)
                } else {
                    sink(byte)
                }
            }
        }
        sink(UInt8(ascii: "\""))
    }

    /// Escapes what RFC 8259 section 7 demands and nothing else.
    private static func escape(_ byte: UInt8, to sink: (UInt8) -> Void) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            sink(UInt8(ascii: "\\"))
            sink(byte)
        case UInt8(ascii: "\n"): "\\n".utf8.forEach(sink)
        case UInt8(ascii: "\r"): "\\r".utf8.forEach(sink)
        case UInt8(ascii: "\t"): "\\t".utf8.forEach(sink)
        case 0x00...0x1F:
            "\\u00".utf8.forEach(sink)
            writeDigits(of: byte, to: sink)
        default: sink(byte)
        }
    }

    private static func writeDigits(of byte: UInt8, to sink: (UInt8) -> Void) {
        for digit in [byte >> 4, byte & 15] { String(digit, radix: 16, uppercase: true).utf8.forEach(sink) }
    }
}

extension SecretBytes {
    /// Whether the first `count` bytes are UTF-8 text; looks at the bytes in place.
    fileprivate func isUTF8(count: Int) -> Bool {
        withExposedBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes.prefix(count)).bindMemory(to: UInt8.self)
            // What is thrown only says where the first bad byte is.
            return (try? UTF8Span(validating: text.span)) != nil
        }
    }
}

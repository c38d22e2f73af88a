// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Reads a flat JSON object from ``SecretBytes`` without making a `String` of the secrets in it.
///
/// JSON by RFC 8259, with less: the values are strings, whole numbers, booleans and nulls, and no name comes twice. The
/// strings of items have no backslash but are encoded as ``PercentEncodedString`` says.
struct SecretJSONReader {
    enum Value {
        case text(String)
        case secret(SecretBytes)
        case number(String)
        case bool(Bool)
        case null
    }

    private let bytes: UnsafeRawBufferPointer
    private let escaping: SecretJSONWriter.Escaping
    private var position = 0

    /// Reads the whole text.
    ///
    /// - Parameters:
    ///   - text: The JSON text.
    ///   - secretNames: The members whose strings become ``Value/secret(_:)``.
    ///   - escaping: How strings are written.
    /// - Returns: The members by name; nil when the text is not such an object.
    static func members(
        of text: SecretBytes, secretNames: [String], escaping: SecretJSONWriter.Escaping = .percent
    ) -> [String: Value]? {
        text.withExposedBytes { bytes in
            var reader = SecretJSONReader(bytes: bytes, escaping: escaping)
            return reader.readObject(secretNames: secretNames)
        }
    }

    private init(bytes: UnsafeRawBufferPointer, escaping: SecretJSONWriter.Escaping) {
        self.bytes = bytes
        self.escaping = escaping
    }

    private mutating func readObject(secretNames: [String]) -> [String: Value]? {
        var members: [String: Value] = [:]
        guard take("{") else { return nil }
        if !take("}") {
            repeat {
                guard let name = readText(), take(":"), members[name] == nil,
                    let value = readValue(isSecret: secretNames.contains(name))
                else { return nil }
                members[name] = value
            } while take(",")
            guard take("}") else { return nil }
        }
        skipBlanks()
        return position == bytes.count ? members : nil
    }

    private mutating func readValue(isSecret: Bool) -> Value? {
        skipBlanks()
        switch peek() {
        case UInt8(ascii: "\""): return isSecret ? readSecret().map(Value.secret) : readText().map(Value.text)
        case UInt8(ascii: "t"): return take(word: "true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return take(word: "false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
        default: return readNumber().map(Value.number)
        }
    }

    private mutating func readText() -> String? {
        guard let string = readString() else { return nil }
        var text: [UInt8] = []
        guard decode(string, { text.append($0) }) != nil else { return nil }
        return String(validating: text, as: UTF8.self)
    }

    private mutating func readSecret() -> SecretBytes? {
        guard let string = readString(), let count = decode(string, { _ in }) else { return nil }
        return SecretBytes(count: count) { buffer in
            var next = 0
            _ = decode(string) { byte in
                buffer[next] = byte
                next += 1
            }
        }
    }

    /// Gives what a string stands for to `sink`, and returns how many bytes that are; nil when it is not well written.
    private func decode(_ string: UnsafeRawBufferPointer, _ sink: (UInt8) -> Void) -> Int? {
        switch escaping {
        case .percent: PercentEncodedString(bytes: string).decode(sink)
        case .json: JSONEscapedString(bytes: string).decode(sink)
        }
    }

    /// What stands between the next two quotes, still encoded.
    private mutating func readString() -> UnsafeRawBufferPointer? {
        guard take("\"") else { return nil }
        let start = position
        while let byte = peek(), byte >= 0x20 {
            if byte == UInt8(ascii: "\"") {
                defer { position += 1 }
                return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
            }
            // What is escaped ends nothing.
            position += byte == UInt8(ascii: "\\") && escaping == .json ? 2 : 1
        }
        return nil
    }

    /// The digits of a whole number without sign; the only numbers that are written.
    private mutating func readNumber() -> String? {
        var digits = ""
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            digits.unicodeScalars.append(Unicode.Scalar(byte))
            position += 1
        }
        return digits.isEmpty ? nil : digits
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = peek(), [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    /// Passes over blanks and this character, if it comes next.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func take(word: StaticString) -> Bool {
        let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
        if matches { position += word.utf8CodeUnitCount }
        return matches
    }
}

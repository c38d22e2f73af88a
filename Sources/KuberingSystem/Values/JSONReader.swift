// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Reads one JSON text from beginning to end (RFC 8259).
///
/// Foundation's decoder keeps neither the order of members nor those that are repeated nor how numbers are spelled, and
/// takes a comma after the last element.
///
/// What may be wrong with text and still be JSON is taken as Go's `encoding/json` takes it: bytes that are not UTF-8, and
/// halves of surrogate pairs, become U+FFFD.
struct JSONReader {
    /// So many lists and objects may stand in one another.
    private static let depthLimit = 512

    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value that the whole text is.
    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value(depth: 0)
        skipBlanks()
        guard next == nil else { throw error("something follows the value") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.depthLimit else { throw error("too many levels") }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"):
            var members: [JSONValue.Member] = []
            try list(until: UInt8(ascii: "}")) { reader throws(JSONError) in
                members.append(try reader.member(depth: depth))
            }
            return .object(members)
        case UInt8(ascii: "["):
            var elements: [JSONValue] = []
            try list(until: UInt8(ascii: "]")) { reader throws(JSONError) in
                elements.append(try reader.value(depth: depth + 1))
            }
            return .array(elements)
        case UInt8(ascii: "\""): return .string(try string())
        case let byte? where byte == UInt8(ascii: "-") || byte.isDigit: return .number(try number())
        default:
            for (word, value) in [("null", JSONValue.null), ("true", true), ("false", false)] where take(word) {
                return value
            }
            throw error(next == nil ? "the text ends too early" : "a value is missing")
        }
    }

    private mutating func member(depth: Int) throws(JSONError) -> JSONValue.Member {
        skipBlanks()
        guard next == UInt8(ascii: "\"") else { throw error("a name in double quotes is missing") }
        let name = try string()
        skipBlanks()
        guard take(":") else { throw error("a colon is missing") }
        return JSONValue.Member(name, try value(depth: depth + 1))
    }

    /// Reads what stands between brackets, a comma between every two.
    private mutating func list(
        until end: UInt8, _ item: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        place += 1
        skipBlanks()
        if next != end {
            repeat {
                try item(&self)
                skipBlanks()
            } while take(",")
        }
        guard next == end else {
            throw error(next == nil ? "the text ends too early" : "a comma or a closing bracket is missing")
        }
        place += 1
    }

    private mutating func string() throws(JSONError) -> String {
        place += 1
        var text = ""
        while true {
            let start = place
            while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { place += 1 }
            text += String(decoding: bytes[start..<place], as: UTF8.self)
            if take("\"") { return text }
            guard take("\\") else {
                throw error(next == nil ? "the text ends too early" : "a control character is in a string")
            }
            text.unicodeScalars.append(try escaped())
        }
    }

    /// What follows a backslash.
    private mutating func escaped() throws(JSONError) -> Unicode.Scalar {
        defer { place += 1 }
        switch next {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let unit = hexadecimal(at: place + 1) else { throw error("an escape is not of four digits") }
            place += 4
            guard UTF16.isLeadSurrogate(unit), bytes.dropFirst(place + 1).starts(with: "\\u".utf8),
                let trail = hexadecimal(at: place + 3), UTF16.isTrailSurrogate(trail)
            else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
            place += 6
            return String(decoding: [unit, trail], as: UTF16.self).unicodeScalars.first ?? "\u{FFFD}"
        default: throw error("an escape is unknown")
        }
    }

    /// The number of four hexadecimal digits; nil when there are others.
    private func hexadecimal(at start: Int) -> UInt16? {
        let digits = bytes.dropFirst(start).prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func number() throws(JSONError) -> String {
        let start = place
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        let start = place
        while let byte = next, byte.isDigit { place += 1 }
        if place == start { throw error("a digit is missing") }
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    /// Goes past the text, if it is what follows.
    private mutating func take(_ text: String) -> Bool {
        guard bytes[place...].starts(with: text.utf8) else { return false }
        place += text.utf8.count
        return true
    }

    private mutating func skipBlanks() {
        while let byte = next, byte.isJSONBlank { place += 1 }
    }

    /// An error that tells where, and nothing of the text.
    private func error(_ what: String) -> JSONError {
        let before = bytes.prefix(place)
        let line = before.count { $0 == 0x0A } + 1
        let column = place - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return JSONError(reason: "line \(line), column \(column): \(what)")
    }
}

extension UInt8 {
    /// Whether RFC 8259 section 2 calls it insignificant whitespace.
    public var isJSONBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

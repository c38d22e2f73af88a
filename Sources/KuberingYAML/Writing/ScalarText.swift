// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Scalars as they are written into a text, on one line, so that kubectl reads back the same value.
enum ScalarText {
    /// Where a scalar stands.
    enum Surroundings {
        case block
        case flow
        /// Inside brackets or braces of a text that is JSON.
        case json
    }

    /// The text of a null, a boolean, a number or a string.
    ///
    /// - Parameters:
    ///   - value: The scalar.
    ///   - style: How a string should be quoted, if it can be.
    ///   - surroundings: Where it stands.
    /// - Returns: The text; for lists and mappings that of JSON.
    static func text(_ value: JSONValue, style: YAMLNode.Style, in surroundings: Surroundings) -> String {
        guard case .string(let string) = value else { return value.jsonText() }
        return text(string, style: style, in: surroundings)
    }

    /// The text of a string.
    ///
    /// Without quotes where that is safe and asked for; else as kubectl quotes: double where the string looks like
    /// something else or has characters that need escapes, single where only its punctuation is in the way.
    static func text(_ string: String, style: YAMLNode.Style, in surroundings: Surroundings) -> String {
        if surroundings == .json || style == .doubleQuoted { return doubleQuoted(string) }
        let isClean = !string.unicodeScalars.contains(where: needsEscape)
        if style == .singleQuoted, isClean { return singleQuoted(string) }
        if isClean, isPlain(string, in: surroundings) { return string }
        return isClean && !string.isEmpty && !LookAlike.isOther(string) && string != "="
            ? singleQuoted(string) : doubleQuoted(string)
    }

    /// Whether the string can stand without quotes, for readers of YAML 1.1 and 1.2; rather too strict.
    private static func isPlain(_ string: String, in surroundings: Surroundings) -> Bool {
        let scalars = string.unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return false }
        if first == " " || last == " " || last == ":" || "?:,[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) {
            return false
        }
        if first == "-", scalars.count == 1 || scalars.dropFirst().first == " " { return false }
        if string.hasPrefix("---") || string.hasPrefix("...") || string == "=" || string == "<<" { return false }
        var previous = first
        for scalar in scalars {
            if scalar == " ", previous == ":" { return false }
            if scalar == "#", previous == " " { return false }
            if surroundings != .block, ",[]{}:?".unicodeScalars.contains(scalar) { return false }
            previous = scalar
        }
        return !LookAlike.isOther(string)
    }

    private static func singleQuoted(_ string: String) -> String {
        "'" + string.replacingByte(UInt8(ascii: "'"), with: "''") + "'"
    }

    /// The string in double quotes, with escapes that JSON has as well.
    private static func doubleQuoted(_ string: String) -> String {
        var result = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case let scalar where needsEscape(scalar):
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Whether the character cannot stand for itself: controls, line separators, what YAML forbids.
    static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}

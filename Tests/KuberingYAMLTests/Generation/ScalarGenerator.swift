// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// Writes random scalars.
enum ScalarGenerator {
    private static let plain = [
        "dev", "prod-1", "https://10.0.0.1:6443", "a b", "x#y", "path/to/it", "été", "日本語", "-dash", "v1", "12:30:45",
        "2001-01-01", "a:b", "it's", "C:\\x", "1.2.3", "0x", "yess", "=x", "<x>", "tilde~",
    ]
    private static let strings =
        plain + [
            "", " lead", "trail ", "y", "no", "On", "010", "1_000", "1e3", "~", "null", "0x1F", ".inf", "a: b", "c #d",
            "- x", "{", "[x]", "\"q\"", "it's \"both\"", "tab\there", "line\nbreak", "esc\u{1B}[0m", "*a", "&a", "!t",
            "%x", "@at", "`b", ",", "?", "? x", ":", "a:", "#", "<<", "=", "\u{85}", "\u{2028}", "\u{FEFF}x", "😀",
            "true", "null ", "---", "--- x", "+1", "0b11", "0o17", "1.", ".5",
        ]
    private static let others: [(String, JSONValue)] = [
        ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("true", true), ("yes", true), ("On", true),
        ("n", false), ("FALSE", false), ("0", .number("0")), ("12", .number("12")), ("-7", .number("-7")),
        ("010", .number("8")), ("0x1F", .number("31")), ("1_000", .number("1000")), ("0b101", .number("5")),
        ("1e3", .number("1000")), ("1.50", .number("1.5")), ("-.5", .number("-0.5")), ("+5", .number("5")),
        ("18446744073709551615", .number("18446744073709551615")),
    ]

    /// Any string.
    static func string(_ random: inout SeededGenerator) -> String {
        if random.chance(4) { return base64(&random) }
        return random.pick(strings)
    }

    /// A value that is no list or mapping.
    static func value(_ random: inout SeededGenerator) -> JSONValue {
        random.chance(75) ? .string(string(&random)) : random.pick(others).1
    }

    static func base64(_ random: inout SeededGenerator) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let count = random.pick([200, 256, 300, 600])
        return String((0..<count).map { _ in alphabet[random.below(64)] }) + random.pick(["", "=", "=="])
    }

    /// A scalar on one line, and what it means.
    static func scalar(isInFlow: Bool, _ random: inout SeededGenerator) -> (String, JSONValue) {
        switch random.below(10) {
        case 0, 1, 2:
            let (text, value) = random.pick(others)
            return (text, value)
        case 3, 4, 5:
            let string = string(&random)
            return (quoted(string, &random), .string(string))
        case 6 where !isInFlow && random.chance(30):
            let string = base64(&random)
            return (string, .string(string))
        default:
            let string = random.pick(isInFlow ? plain.filter { !$0.contains(":") } : plain)
            return (string, .string(string))
        }
    }

    /// The string in one kind of quotes or the other.
    static func quoted(_ string: String, _ random: inout SeededGenerator) -> String {
        let isClean = string.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        if isClean, !string.contains("\u{2028}"), !string.contains("\u{FEFF}"), random.chance(50) {
            return "'" + string.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        }
        return json(.string(string))
    }

    /// A scalar as JSON that YAML reads alike: what YAML takes for a line break is escaped.
    static func json(_ value: JSONValue) -> String {
        var text = ""
        for scalar in value.jsonText().unicodeScalars {
            switch scalar {
            case "\u{85}": text += "\\u0085"
            case "\u{2028}": text += "\\u2028"
            case "\u{FEFF}": text += "\\uFEFF"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// The key without quotes if it can be.
    static func plainKey(_ name: String, _ random: inout SeededGenerator) -> String {
        switch name {
        case "y", "10", "": quoted(name, &random)
        // What reads as true is the key "true".
        case "true": random.pick(["true", "yes", "On"])
        default: name
        }
    }

    static func flowKey(_ name: String, _ random: inout SeededGenerator) -> String {
        random.chance(30) ? quoted(name, &random) : plainKey(name, &random)
    }

    /// A block scalar: its header, its lines, what it means.
    static func blockScalar(_ random: inout SeededGenerator) -> (String, [String], String) {
        let lines = random.pick([["one"], ["one", "two"], ["one", "", "  two", "three"], ["é: x", "# no comment"]])
        switch random.below(4) {
        case 0: return ("|", lines, lines.joined(separator: "\n") + "\n")
        case 1: return ("|-", lines + (random.chance(30) ? [""] : []), lines.joined(separator: "\n"))
        case 2: return ("|+", lines + ["", ""], lines.joined(separator: "\n") + "\n\n\n")
        default: return (">-", ["folded", "text"], "folded text")
        }
    }
}

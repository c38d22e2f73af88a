// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The YAML 1.1 rules by which an unquoted scalar becomes a null, a boolean or a number.
///
/// Source: go-yaml v2 `resolve.go`, the reader inside sigs.k8s.io/yaml, which reads every Kubernetes file.
enum ScalarResolver {
    /// What the plain scalar of these bytes means.
    static func resolve(_ bytes: UnsafeBufferPointer<UInt8>) -> YAMLScalar {
        guard let first = bytes.first else { return .null }
        switch first {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
            break
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
            UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"),
            UInt8(ascii: "~"):
            guard bytes.count <= 5, bytes.count == 1 || startsWord(first, bytes[1]) else { return .string }
            return word(String(decoding: bytes, as: UTF8.self))
        default: return .string
        }
        // No number that Go reads is longer, and most texts show soon that they are none.
        guard bytes.count <= 4096, bytes.allSatisfy(canBeOfNumber) else { return .string }
        let text = String(decoding: bytes, as: UTF8.self)
        switch text {
        case ".nan", ".NaN", ".NAN": return .float(".nan")
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(".inf")
        case "-.inf", "-.Inf", "-.INF": return .float("-.inf")
        default: break
        }
        if first == UInt8(ascii: ".") { return float(text) }
        let digits = String(text.filter { $0 != "_" })
        if let integer = GoNumber.integer(digits) { return .integer(integer) }
        return float(digits)
    }

    /// Whether a number can hold the byte: a digit of any base, a prefix, a sign, a point, a letter of `.inf` or `.nan`.
    private static func canBeOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"),
            UInt8(ascii: "O"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "n"), UInt8(ascii: "N"):
            true
        default: false
        }
    }

    private static func float(_ text: String) -> YAMLScalar {
        GoNumber.float(text).map { .float(GoNumber.json($0)) } ?? .string
    }

    /// Whether one of the longer words begins with these letters, in either case; `name` and `token` do not.
    private static func startsWord(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (first | 0x20, second | 0x20) {
        case (UInt8(ascii: "y"), UInt8(ascii: "e")), (UInt8(ascii: "t"), UInt8(ascii: "r")),
            (UInt8(ascii: "o"), UInt8(ascii: "n")), (UInt8(ascii: "o"), UInt8(ascii: "f")),
            (UInt8(ascii: "n"), UInt8(ascii: "o")), (UInt8(ascii: "n"), UInt8(ascii: "u")),
            (UInt8(ascii: "f"), UInt8(ascii: "a")):
            true
        default: false
        }
    }

    /// What the plain scalar `text` means.
    static func resolve(_ text: String) -> YAMLScalar {
        var text = text
        return text.withUTF8 { resolve($0) }
    }

    private static func word(_ text: String) -> YAMLScalar {
        switch text {
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": .bool(true)
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": .bool(false)
        case "~", "null", "Null", "NULL": .null
        default: .string
        }
    }
}

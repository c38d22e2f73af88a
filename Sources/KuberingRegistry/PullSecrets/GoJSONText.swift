// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// A JSON text that is built byte by byte, with strings escaped as Go's `encoding/json` does.
///
/// Besides what RFC 8259 demands, Go escapes `<`, `>`, `&`, U+2028 and U+2029, and writes `\ufffd` for each byte that
/// is not UTF-8. The bytes are the caller's to wipe.
struct GoJSONText {
    private(set) var bytes: [UInt8] = []

    /// Starts with nothing.
    ///
    /// - Parameter capacity: The most bytes that come: growing beyond would leave a copy behind that is not wiped.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Appends JSON as it is.
    mutating func append(_ raw: String) {
        bytes += raw.utf8
    }

    /// Appends text as a JSON string with its quotes.
    mutating func append(string text: some Collection<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var rest = text[...]
        while let byte = rest.first {
            let length = Self.length(ofScalarLedBy: byte)
            let scalar = rest.prefix(length)
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x08: append("\\b")
            case 0x09: append("\\t")
            case 0x0A: append("\\n")
            case 0x0C: append("\\f")
            case 0x0D: append("\\r")
            case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
                append(byte < 0x10 ? "\\u000" : "\\u00")
                append(String(byte, radix: 16))
            case 0x20..<0x80:
                bytes.append(byte)
            case _ where scalar.elementsEqual([0xE2, 0x80, 0xA8]): append("\\u2028")
            case _ where scalar.elementsEqual([0xE2, 0x80, 0xA9]): append("\\u2029")
            case _ where scalar.count == length && String(validating: scalar, as: UTF8.self) != nil:
                bytes += scalar
            default:
                append("\\ufffd")
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(length)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Overwrites everything with zeros.
    mutating func wipe() {
        bytes.wipe()
        bytes = []
    }

    private static func length(ofScalarLedBy byte: UInt8) -> Int {
        switch byte {
        case 0xC0..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0...: 4
        default: 1
        }
    }
}

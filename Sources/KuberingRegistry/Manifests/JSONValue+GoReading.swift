// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// JSON as Go's `encoding/json` reads it, and with it docker, the API server and a kubelet.
extension JSONValue {
    /// Reads JSON; nil when Go would refuse it.
    ///
    /// Go replaces bytes that are not UTF-8, and takes neither a byte order mark nor UTF-16 nor, unlike Foundation, a
    /// comma after the last element.
    init?(readLikeGo bytes: [UInt8]) {
        if bytes.contains(0) || bytes.starts(with: [0xEF, 0xBB, 0xBF]) || Self.hasTrailingComma(bytes) { return nil }
        do throws(JSONError) {
            try self.init(parsing: Array(String(decoding: bytes, as: UTF8.self).utf8))
        } catch {
            return nil
        }
    }

    /// Whether a comma outside strings is followed by a closing bracket.
    private static func hasTrailingComma(_ bytes: [UInt8]) -> Bool {
        var isInString = false
        var isEscaped = false
        var isAfterComma = false
        for byte in bytes where isInString || !byte.isJSONBlank {
            if isInString {
                isInString = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            if isAfterComma, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { return true }
            isAfterComma = byte == UInt8(ascii: ",")
            isInString = byte == UInt8(ascii: "\"")
        }
        return false
    }

    /// The last member with the name, whatever its case.
    func member(named name: String) -> JSONValue? {
        members?.last { $0.name.lowercased() == name.lowercased() }?.value
    }
}

extension UInt8 {
    /// Whether RFC 8259 section 2 calls it insignificant whitespace.
    var isJSONBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

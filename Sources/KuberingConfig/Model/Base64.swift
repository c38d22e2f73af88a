// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
package import KuberingSystem

/// Base64 as kubeconfigs hold it: the standard alphabet with padding; CR and LF may stand anywhere (RFC 4648 section 4,
/// read as Go's `encoding/base64` does).
package enum Base64 {
    /// Whether Go would decode the text.
    static func isValid(_ text: UnsafeRawBufferPointer) -> Bool {
        var end = text.count
        var lineBreaks = 0
        var padding = 0
        // What may stand at the end: padding and line breaks.
        while end > 0 {
            let byte = text[end - 1]
            if byte == UInt8(ascii: "=") { padding += 1 } else if isLineBreak(byte) { lineBreaks += 1 } else { break }
            end -= 1
        }
        guard padding <= 2 else { return false }
        var position = 0
        while position < end {
            position += Base64Alphabet.prefixLength(of: UnsafeRawBufferPointer(rebasing: text[position..<end]))
            if position == end { break }
            guard isLineBreak(text[position]) else { return false }
            lineBreaks += 1
            position += 1
        }
        return (text.count - lineBreaks) % 4 == 0
    }

    /// The decoded bytes; nil when the text is not valid.
    static func decoded(_ text: some Collection<UInt8>) -> [UInt8]? {
        Data(base64Encoded: Data(text.filter { !isLineBreak($0) })).map(Array.init)
    }

    /// The same for a key; nothing of it stays elsewhere.
    package static func decodedSecret(_ text: some Collection<UInt8>) -> SecretBytes? {
        // As large as it can become: what grows leaves copies behind.
        var digits = Data(capacity: text.count)
        defer { digits.wipe() }
        for byte in text where !isLineBreak(byte) { digits.append(byte) }
        guard var bytes = Data(base64Encoded: digits) else { return nil }
        defer { bytes.wipe() }
        return SecretBytes(bytes)
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

extension String {
    /// Where the other text begins in this one, in bytes of UTF-8; nil when it is not in it.
    ///
    /// Neither is read beyond a NUL. The standard library's search goes by characters, which takes twenty times as long.
    public func byteOffset(of text: String) -> Int? {
        withCString { whole in text.withCString { part in strstr(whole, part).map { UnsafePointer($0) - whole } } }
    }

    /// Whether the other text is in this one, byte for byte; neither is read beyond a NUL.
    public func containsBytes(of text: String) -> Bool { byteOffset(of: text) != nil }

    /// The text with every occurrence of an ASCII character replaced, whatever stands beside it.
    ///
    /// For programs that read bytes. The standard library's `replacing` goes by characters: to it, an apostrophe before a
    /// combining accent is another one.
    ///
    /// - Parameters:
    ///   - byte: Below 0x80.
    ///   - replacement: What takes its place.
    /// - Returns: The text.
    public func replacingByte(_ byte: UInt8, with replacement: String) -> String {
        guard utf8.contains(byte) else { return self }
        var bytes: [UInt8] = []
        for each in utf8 {
            if each == byte { bytes += replacement.utf8 } else { bytes.append(each) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

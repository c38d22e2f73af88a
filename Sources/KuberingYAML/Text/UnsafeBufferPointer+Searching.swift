// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

extension UnsafeBufferPointer<UInt8> {
    /// Where the byte stands first, from a place on; nil when it does not.
    ///
    /// Much faster than looking at each.
    func firstOffset(of byte: UInt8, from start: Int = 0) -> Int? {
        guard let base = baseAddress, start < count,
            let found = memchr(base + start, Int32(byte), count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Calls `body` with each place of the byte.
    func forEachOffset(of byte: UInt8, _ body: (Int) -> Void) {
        var start = 0
        while let found = firstOffset(of: byte, from: start) {
            body(found)
            start = found + 1
        }
    }
}

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
}

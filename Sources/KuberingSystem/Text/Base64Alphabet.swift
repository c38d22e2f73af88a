// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform

/// The 64 characters of base64 (RFC 4648 section 4), padding not included.
public enum Base64Alphabet {
    /// How many bytes at the beginning are of the alphabet.
    public static func prefixLength(of bytes: UnsafeRawBufferPointer) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        return kubering_base64_prefix(start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    /// Whether the byte is one of them.
    public static func contains(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x2F < 11 || byte == 0x2B
    }
}

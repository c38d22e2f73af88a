// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

public import struct FoundationEssentials.Data

extension UnsafeMutableRawBufferPointer {
    /// Overwrites the bytes with zeros in a way that is not optimised away.
    public func wipe() {
        if let start = baseAddress { explicit_bzero(start, count) }
    }
}

extension [UInt8] {
    /// Overwrites the bytes, which nobody else must hold: it would reach a copy only.
    public mutating func wipe() { withUnsafeMutableBytes { $0.wipe() } }
}

extension Data {
    /// Overwrites the bytes, which nobody else must hold: it would reach a copy only.
    public mutating func wipe() { withUnsafeMutableBytes { $0.wipe() } }
}

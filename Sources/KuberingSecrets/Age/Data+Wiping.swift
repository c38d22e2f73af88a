// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

import struct FoundationEssentials.Data

extension Data {
    /// Overwrites the bytes; for what swift-crypto returns, which nobody else must hold.
    mutating func wipe() {
        withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) }
        }
    }
}

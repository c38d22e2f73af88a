// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension SecretBytes {
    /// Lends the bytes with checked access.
    func withExposedSpan<Result, E: Error>(_ body: (Span<UInt8>) throws(E) -> Result) throws(E) -> Result {
        try withExposedBytes { bytes throws(E) in
            try body(bytes.bindMemory(to: UInt8.self).span)
        }
    }

    /// The first `count` bytes, in memory of their own.
    func prefix(_ count: Int) -> SecretBytes {
        withExposedBytes { SecretBytes($0.prefix(count)) }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport

extension SeededGenerator {
    /// The bytes, of which there must be one, with one to three of them changed, or a stretch cut out, doubled or moved.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<(1 + below(3)) {
            let index = below(bytes.count)
            let end = min(bytes.count, index + 1 + below(20))
            switch below(10) {
            case 0: bytes.removeSubrange(index..<end)
            case 1: bytes.insert(contentsOf: bytes[index..<end], at: index)
            case 2: bytes.removeSubrange(end...)
            case 3: bytes[index] = pick([0, 1, 0x30, 0x7F, 0x80, 0x81, 0x84, 0xFF])
            case 4...6: bytes[index] ^= 1 << UInt8(below(8))
            default: bytes[index] = UInt8(below(256))
            }
            if bytes.isEmpty { return [0x30] }
        }
        return bytes
    }
}

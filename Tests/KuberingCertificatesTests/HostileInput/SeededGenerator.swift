// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The bytes with one to three of them changed, or a stretch cut out, doubled or moved.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &self) {
            let index = bytes.indices.randomElement(using: &self) ?? 0
            let end = min(bytes.count, index + Int.random(in: 1...20, using: &self))
            switch Int.random(in: 0..<10, using: &self) {
            case 0: bytes.removeSubrange(index..<end)
            case 1: bytes.insert(contentsOf: bytes[index..<end], at: index)
            case 2: bytes.removeSubrange(end...)
            case 3: bytes[index] = [0, 1, 0x30, 0x7F, 0x80, 0x81, 0x84, 0xFF].randomElement(using: &self) ?? 0
            case 4...6: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            default: bytes[index] = UInt8.random(in: 0...255, using: &self)
            }
            if bytes.isEmpty { return [0x30] }
        }
        return bytes
    }
}

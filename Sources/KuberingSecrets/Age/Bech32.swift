// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The text form of age's keys: BIP 173, without its limit on length, as age has it.
enum Bech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let checksumLength = 6

    /// The text of some bytes.
    ///
    /// - Parameters:
    ///   - bytes: What is encoded.
    ///   - prefix: The human-readable part, in lower case.
    /// - Returns: ASCII text in lower case.
    static func encode(_ bytes: SecretBytes, prefix: String) -> SecretBytes {
        let symbols = (bytes.count * 8 + 4) / 5
        return SecretBytes(count: prefix.utf8.count + 1 + symbols + checksumLength) { text in
            var checksum = Checksum(prefix: prefix.utf8)
            var next = 0
            func put(_ byte: UInt8) {
                text[next] = byte
                next += 1
            }
            for byte in prefix.utf8 { put(byte) }
            put(UInt8(ascii: "1"))
            var (bits, width): (UInt32, UInt32) = (0, 0)
            func putSymbol(_ symbol: UInt32) {
                checksum.add(symbol)
                put(alphabet[Int(symbol)])
            }
            bytes.withExposedBytes { bytes in
                for byte in bytes {
                    bits = (bits << 8 | UInt32(byte)) & 0xFFF
                    width += 8
                    while width >= 5 {
                        width -= 5
                        putSymbol(bits >> width & 31)
                    }
                }
            }
            if width > 0 { putSymbol(bits << (5 - width) & 31) }
            for symbol in checksum.symbols() { put(alphabet[Int(symbol)]) }
        }
    }

    /// The bytes of a text.
    ///
    /// - Parameters:
    ///   - text: ASCII text, all in lower or all in upper case.
    ///   - prefix: The human-readable part that is expected, in lower case.
    /// - Returns: The bytes; nil when the text is anything else, or was mistyped.
    static func decode(_ text: SecretBytes, prefix: String) -> SecretBytes? {
        text.withExposedBytes { text in
            let start = prefix.utf8.count + 1
            guard text.count >= start + checksumLength, let isUpper = isUpperCase(text) else { return nil }
            func lower(_ byte: UInt8) -> UInt8 { isUpper && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
            guard text.prefix(start).map(lower).elementsEqual(prefix.utf8 + [UInt8(ascii: "1")]) else { return nil }
            var checksum = Checksum(prefix: prefix.utf8)
            var (bits, width, next): (UInt32, UInt32, Int) = (0, 0, 0)
            var isValid = true
            let symbols = text.count - start - checksumLength
            let bytes = SecretBytes(count: symbols * 5 / 8) { output in
                for (index, byte) in text[start...].enumerated() {
                    guard let symbol = alphabet.firstIndex(of: lower(byte)).map({ UInt32($0) }) else {
                        isValid = false
                        return
                    }
                    checksum.add(symbol)
                    if index >= symbols { continue }
                    bits = (bits << 5 | symbol) & 0xFFF
                    width += 5
                    if width >= 8 {
                        width -= 8
                        output[next] = UInt8(truncatingIfNeeded: bits >> width)
                        next += 1
                    }
                }
                isValid = checksum.isRight && width < 5 && bits & ((1 << width) - 1) == 0
            }
            return isValid ? bytes : nil
        }
    }

    /// Whether the letters are upper case; nil when they are of both cases.
    private static func isUpperCase(_ text: UnsafeRawBufferPointer) -> Bool? {
        let hasUpper = text.contains { (0x41...0x5A).contains($0) }
        let hasLower = text.contains { (0x61...0x7A).contains($0) }
        return hasUpper && hasLower ? nil : hasUpper
    }

    /// The BCH code of BIP 173.
    private struct Checksum {
        private static let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
        private var value: UInt32 = 1

        init(prefix: some Collection<UInt8>) {
            for byte in prefix { add(UInt32(byte >> 5)) }
            add(0)
            for byte in prefix { add(UInt32(byte & 31)) }
        }

        /// Whether what was added ended with its checksum.
        var isRight: Bool { value == 1 }

        mutating func add(_ symbol: UInt32) {
            let top = value >> 25
            value = (value & 0x1FF_FFFF) << 5 ^ symbol
            for (bit, generator) in Self.generators.enumerated() where top >> UInt32(bit) & 1 == 1 {
                value ^= generator
            }
        }

        /// What has to follow.
        func symbols() -> [UInt32] {
            var copy = self
            for _ in 0..<checksumLength { copy.add(0) }
            let value = copy.value ^ 1
            return (0..<UInt32(checksumLength)).map { value >> (5 * (5 - $0)) & 31 }
        }
    }
}

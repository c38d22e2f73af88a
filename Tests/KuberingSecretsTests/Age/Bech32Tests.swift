// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

@testable import KuberingSecrets

@Suite struct Bech32Tests {
    /// From BIP 173; the data is the prefix's own counting up.
    @Test func knownText() throws {
        // The well-known vector "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw": symbols 0 to 31 in order.
        let text = "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"
        let bytes = try #require(Bech32.decode(SecretBytes(utf8: text), prefix: "abcdef"))
        #expect(Bech32.encode(bytes, prefix: "abcdef").exposedText == text)
        #expect(
            bytes.withExposedBytes { Array($0) } == [
                0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF, 0x84, 0x65, 0x3A, 0x56, 0xD7, 0xC6, 0x75,
                0xBE, 0x77, 0xDF,
            ])
        #expect(Bech32.decode(SecretBytes(utf8: text.uppercased()), prefix: "abcdef") != nil)
    }

    @Test(arguments: [
        "", "abcdef1", "abcdef1qpzry", "abcdeg1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxx", "Abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw\n", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mub7lmqqqxw",
    ])
    func refuses(_ text: String) {
        #expect(Bech32.decode(SecretBytes(utf8: text), prefix: "abcdef") == nil)
    }

    @Test func everyLength() throws {
        for count in 0...70 {
            let bytes = SecretBytes((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) })
            let text = Bech32.encode(bytes, prefix: "age")
            #expect(Bech32.decode(text, prefix: "age")?.hasSameBytes(as: bytes) == true, "\(count)")
            #expect(Bech32.decode(text, prefix: "ag") == nil)
        }
    }
}

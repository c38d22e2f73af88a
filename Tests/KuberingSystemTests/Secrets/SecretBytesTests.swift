// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import Testing

/// Secrets do not show, and compare by their bytes.
struct SecretBytesTests {
    @Test func theBytesAreThere() {
        let secret = SecretBytes(utf8: "hush")
        #expect(secret.count == 4 && secret.exposedText == "hush")
        #expect(secret.withExposedBytes { Array($0) } == Array("hush".utf8))
        #expect(SecretBytes([]).withExposedBytes { $0.isEmpty })
        #expect(SecretBytes([0xFF, 0x41]).exposedText == "\u{FFFD}A")
    }

    @Test(arguments: [0, 1, 4_095, 4_096, 4_097, 100_000])
    func secretsOfAnySizeAreKept(_ count: Int) {
        let secret = SecretBytes([UInt8](repeating: 0xA5, count: count))
        #expect(secret.count == count && secret.withExposedBytes { $0.allSatisfy { $0 == 0xA5 } && $0.count == count })
        #expect(SecretBytes(count: count) { _ in }.withExposedBytes { $0.allSatisfy { $0 == 0 } })
    }

    @Test func nothingShowsThem() {
        let secret = SecretBytes(utf8: "hush")
        var dumped = ""
        dump(["key": secret], to: &dumped)
        for text in [
            "\(secret)", String(describing: secret), String(reflecting: secret), "\([secret])",
            "\(Optional(secret) as Any)", dumped,
        ] {
            #expect(text.contains("<redacted>") && !text.contains("hush"), "\(text)")
        }
    }

    @Test func onlyTheSameBytesAreEqual() {
        let secret = SecretBytes(utf8: "hush")
        #expect(secret.hasSameBytes(as: SecretBytes(utf8: "hush")) && secret.hasSameBytes(as: secret))
        for other in ["husH", "Hush", "hus", "hushh", ""] {
            #expect(!secret.hasSameBytes(as: SecretBytes(utf8: other)))
        }
        #expect(SecretBytes([]).hasSameBytes(as: SecretBytes([])))
    }

    @Test func anErrorWhileFillingIsPassedOn() {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) { try SecretBytes(count: 8) { _ throws(Refusal) in throw Refusal() } }
    }

    @Test func thePagesStayOutOfCoreDumps() throws {
        let secret = SecretBytes([UInt8](repeating: 1, count: 8_192))
        let address = secret.withExposedBytes { UInt(bitPattern: $0.baseAddress) }
        let stream = try #require(fopen("/proc/self/smaps", "re"))
        defer { fclose(stream) }
        var line = [CChar](repeating: 0, count: 4_096)
        var isInside = false
        var flags = ""
        while fgets(&line, Int32(line.count), stream) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let bounds = text.split(separator: " ").first.map { $0.split(separator: "-") } ?? []
            if bounds.count == 2, let start = UInt(bounds[0], radix: 16), let end = UInt(bounds[1], radix: 16) {
                isInside = start <= address && address < end
            }
            if isInside, text.hasPrefix("VmFlags:") { flags = text }
        }
        #expect(flags.split(separator: " ").contains("dd"), "\(flags)")
        withExtendedLifetime(secret) {}
    }
}

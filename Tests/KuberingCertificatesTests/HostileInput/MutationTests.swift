// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCertificates

/// Damaged input gives an answer or an error, never a trap.
@Suite struct MutationTests {
    private static let rounds = 1_500

    @Test(arguments: ["jane", "named", "key-rsa1024", "ca-short", "odd", "by-rsa", "key-ed25519"])
    func certificatesSurviveMutation(_ name: String) throws {
        let folder = try OpenSSLFolder.shared()
        let original = try folder.certificate(name)
        let authorities = try folder.bundle("ca", "ca-rsa")
        var generator = SeededGenerator(seed: 1)
        var read = 0
        for _ in 0..<Self.rounds {
            let bytes = generator.mutated(original.der)
            guard let bundle = try? CertificateBundle(reading: bytes, named: "x") else { continue }  // refused
            read += 1
            _ = (bundle.leaf.subject.description, bundle.leaf.subjectAlternativeNames.map(\.description))
            let check = ClientCertificateCheck(bundle, authorities: authorities, now: ClientCertificateCheckTests.now)
            let isSound = check.findings.allSatisfy { $0.severity == .warning }
            #expect(!isSound || bundle.leaf.signedBytes == original.signedBytes)
        }
        #expect(read > 50)
    }

    @Test(arguments: ["jane.crt", "p256.key", "rsa2048.key", "mutated.enc", "mutated.proc"])
    func textSurvivesMutation(_ name: String) throws {
        let folder = try OpenSSLFolder.shared()
        // Each case makes only its own file: the others run at the same time.
        let scripts = [
            "mutated.enc": "openssl pkcs8 -topk8 -in p256.key -passout pass:sesame",
            "mutated.proc": "openssl rsa -in rsa1024.key -traditional -aes128 -passout pass:sesame 2>/dev/null",
        ]
        if let script = scripts[name] { try folder.shell("\(script) -out \(name)") }
        let original = try folder.bytes(name)
        try #require(!original.isEmpty)
        let passphrase = SecretBytes(utf8: "sesame")
        var generator = SeededGenerator(seed: 2)
        var errors: Set<String> = []
        for _ in 0..<(Self.rounds / 3) {
            let bytes = generator.mutated(original)
            _ = try? CertificateBundle.fingerprint(ofBundle: bytes, named: "x")  // refused
            do {
                _ = try PrivateKey(reading: SecretBytes(bytes), named: "x", passphrase: passphrase).pem
                _ = try CertificateBundle(reading: bytes, named: "x").pem
            } catch {
                errors.insert(error.code.rawValue)
                #expect(!error.description.isEmpty && !error.description.contains("\n"))
            }
        }
        #expect(errors.count > 2)
    }

    @Test func noiseIsRefused() throws {
        var generator = SeededGenerator(seed: 4)
        for size in 1...400 {
            var noise = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
            if size.isMultiple(of: 2) { noise[0] = 0x30 }
            #expect(throws: CertificateError.self) { try CertificateBundle(reading: noise, named: "x") }
            #expect(throws: CertificateError.self) { try PrivateKey(reading: SecretBytes(noise), named: "x") }
            #expect(throws: CertificateError.self) { try Certificate(der: noise) }
        }
    }

    @Test func deepNestingIsRefused() {
        let nested = (0..<60_000).reduce(into: [UInt8]()) { bytes, _ in bytes += [0x30, 0x80] }
        #expect(throws: CertificateError.self) { try CertificateBundle(reading: nested, named: "x") }
    }

    /// A file must not be able to keep the processor busy for hours.
    @Test func unreasonableRoundsAreRefused() throws {
        let folder = try OpenSSLFolder.shared()
        let start = ContinuousClock.now
        for (name, options) in [("rounds", "-iter 10000001"), ("des-rounds", "-v2 des3 -iter 10000001")] {
            try folder.shell("openssl pkcs8 -topk8 -in rsa1024.key \(options) -passout pass:x -out \(name).p8")
            let error = #expect(throws: CertificateError.self) { try folder.key("\(name).p8", passphrase: "x") }
            #expect(error?.code == .unsupportedEncryption)
            #expect(error?.detail == "it asks for 10000001 rounds")
        }
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}

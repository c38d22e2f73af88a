// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCertificates

/// A hundred thousand damaged files through every reader; `KUBERING_FUZZ_COUNT` takes more, `KUBERING_FUZZ_SEED` others.
///
/// A trap ends the tests; the seed that is printed before then finds it again.
@Suite struct FuzzTests {
    private static func number(_ variable: String, _ usual: Int) -> Int {
        getenv(variable).flatMap { Int(String(cString: $0)) } ?? usual
    }

    /// Inputs for each of the readers; together 100,000.
    private static let count = number("KUBERING_FUZZ_COUNT", 100_000) / 4
    private static let seed = UInt64(number("KUBERING_FUZZ_SEED", 1))

    private static func corpus(_ suffixes: [String]) throws -> [[UInt8]] {
        let folder = try OpenSSLFolder.shared()
        return try [
            "jane", "named", "odd", "key-rsa1024", "ca-short", "inter-short", "escape", "p256", "ed25519", "p521",
        ]
        .flatMap { name in suffixes.map { name + $0 } }
        .filter { FileSnapshot.exists(folder.path + "/" + $0) }
        .map { try folder.bytes($0) }
    }

    /// Certificates in DER: whatever is read can be described and judged.
    @Test func certificates() throws {
        let corpus = try Self.corpus([".crt"]).map { try CertificateBundle(reading: $0, named: "x").leaf.der }
        let now = ClientCertificateCheckTests.now
        var generator = SeededGenerator(seed: Self.seed)
        var read = 0
        for _ in 0..<Self.count {
            let bytes = generator.mutated(generator.pick(corpus))
            guard let certificate = try? Certificate(der: bytes) else { continue }  // refused
            read += 1
            _ = (certificate.subject.description, certificate.subjectAlternativeNames.description)
            _ = (certificate.serialNumber, certificate.publicKey.type.description, certificate.keyUsage?.usageNames)
            _ = certificate.names("a.example")
            _ =
                certificate.dateFindings(now: now, warnBefore: 60) + certificate.strengthFindings
                + certificate.formFindings
        }
        #expect(read > Self.count / 20)
    }

    /// Requests in DER.
    @Test func requests() throws {
        let corpus = try Self.corpus([".csr"]).map { try CertificateRequest(reading: $0, named: "x").der }
        var generator = SeededGenerator(seed: Self.seed &+ 1)
        var read = 0
        for _ in 0..<Self.count {
            guard let request = try? CertificateRequest(der: generator.mutated(generator.pick(corpus))) else {
                continue
            }
            read += 1
            _ = (request.subject.description, request.subjectAlternativeNames.description, request.organizations)
            // The signature is left out: it takes a hundred times as long, and is the library's.
        }
        #expect(read > Self.count / 20)
    }

    /// Private keys in DER: what is read can be written, and reads as the same key.
    @Test func keys() throws {
        let folder = try OpenSSLFolder.shared()
        let corpus = try ["p256", "ed25519", "rsa1024"].map { name in
            try folder.key(name + ".key").pkcs8.withExposedBytes { Array($0) }
        }
        var generator = SeededGenerator(seed: Self.seed &+ 3)
        var (read, refused) = (0, Set<String>())
        for _ in 0..<Self.count {
            do {
                let key = try PrivateKey(
                    reading: SecretBytes(generator.mutated(generator.pick(corpus))), named: "x")
                read += 1
                // Each time would take minutes.
                guard read.isMultiple(of: 50) else { continue }
                #expect(try PrivateKey(reading: key.pem, named: "x").publicKey == key.publicKey)
            } catch {
                refused.insert(error.code.rawValue)
                #expect(!error.description.contains("\n"))
            }
        }
        #expect(read > Self.count / 20 && !refused.isEmpty, "\(read) \(refused)")
    }

    /// Files of everything, with text around: what is found is found in order, and errors are one line.
    @Test func files() throws {
        let corpus = try Self.corpus([".crt", ".csr", ".key"])
        var generator = SeededGenerator(seed: Self.seed &+ 2)
        var (read, refused) = (0, Set<String>())
        for _ in 0..<Self.count {
            var bytes = generator.pick(corpus)
            if generator.below(3) == 0 { bytes += generator.pick(corpus) }
            do {
                read += try CertificateFile(reading: generator.mutated(bytes), named: "x").items.isEmpty ? 0 : 1
            } catch {
                refused.insert(error.code.rawValue)
                #expect(!error.description.contains("\n"))
            }
        }
        #expect(read > Self.count / 20 && !refused.isEmpty, "\(read) \(refused)")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import Testing

@testable import KuberingCertificates

/// Every certificate, request and key of the corpus: the facts that openssl prints, or one sentence why not.
@Suite struct CorpusTests {
    @Test func certificatesHaveTheFactsOfOpenSSL() throws {
        let folder = try OpenSSLFolder.shared()
        let names = Directory.names(in: folder.path).filter { Self.isOfTheCorpus($0) && $0.hasSuffix(".crt") }
        #expect(names.count >= 60)
        for name in names {
            let facts = try Self.facts(name, folder)
            let file = try CertificateFile(reading: try folder.bytes(name), named: name)
            let certificate = try #require(file.certificates.first, "\(name)")
            #expect(file.items.count == 1)
            #expect(facts["serial"] == certificate.serialNumber, "\(name)")
            #expect(facts["sha256 Fingerprint"] == certificate.fingerprintSHA256, "\(name)")
            #expect(facts["notBefore"] == Self.date(certificate.notBefore), "\(name)")
            #expect(facts["notAfter"] == Self.date(certificate.notAfter), "\(name)")
            #expect(!certificate.subject.description.isEmpty && !certificate.publicKey.type.description.isEmpty)
        }
    }

    @Test func requestsAreReadAndTheirSignaturesHold() throws {
        let folder = try OpenSSLFolder.shared()
        let names = Directory.names(in: folder.path).filter { Self.isOfTheCorpus($0) && $0.hasSuffix(".csr") }
        #expect(names.count >= 50)
        for name in names {
            let request = try CertificateRequest(reading: try folder.bytes(name), named: name)
            let certificate = try folder.certificate(String(name.dropLast(4)))
            #expect(request.subject == certificate.subject, "\(name)")
            #expect(request.publicKey == certificate.publicKey, "\(name)")
            // Unknown where the library does not know the algorithm, and never wrong.
            #expect(request.isSignatureValid != false, "\(name)")
            #expect(request.isSignatureValid == true || !request.publicKey.type.isSupported, "\(name)")
        }
    }

    @Test func keysAreReadOrRefusedWithASentence() throws {
        let folder = try OpenSSLFolder.shared()
        var refused: [String] = []
        for name in Directory.names(in: folder.path) where Self.isOfTheCorpus(name) && name.hasSuffix(".key") {
            do {
                let key = try folder.key(name)
                let ours = Data(key.publicKey.subjectPublicKeyInfo).base64EncodedString()
                let theirs = try folder.shell("openssl pkey -in \(name) -pubout -outform DER | base64 -w 0")
                #expect(ours == theirs, "\(name)")
            } catch let error as CertificateError {
                refused.append(name)
                #expect(error.code == .unsupportedKey && !error.description.contains("\n"), "\(error)")
            }
        }
        #expect(
            refused == ["ed448.key", "explicit.key", "k256.key", "p224.key", "pss.key", "rsa768.key", "x25519.key"])
    }

    /// Debian's authorities: old, large, and made by many hands.
    @Test func theAuthoritiesOfTheSystemAreRead() throws {
        let path = "/etc/ssl/certs/ca-certificates.crt"
        let bytes = try FileSnapshot.read(path, limit: 1 << 20).bytes
        let file = try CertificateFile(reading: bytes, named: path)
        let certificates = file.certificates
        #expect(certificates.count == file.items.count && certificates.count >= 60)
        let theirs = try OpenSSLFolder.shared().shell(
            """
            mkdir -p system; cd system
            awk '/BEGIN CERT/ { n++ } { print > sprintf("%04d.pem", n) }' \(path)
            for file in [0-9]*.pem; do openssl x509 -in "$file" -noout -fingerprint -sha256; done
            """)
        let fingerprints = theirs.split(separator: "\n").map { line in
            String(line.drop { $0 != "=" }.dropFirst().filter { $0 != ":" }).lowercased()
        }
        #expect(certificates.map(\.fingerprintSHA256) == fingerprints)
        let check = CertificateFileCheck(
            certificates, key: nil, now: Date(timeIntervalSince1970: 1_795_000_000), warnBefore: 0)
        for index in certificates.indices {
            for finding in check.findings(for: index) { #expect(!finding.message.isEmpty) }
        }
    }

    /// What other tests put there at the same time is none of ours.
    private static func isOfTheCorpus(_ name: String) -> Bool {
        let stem = name.prefix { $0 != "." }
        let texts = [OpenSSLScripts.keys, OpenSSLScripts.authorities, OpenSSLScripts.leaves].joined(separator: "\n")
        let words = texts.split { $0 == " " || $0 == "\n" || $0 == "\"" }
        return words.contains(stem) || ["key-", "by-"].contains { stem.hasPrefix($0) }
    }

    private static func facts(_ name: String, _ folder: OpenSSLFolder) throws -> [String: String] {
        let text = try folder.shell(
            "openssl x509 -in \(name) -noout -serial -fingerprint -sha256 -startdate -enddate")
        var facts: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            let isNumber = !parts[0].hasPrefix("not")
            facts[parts[0]] = isNumber ? parts[1].filter { $0 != ":" }.lowercased() : parts[1]
        }
        return facts
    }

    /// `Jan  1 00:00:00 2026 GMT`, as openssl writes it.
    private static func date(_ date: Date) -> String {
        let text = Array(date.rfc3339)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let month = months[(Int(String(text[5...6])) ?? 1) - 1]
        let day = text[8] == "0" ? " \(text[9])" : String(text[8...9])
        return "\(month) \(day) \(String(text[11...18])) \(String(text[0...3])) GMT"
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingSystem

/// One file through every reader of certificates, requests and keys; whatever is read is described and judged.
struct Readers {
    private let bytes: [UInt8]
    private let now = Date(timeIntervalSince1970: 1_795_000_000)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func run() {
        // Refusals are the rule here.
        let file = try? CertificateFile(reading: bytes, named: "x")
        for item in file?.items ?? [] { describe(item) }
        judge(file?.certificates ?? [], file?.key)
        bundle()
        key()
        if bytes.first == 0x30 {
            // Without the look at what it may be.
            if let certificate = try? Certificate(der: bytes) { describe(certificate) }
            if let request = try? CertificateRequest(der: bytes) { describe(request) }
        }
    }

    private func bundle() {
        do {
            let bundle = try CertificateBundle(reading: bytes, named: "x")
            let again = try CertificateBundle(reading: Array(bundle.pem.utf8), named: "x")
            precondition(again.certificates == bundle.certificates, "what was written reads as something else")
            let check = ClientCertificateCheck(bundle, authorities: bundle, now: now)
            demandOneLine(check.findings.map(\.message))
        } catch {
            demandOneLine([error.description])
        }
        _ = try? CertificateBundle.fingerprint(ofBundle: bytes, named: "x")  // refused
    }

    private func key() {
        do {
            let file = try PrivateKeyFile(reading: SecretBytes(bytes), named: "x")
            // A passphrase is stretched for as long as the file says, which would be all that is measured.
            guard !file.needsPassphrase else { return }
            let key = try file.key()
            let again = try PrivateKey(reading: key.pem, named: "x")
            precondition(again.publicKey == key.publicKey, "what was written reads as something else")
        } catch {
            demandOneLine([error.description])
        }
    }

    private func describe(_ item: CertificateFile.Item) {
        switch item {
        case .certificate(let certificate): describe(certificate)
        case .request(let request): describe(request)
        case .privateKey(let key): demandOneLine([key?.type.description ?? ""])
        case .unreadable(let error): demandOneLine([error.description])
        case .other: break
        }
    }

    private func describe(_ certificate: Certificate) {
        demandOneLine([certificate.serialNumber, certificate.publicKey.type.description])
        _ = (certificate.subject.description, certificate.issuer.description, certificate.keyUsage?.usageNames)
        _ = (certificate.subjectAlternativeNames.map(\.description), certificate.extendedKeyUsage?.map(\.description))
        _ = (certificate.commonName, certificate.organizations, certificate.fingerprintSHA256, certificate.pem)
        _ = (certificate.notBefore.rfc3339, certificate.notAfter.rfc3339)
    }

    private func describe(_ request: CertificateRequest) {
        _ = (request.subject.description, request.subjectAlternativeNames.map(\.description), request.organizations)
        demandOneLine(request.findings.map(\.message))
    }

    private func judge(_ certificates: [Certificate], _ key: PublicKey?) {
        let check = CertificateFileCheck(certificates, key: key, now: now, warnBefore: 60)
        for index in certificates.indices { demandOneLine(check.findings(for: index).map(\.message)) }
    }

    /// What people are told stays on its line, whatever the file holds.
    private func demandOneLine(_ texts: [String]) {
        for text in texts {
            precondition(!text.unicodeScalars.contains(where: OutsideText.needsEscape), "a control character: \(text)")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows

/// Certificates for people and for programs.
struct CertificateReport {
    private let world: World
    private let now: Date

    init(_ world: World) {
        self.world = world
        now = world.now()
    }

    /// Labels and values, a paragraph for each thing.
    func text(of places: [InspectedCertificates]) -> String {
        places.flatMap { place in place.items.map { paragraph($0, of: place) } }.joined(separator: "\n")
    }

    /// `{"places": [{"name": …, "wish": {…}, "certificates": […], "requests": […], "keys": […], "unreadable": […]}]}`, empty
    /// lists left out.
    func json(of places: [InspectedCertificates]) -> JSONValue {
        let list = places.map { place in
            var (certificates, requests, keys, unreadable) = (
                [JSONValue](), [JSONValue](), [JSONValue](), [JSONValue]()
            )
            for item in place.items {
                let findings = JSONValue.Member("findings", CertificateJSON.facts(item.findings))
                switch item.content {
                case .certificate(let certificate):
                    let facts = CertificateJSON.facts(certificate, now: now).members ?? []
                    certificates.append(.object(facts + [findings, .init("pem", .string(certificate.pem))]))
                case .request(let request):
                    let facts = CertificateJSON.facts(request).members ?? []
                    requests.append(.object(facts + [findings, .init("pem", .string(request.pem))]))
                case .privateKey(let key):
                    keys.append(
                        .object(present: [
                            "key": key.map { .string($0.type.description) }, "isEncrypted": .bool(key == nil),
                            "publicKeySHA256": key.map { .string($0.fingerprintSHA256) },
                            "findings": item.findings.isEmpty ? nil : findings.value,
                        ]))
                case .unreadable(let error):
                    unreadable.append(["id": .string(error.code.rawValue), "message": .string(error.description)])
                case .other: break
                }
            }
            func present(_ list: [JSONValue]) -> JSONValue? { list.isEmpty ? nil : .array(list) }
            return JSONValue.object(present: [
                "name": .string(place.title), "wish": place.wish?.json, "certificates": present(certificates),
                "requests": present(requests),
                "keys": present(keys), "unreadable": present(unreadable),
            ])
        }
        return .object([.init("places", .array(list))])
    }

    private func paragraph(_ item: InspectedCertificates.Item, of place: InspectedCertificates) -> String {
        let title = TextStyle.bold.applied(to: OutsideText.escaped(place.title), on: world.output)
        var text = "\(title): \(noun(item.content))\n"
        for (label, value) in lines(item.content) + lines(place.wish) where !value.isEmpty {
            text += "  " + label + String(repeating: " ", count: 13 - label.count) + OutsideText.escaped(value) + "\n"
        }
        for finding in item.findings {
            let style = finding.severity == .error ? TextStyle.red : .yellow
            let label = finding.severity.rawValue
            let word = style.applied(to: label, on: world.output)
            text += "  " + word + String(repeating: " ", count: 13 - label.count) + finding.message + "\n"
        }
        return text
    }

    private func noun(_ content: CertificateFile.Item) -> String {
        switch content {
        case .certificate(let certificate):
            certificate.isCertificateAuthority ? "certificate of a CA" : "certificate"
        case .request: "certificate request"
        case .privateKey(let key): key == nil ? "private key under a passphrase" : "private key"
        case .unreadable: TextStyle.red.applied(to: "unreadable", on: world.output)
        case .other(let label): "PEM of type \(OutsideText.escaped(label)), which is not shown"
        }
    }

    private func lines(_ content: CertificateFile.Item) -> [(String, String)] {
        switch content {
        case .certificate(let certificate): lines(certificate)
        case .request(let request):
            [
                ("subject", request.subject.description), ("user", request.commonName ?? ""),
                ("groups", request.organizations.joined(separator: ", ")),
                ("key", request.publicKey.type.description), ("signed with", request.signatureAlgorithm.description),
                ("usages", usages(request.keyUsage, request.extendedKeyUsage)),
                ("names", request.subjectAlternativeNames.map(\.description).joined(separator: ", ")),
                ("SHA-256", request.fingerprintSHA256),
            ]
        case .privateKey(let key): [("key", key?.type.description ?? "")]
        case .unreadable(let error): [("reason", error.description)]
        case .other: []
        }
    }

    private func lines(_ wish: SigningWish?) -> [(String, String)] {
        guard let wish else { return [] }
        return [
            ("signer", wish.signerName ?? ""), ("usable for", wish.usages.joined(separator: ", ")),
            ("wanted for", wish.expirationSeconds.map { KubernetesDuration.text(Double($0)) } ?? ""),
            ("asked by", wish.username ?? ""),
        ]
    }

    private func lines(_ certificate: Certificate) -> [(String, String)] {
        let usages = certificate.extendedKeyUsage
        let isForUsers =
            !certificate.isCertificateAuthority
            && (usages.map { $0.contains(.clientAuthentication) || $0.contains(.any) } ?? true)
        var lines = [("subject", certificate.subject.description)]
        if isForUsers {
            lines.append(("user", certificate.commonName ?? ""))
            lines.append(("groups", certificate.organizations.joined(separator: ", ")))
        }
        lines += [
            ("issuer", certificate.issuer.description), ("serial", certificate.serialNumber),
            ("key", certificate.publicKey.type.description),
            ("signed with", certificate.signatureAlgorithm.description),
            ("from", certificate.notBefore.rfc3339), ("until", until(certificate)),
        ]
        if let length = certificate.pathLength { lines.append(("path length", String(length))) }
        lines += [
            ("usages", self.usages(certificate.keyUsage, usages)),
            ("names", certificate.subjectAlternativeNames.map(\.description).joined(separator: ", ")),
            ("SHA-256", certificate.fingerprintSHA256),
        ]
        return lines
    }

    private func until(_ certificate: Certificate) -> String {
        let left = certificate.notAfter.timeIntervalSince(now)
        let words = left < 0 ? "\(KubernetesDuration.text(-left)) ago" : "\(KubernetesDuration.text(left)) left"
        return "\(certificate.notAfter.rfc3339) (\(words))"
    }

    private func usages(_ key: KeyUsage?, _ extended: [ExtendedKeyUsage]?) -> String {
        ((key?.usageNames ?? []) + (extended ?? []).map(\.description)).joined(separator: ", ")
    }
}

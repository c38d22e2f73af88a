// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
import KuberingSystem

/// Whether kubectl would accept a server's certificate, by the rules of Go's `crypto/x509` with the usage `ServerAuth`.
public struct ServerCertificateCheck: Sendable {
    /// The server's certificate and its intermediates.
    public let certificates: CertificateBundle
    /// The name or address that the server is reached by.
    public let host: String
    /// The CAs that are trusted; nil leaves the chain out.
    public let authorities: CertificateBundle?
    /// The moment that dates are compared with.
    public let now: Date
    /// How long before its end a certificate is reported, in seconds.
    public let warnBefore: TimeInterval

    /// Puts the facts together; ``findings`` does the work.
    public init(
        _ certificates: CertificateBundle, host: String, authorities: CertificateBundle?, now: Date,
        warnBefore: TimeInterval
    ) {
        self.certificates = certificates
        self.host = host
        self.authorities = authorities
        self.now = now
        self.warnBefore = warnBefore
    }

    /// Everything found about the server's own certificate, errors first; empty when all is well.
    public var findings: [CertificateFinding] {
        let leaf = certificates.leaf
        var all = leaf.dateFindings(now: now, warnBefore: warnBefore)
        if let usages = leaf.extendedKeyUsage, !usages.contains(.serverAuthentication), !usages.contains(.any) {
            let list = usages.map(\.description).joined(separator: ", ")
            all.append(
                .error(.notForServers, "the certificate is not for servers: its extended key usage is \(list)"))
        }
        if !leaf.names(host) {
            all.append(
                .error(
                    .nameMismatch,
                    "the certificate is not for \(OutsideText.quoted(host)), only for "
                        + (leaf.serverNames.isEmpty ? "no name at all" : leaf.serverNames.joined(separator: ", "))))
        }
        all += leaf.strengthFindings + leaf.formFindings
        if let authorities {
            var search = ChainSearch(
                intermediates: certificates.intermediates, authorities: authorities.certificates, now: now,
                usage: .serverAuthentication)
            all += search.findings(for: leaf)
        }
        return all.errorsFirst
    }
}

extension Certificate {
    /// Host names and addresses that it is for, escaped.
    fileprivate var serverNames: [String] {
        subjectAlternativeNames.compactMap { name in
            switch name {
            case .dns(let text), .ipAddress(let text): OutsideText.escaped(text)
            default: nil
            }
        }
    }

    /// Whether the certificate is for a host; the common name does not count, as in Go.
    ///
    /// Source: `VerifyHostname` in Go's `crypto/x509/verify.go`: a wildcard stands for the whole first label.
    func names(_ host: String) -> Bool {
        if let address = NetworkAddress.literal(host) {
            return subjectAlternativeNames.contains { name in
                if case .ipAddress(let text) = name { NetworkAddress.literal(text) == address } else { false }
            }
        }
        let wanted = Self.labels(host)
        return subjectAlternativeNames.contains { name in
            guard case .dns(let text) = name else { return false }
            let pattern = Self.labels(text)
            guard pattern.count == wanted.count else { return false }
            return zip(pattern, wanted).enumerated().allSatisfy { index, pair in
                pair.0 == pair.1 || (index == 0 && pair.0 == "*")
            }
        }
    }

    private static func labels(_ host: String) -> [Substring] {
        let text = host.hasSuffix(".") ? host.dropLast() : host[...]
        return text.lowercased().split(separator: ".", omittingEmptySubsequences: false).map { $0[...] }
    }
}

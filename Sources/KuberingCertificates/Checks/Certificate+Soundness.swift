// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem

/// What can be said about a certificate whatever it is used for.
extension Certificate {
    /// Whether it has ended, has yet to begin, or ends within `warnBefore` seconds.
    func dateFindings(now: Date, warnBefore: TimeInterval) -> [CertificateFinding] {
        if now < notBefore {
            return [.error(.notYetValid, "the certificate is not valid before \(notBefore.rfc3339)")]
        }
        if now > notAfter {
            return [.error(.expired, "the certificate expired on \(notAfter.rfc3339)")]
        }
        if notAfter.timeIntervalSince(now) < warnBefore {
            return [.warning(.expiresSoon, "the certificate expires soon, on \(notAfter.rfc3339)")]
        }
        return []
    }

    /// Whether its key is one that Go takes, and long enough.
    var strengthFindings: [CertificateFinding] {
        let type = publicKey.type
        guard type.isSupported else {
            return [
                .error(.unsupportedKey, "the certificate's key is of a kind that Kubernetes does not take: \(type)")
            ]
        }
        guard type.isWeak else { return [] }
        return [.warning(.weakKey, "the certificate's key is weak: \(type), less than 2048 bits")]
    }

    /// Whether Go refuses to read it.
    var formFindings: [CertificateFinding] {
        var findings: [CertificateFinding] = []
        if serialNumber.hasPrefix("-") {
            findings.append(
                .error(
                    .negativeSerialNumber,
                    "the certificate's serial number is negative, which Kubernetes refuses to read"))
        }
        if let unknown = unknownCriticalExtension {
            findings.append(
                .error(
                    .unknownCriticalExtension,
                    "the certificate has the critical extension \(unknown), which Kubernetes does not know"))
        }
        return findings
    }

    /// The first critical extension that Go does not know; a certificate with one is refused.
    ///
    /// Source: `processExtensions` in Go's `crypto/x509/parser.go`.
    var unknownCriticalExtension: String? {
        criticalExtensions.first { !Self.knownExtensions.contains($0) }
    }

    private static let knownExtensions: Set<String> = [
        "2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.31", "2.5.29.32", "2.5.29.33",
        "2.5.29.35", "2.5.29.36", "2.5.29.37", "2.5.29.54",
    ]

    /// The subject for messages.
    var quotedSubject: String { OutsideText.quoted(subject.description) }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem

/// Looks for a chain from a certificate to one of the cluster's CAs, as Go's `Certificate.Verify` does.
///
/// The rules are Go's, not those of a general verifier, because Go's decide: issuers are found by the bytes of their
/// names, every certificate must be valid now, an issuer must be a CA that may sign (version 1 certificates may), path
/// lengths count all intermediates, and an extended key usage anywhere in the chain must allow the use in question. Signatures are
/// checked by swift-certificates; an algorithm it does not know makes the outcome a warning, as nothing speaks against
/// the chain either.
struct ChainSearch {
    private let intermediates: [Certificate]
    private let authorities: [Certificate]
    private let now: Date
    private let usage: ExtendedKeyUsage
    /// The chain that was found, from the certificate to the CA; empty when there is none.
    private(set) var chain: [Certificate] = []
    /// The reason of the failure that got farthest.
    private var rejection: (depth: Int, finding: CertificateFinding)?
    /// A chain with a signature that could not be checked, and why.
    private var unchecked: (chain: [Certificate], finding: CertificateFinding)?
    /// Signatures that may still be checked; Go stops after 100 too.
    private var budget = 100

    /// How many certificates below the CA are followed; Go stops by the number of signatures alone.
    private static let longestChain = 8

    init(
        intermediates: [Certificate], authorities: [Certificate], now: Date,
        usage: ExtendedKeyUsage = .clientAuthentication
    ) {
        self.usage = usage
        self.intermediates = intermediates
        self.authorities = authorities
        self.now = now
    }

    /// What is wrong with the chain; empty when a good one was found.
    mutating func findings(for leaf: Certificate) -> [CertificateFinding] {
        if authorities.contains(leaf) {
            chain = [leaf]
            return []
        }
        if extend([leaf], unchecked: nil) { return chainFindings(chain) }
        if let unchecked {
            chain = unchecked.chain
            let findings = chainFindings(chain)
            // An algorithm that is refused anyway need not be called unchecked as well.
            return findings.contains { $0.code == .unacceptedSignatureAlgorithm }
                ? findings : [unchecked.finding] + findings
        }
        return [rejection?.finding ?? tooLong]
    }

    /// Tries every issuer of the last certificate; true when a chain that is good and wholly checked was found.
    private mutating func extend(_ partial: [Certificate], unchecked doubt: CertificateFinding?) -> Bool {
        guard let tip = partial.last, partial.count <= Self.longestChain else { return false }
        let roots = authorities.filter { $0.subject == tip.issuer }
        let others = intermediates.filter { $0.subject == tip.issuer && !partial.contains($0) && !roots.contains($0) }
        if roots.isEmpty, others.isEmpty { reject(partial, unknownIssuer(of: tip, in: partial)) }
        for (issuer, isRoot) in roots.map({ ($0, true) }) + others.map({ ($0, false) }) {
            if let finding = objection(to: issuer, above: partial) {
                reject(partial, finding)
                continue
            }
            guard budget > 0 else { return false }
            budget -= 1
            var doubt = doubt
            switch SignatureVerification.outcome(for: tip, signedWith: issuer.publicKey) {
            case .valid: break
            case .invalid:
                reject(partial, keyMismatch(of: issuer, for: tip, in: partial))
                continue
            case .unsupported: doubt = doubt ?? uncheckedSignature(on: tip, by: issuer, in: partial)
            }
            let longer = partial + [issuer]
            guard isRoot else {
                if extend(longer, unchecked: doubt) { return true }
                continue
            }
            if let doubt {
                if unchecked == nil { unchecked = (longer, doubt) }
                continue
            }
            chain = longer
            return true
        }
        return false
    }

    private mutating func reject(_ partial: [Certificate], _ finding: CertificateFinding) {
        if partial.count > rejection?.depth ?? 0 { rejection = (partial.count, finding) }
    }

    /// Why the certificate may not stand above the others, apart from its signature.
    private func objection(to issuer: Certificate, above partial: [Certificate]) -> CertificateFinding? {
        let name = issuer.quotedSubject
        if now > issuer.notAfter {
            return .error(.issuerExpired, "the CA \(name) expired on \(issuer.notAfter.rfc3339)")
        }
        if now < issuer.notBefore {
            return .error(.issuerNotYetValid, "the CA \(name) is not valid before \(issuer.notBefore.rfc3339)")
        }
        if issuer.version >= 3, !issuer.isCertificateAuthority {
            return .error(.issuerNotAllowed, "the issuer \(name) is not marked as a CA")
        }
        if let usage = issuer.keyUsage, !usage.contains(.certificateSigning) {
            return .error(.issuerNotAllowed, "the key usage of the CA \(name) does not allow it to sign certificates")
        }
        if let limit = issuer.pathLength, partial.count - 1 > limit {
            return .error(
                .issuerNotAllowed, "the CA \(name) allows \(limit) intermediate CAs below it, not \(partial.count - 1)")
        }
        if let usages = issuer.extendedKeyUsage, !usages.contains(usage), !usages.contains(.any) {
            let kind = usage == .serverAuthentication ? "server" : "client"
            return .error(
                .issuerNotAllowed, "the extended key usage of the CA \(name) does not allow \(kind) certificates")
        }
        if let unknown = issuer.unknownCriticalExtension {
            return .error(
                .unknownCriticalExtension,
                "the CA \(name) has the critical extension \(unknown), which Kubernetes does not know")
        }
        return nil
    }

    private func unknownIssuer(of tip: Certificate, in partial: [Certificate]) -> CertificateFinding {
        let known = authorities.map(\.quotedSubject).distinct
        let cas = known.count == 1 ? "the cluster's CA is" : "the cluster's CAs are"
        if tip.isSelfIssued, partial.count == 1 {
            return .error(
                .issuerUnknown,
                "the certificate is signed by itself, not by the cluster; \(cas) \(known.listed(atMost: 3))")
        }
        return .error(
            .issuerUnknown,
            "\(noun(for: tip, in: partial)) is signed by \(OutsideText.quoted(tip.issuer.description)), "
                + "which is not a CA of the cluster; \(cas) \(known.listed(atMost: 3))")
    }

    /// The search ended without reaching a CA or a reason.
    private var tooLong: CertificateFinding {
        .error(
            .issuerUnknown,
            "the certificate leads to no CA of the cluster through \(Self.longestChain - 1) intermediate CAs or less")
    }

    private func keyMismatch(
        of issuer: Certificate, for tip: Certificate, in partial: [Certificate]
    ) -> CertificateFinding {
        .error(
            .issuerKeyMismatch,
            "\(noun(for: tip, in: partial)) was not signed with the key of the CA \(issuer.quotedSubject), "
                + "only under the same name; was the cluster set up anew?")
    }

    private func uncheckedSignature(
        on tip: Certificate, by issuer: Certificate, in partial: [Certificate]
    ) -> CertificateFinding {
        .warning(
            .chainUnchecked,
            "the signature on \(noun(for: tip, in: partial)) could not be checked "
                + "(\(tip.signatureAlgorithm) by a key of type \(issuer.publicKey.type))")
    }

    /// What concerns a chain that holds otherwise.
    private func chainFindings(_ chain: [Certificate]) -> [CertificateFinding] {
        var findings: [CertificateFinding] = []
        // The root's own signature proves nothing and is not looked at.
        for (index, certificate) in chain.dropLast().enumerated() where !certificate.signatureAlgorithm.isAccepted {
            findings.append(
                .error(
                    .unacceptedSignatureAlgorithm,
                    "\(noun(for: certificate, in: Array(chain.prefix(index + 1)))) is signed with "
                        + "\(certificate.signatureAlgorithm), which Kubernetes does not accept"))
        }
        if let limited = chain.dropFirst().first(where: \.hasNameConstraints), let leaf = chain.first,
            !leaf.subjectAlternativeNames.isEmpty
        {
            findings.append(
                .warning(
                    .nameConstraintsUnchecked,
                    "the CA \(limited.quotedSubject) limits the names it may sign; the limits were not checked"))
        }
        return findings
    }

    private func noun(for tip: Certificate, in partial: [Certificate]) -> String {
        partial.count == 1 ? "the certificate" : "the intermediate CA \(tip.quotedSubject)"
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
public import KuberingCertificates
public import KuberingSystem

/// Signs a request with a CA that is at hand, after everything about it has been checked.
public struct SignRequest {
    /// What is asked for.
    public struct Request: Sendable {
        /// What came from whoever has the key.
        public var request: CertificateRequest
        /// What the certificate is for.
        public var profile = CertificateProfile.user
        /// How long it is valid, in seconds.
        public var lifetime: TimeInterval = 365 * 86_400
        /// Names beside those of the request.
        public var names: [SubjectAlternativeName] = []
        /// The cluster's DNS domain, which an API server's names end in.
        public var domain = "cluster.local"
        /// Whether objections are only warnings.
        public var isForced = false

        /// Starts with what is always needed.
        public init(_ request: CertificateRequest) {
            self.request = request
        }
    }

    /// What would be signed.
    public struct Plan: Sendable {
        /// What was asked for.
        public let request: CertificateRequest
        /// What the certificate will say.
        public let template: CertificateTemplate
        /// What it is for.
        public let profile: CertificateProfile
        /// What should be known before it is signed.
        public let warnings: [String]
    }

    private let authority: CertificateAuthority
    private let world: World

    /// Prepares signing.
    ///
    /// - Throws: ``WorkflowError`` when the CA has expired or is not valid yet.
    public init(_ authority: CertificateAuthority, _ world: World) throws {
        let certificate = authority.certificate
        let name = OutsideText.quoted(certificate.subject.description)
        guard world.now() <= certificate.notAfter else {
            throw WorkflowError(.refused, "the CA \(name) expired on \(certificate.notAfter.rfc3339)")
        }
        guard world.now() >= certificate.notBefore else {
            throw WorkflowError(.refused, "the CA \(name) is not valid before \(certificate.notBefore.rfc3339)")
        }
        self.authority = authority
        self.world = world
    }

    /// Checks a request and works out what would be signed.
    ///
    /// - Throws: ``WorkflowError`` with `refused`.
    public func plan(_ request: Request) throws -> Plan {
        let csr = request.request
        let asked = csr.subjectAlternativeNames + request.names
        // A weak key is only a warning for whoever looks at one; nobody makes a new certificate for it.
        let errors = csr.findings.filter { $0.severity == .error || $0.code == .weakKey }.map(\.message)
        // A request that was not made by the owner of its key is never signed.
        guard errors.isEmpty, csr.isSignatureValid == true else {
            throw WorkflowError(
                .refused, (errors + (errors.isEmpty ? csr.findings.map(\.message) : [])).joined(separator: "; "))
        }
        var warnings = csr.findings.map(\.message)
        let objections = request.profile.objections(
            commonName: csr.commonName ?? "", groups: csr.organizations, names: asked)
        guard objections.isEmpty || request.isForced else {
            throw WorkflowError(
                .refused,
                "this request is not for profile \(request.profile.rawValue): "
                    + objections.joined(separator: "; ") + " (--force signs it all the same)")
        }
        warnings += objections
        if asked.contains(where: {
            if case .other = $0 { true } else if case .directoryName = $0 { true } else { false }
        }) {
            warnings.append("names of other kinds than DNS, e-mail, URI and IP are left out")
        }
        if csr.keyUsage != nil || csr.extendedKeyUsage != nil || csr.asksForAuthority {
            warnings.append("usages that the request asks for are left out: the profile decides")
        }
        return Plan(
            request: csr,
            template: template(
                request,
                request.profile.names(of: csr.commonName ?? "", domain: request.domain, and: asked), &warnings),
            profile: request.profile, warnings: warnings)
    }

    /// Signs what was planned.
    ///
    /// The ledger is written first: a certificate that is not in it never leaves.
    ///
    /// - Throws: `CertificateError`, `FileError`.
    public func sign(_ plan: Plan, ledger: IssuedLedger) throws -> Certificate {
        let certificate = try authority.sign(plan.template)
        try ledger.append(
            .init(
                certificate, for: plan.request, profile: plan.profile.rawValue, authority: authority.certificate,
                signed: world.now()))
        return certificate
    }

    private func template(
        _ request: Request, _ names: [SubjectAlternativeName], _ warnings: inout [String]
    ) -> CertificateTemplate {
        let ca = authority.certificate
        let now = Date(timeIntervalSince1970: world.now().timeIntervalSince1970.rounded(.down))
        // kubeadm and the signers of Kubernetes go back five minutes, for clocks that are late.
        let notBefore = max(now.addingTimeInterval(-300), ca.notBefore)
        var notAfter = now.addingTimeInterval(request.lifetime)
        if notAfter > ca.notAfter {
            notAfter = ca.notAfter
            warnings.append("the CA ends on \(ca.notAfter.rfc3339), and so does the certificate")
        }
        var template = CertificateTemplate(
            subject: request.request.subject, publicKey: request.request.publicKey, serial: world.randomBytes(16),
            notBefore: notBefore, notAfter: notAfter)
        template.extendedKeyUsage = request.profile.extendedKeyUsage
        template.names = names
        return template
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
public import KuberingCertificates
public import KuberingConfig
import KuberingSecrets
public import KuberingSystem

/// Looks at the certificates of one place and says what is wrong with them.
public struct InspectCertificates {
    private let world: World
    private let now: Date
    private let warnBefore: TimeInterval

    /// Prepares an inspection.
    ///
    /// - Parameters:
    ///   - world: For the clock, the stores and randomness.
    ///   - warnBefore: How long before its end a certificate is reported, in seconds.
    public init(_ world: World, warnBefore: TimeInterval) {
        self.world = world
        now = world.now()
        self.warnBefore = warnBefore
    }

    /// The certificates, requests and keys of a file, which may be PEM, DER or a Kubernetes manifest.
    ///
    /// - Parameters:
    ///   - bytes: What the file holds.
    ///   - name: What messages call it.
    ///   - folder: The absolute folder that paths in a kubeconfig count from.
    ///   - authorities: The CAs that a certificate must be signed by; nil leaves that out.
    /// - Returns: One place for a file, several for a manifest that has several.
    /// - Throws: ``WorkflowError`` of code `no-certificate` for a manifest that has none; `CertificateError` when nothing can
    ///   be made of the file.
    public func file(
        _ bytes: [UInt8], named name: String, folder: String, authorities: CertificateBundle? = nil
    ) throws -> [InspectedCertificates] {
        if let manifest = CertificateManifest(reading: bytes) {
            return try manifest.parts(named: name, folder: folder).map { part in
                do throws(CertificateError) {
                    return try inspect(try part.contents.get(), named: part.title, authorities, wish: part.wish)
                } catch {
                    return InspectedCertificates(title: part.title, items: [.init(.unreadable(error))])
                }
            }
        }
        return [try inspect(bytes, named: name, authorities)]
    }

    /// The certificates of a user, wherever they rest, judged by the CA of the user's cluster.
    ///
    /// - Throws: `ConfigError` when there is no such user, `WorkflowError` when it has no certificate; what the store
    ///   throws.
    public func user(_ name: String, in config: Kubeconfig) throws -> InspectedCertificates {
        let cluster = try config.cluster(ofUser: name)
        let authorities = try cluster.flatMap { try config.authorities(ofCluster: $0) }
        var title = "user \(OutsideText.quoted(name))"
        if let cluster { title += " for cluster \(OutsideText.quoted(cluster))" }
        let (bundle, key) = try credential(ofUser: name, in: config)
        let check = ClientCertificateCheck(
            bundle, key: key, authorities: authorities, now: now, warnBefore: warnBefore)
        return inspected(bundle, title: title, leaf: check.findings)
    }

    /// The CAs of a cluster.
    ///
    /// - Throws: `WorkflowError` when it names none.
    public func cluster(_ name: String, in config: Kubeconfig) throws -> InspectedCertificates {
        guard let bundle = try config.authorities(ofCluster: name) else {
            throw WorkflowError(
                .noCertificate, "cluster \(OutsideText.quoted(name)) names no certificate authority",
                exitStatus: .notFound)
        }
        let check = CertificateFileCheck(bundle.certificates, key: nil, now: now, warnBefore: warnBefore)
        return inspected(bundle, title: "cluster \(OutsideText.quoted(name))", leaf: check.findings(for: 0))
    }

    /// The certificates that a server shows.
    ///
    /// They are judged by the CAs given, else by those of the cluster in the kubeconfig that has this server.
    public func server(
        _ address: NetworkAddress, name: String?, in config: Kubeconfig, authorities: CertificateBundle?
    ) throws -> InspectedCertificates {
        let bundle = try ServerCertificates.fetch(from: address, name: name)
        let cluster = try config.names(.cluster).first { name in
            try config.cluster(named: name).flatMap { NetworkAddress($0.server) } == address
        }
        let trusted = try authorities ?? cluster.flatMap { try config.authorities(ofCluster: $0) }
        let title =
            address.description
            + (authorities == nil ? cluster.map { ", which is cluster \(OutsideText.quoted($0))" } ?? "" : "")
        let check = ServerCertificateCheck(
            bundle, host: name ?? address.host, authorities: trusted, now: now, warnBefore: warnBefore)
        return inspected(bundle, title: title, leaf: check.findings)
    }

    private func credential(ofUser name: String, in config: Kubeconfig) throws -> (CertificateBundle, PrivateKey?) {
        if let (bytes, source) = try config.clientCertificate(ofUser: name) {
            return (try CertificateBundle(reading: bytes, named: source), try config.clientKey(ofUser: name))
        }
        guard let facts = try config.user(named: name).flatMap(CredentialFacts.init(of:)),
            let id = CredentialID(parsing: facts.id),
            facts.kind == StoredCredential.Kind.clientCertificate.rawValue
        else {
            throw WorkflowError(
                .noCertificate, "user \(OutsideText.quoted(name)) does not sign in with a certificate",
                exitStatus: .notFound)
        }
        let stores = CredentialStores(world, mayAsk: world.prompter.canAsk)
        let store = try stores.store(holding: id) { () throws(SecretsError) in StoreName(rawValue: facts.store) }
        guard case .clientCertificate(let pem, let key) = try store.read(id).content else {
            throw SecretsError.credentialNotFound(id, in: facts.store)
        }
        let source = "credential \(facts.id)"
        return (
            try CertificateBundle(reading: Array(pem.utf8), named: source), try PrivateKey(reading: key, named: source)
        )
    }

    private func inspect(
        _ bytes: [UInt8], named name: String, _ authorities: CertificateBundle?, wish: SigningWish? = nil
    ) throws(CertificateError) -> InspectedCertificates {
        let file = try CertificateFile(reading: bytes, named: name)
        let certificates = file.certificates
        // A key may also belong to a request beside it.
        let key = file.key.flatMap { key in file.requests.contains { key.isSameKey(as: $0.publicKey) } ? nil : key }
        let check = CertificateFileCheck(certificates, key: key, now: now, warnBefore: warnBefore)
        var index = -1
        let items = file.items.map { item in
            switch item {
            case .certificate(let certificate):
                index += 1
                var findings = check.findings(for: index)
                if let authorities, index == 0 || !certificate.isCertificateAuthority {
                    findings += ClientCertificateCheck.chainFindings(
                        for: certificate, intermediates: certificates, authorities: authorities, now: now)
                }
                return InspectedCertificates.Item(item, findings)
            case .request(let request): return InspectedCertificates.Item(item, request.findings)
            case .privateKey(let key?): return InspectedCertificates.Item(item, key.findings)
            default: return InspectedCertificates.Item(item)
            }
        }
        return InspectedCertificates(title: name, items: items, wish: wish)
    }

    private func inspected(
        _ bundle: CertificateBundle, title: String, leaf: [CertificateFinding]
    ) -> InspectedCertificates {
        let check = CertificateFileCheck(bundle.certificates, key: nil, now: now, warnBefore: warnBefore)
        return InspectedCertificates(
            title: title,
            items: bundle.certificates.enumerated().map { index, certificate in
                .init(.certificate(certificate), index == 0 ? leaf : check.findings(for: index))
            })
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingConfig
import KuberingSecrets
import KuberingSystem

/// The cluster a new user is for: one of the kubeconfig, or a new one.
struct OnboardingCluster {
    let name: String
    let server: String
    /// The CAs that sign for it; nil when the system's are trusted, or nobody is checked.
    let authorities: CertificateBundle?
    /// The entry to add; nil when the kubeconfig has the cluster.
    let newContent: JSONValue?
    private let tlsServerName: String
    private let skipsVerification: Bool
    private let proxyURL: String

    init(_ request: OnboardUser.Request, in config: Kubeconfig) throws {
        if let server = request.server {
            try self.init(newAt: server, request, in: config)
        } else {
            try self.init(existing: request, in: config)
        }
    }

    /// What the credential is bound to.
    var binding: CredentialBinding {
        CredentialBinding(
            server: server, caFingerprint: authorities?.fingerprintSHA256,
            tlsServerName: tlsServerName.isEmpty ? nil : tlsServerName, skipsVerification: skipsVerification)
    }

    /// The new context's name, which must not come out empty.
    func contextName(_ request: OnboardUser.Request) throws -> String {
        let usual = "\(request.user)@\(name)"
        guard let template = request.context else { return usual }
        let text = template.name { placeholder in
            switch placeholder {
            case .context: usual
            case .cluster: name
            case .user: request.user
            case .file: ""
            case .server: server
            case .host: SourceNaming.host(of: server)
            case .namespace: request.namespace ?? "default"
            }
        }
        guard !text.isEmpty else { throw WorkflowError.emptyName(.context) }
        return text
    }

    /// What the new context holds.
    func context(_ request: OnboardUser.Request) -> JSONValue {
        .object(present: [
            "cluster": .string(name), "user": .string(request.user),
            "namespace": request.namespace.map(JSONValue.string),
        ])
    }

    /// The cluster with all it needs inside, for a kubeconfig of its own.
    var content: JSONValue {
        .object(present: [
            "server": .string(server), "certificate-authority-data": authorities.map(Self.base64),
            "tls-server-name": tlsServerName.isEmpty ? nil : .string(tlsServerName),
            "insecure-skip-tls-verify": skipsVerification ? true : nil,
            "proxy-url": proxyURL.isEmpty ? nil : .string(proxyURL),
        ])
    }

    private static func base64(_ authorities: CertificateBundle) -> JSONValue {
        .string(Data(authorities.pem.utf8).base64EncodedString())
    }

    private init(existing request: OnboardUser.Request, in config: Kubeconfig) throws {
        let current = try config.context(named: config.currentContext)?.cluster
        guard let name = request.cluster ?? current, !name.isEmpty else {
            throw WorkflowError(
                .missingOption, "which cluster? name one of the kubeconfig with --cluster, or a new one with --server",
                exitStatus: .usage)
        }
        guard config.origin(.cluster, named: name) != nil else {
            let error = ConfigError.notFound(
                .cluster, name, existing: config.names(.cluster), place: config.placeInWords)
            throw WorkflowError(
                .noCluster, "\(error.description) (to add it, say where it is: --server URL)", exitStatus: .notFound
            )
        }
        guard request.authorities == nil else {
            throw WorkflowError(
                .doesNotFit,
                "cluster \(OutsideText.quoted(name)) is in the kubeconfig with its own certificate authority: "
                    + "leave out --certificate-authority, or add a new cluster with --server", exitStatus: .usage)
        }
        let cluster = try UserCluster(name, in: config)
        self.name = name
        server = cluster.server
        tlsServerName = cluster.tlsServerName
        skipsVerification = cluster.skipsVerification
        proxyURL = cluster.proxyURL
        newContent = nil
        authorities = try config.authorities(ofCluster: name)
    }

    private init(newAt server: String, _ request: OnboardUser.Request, in config: Kubeconfig) throws {
        self.server = try UserCluster.checked(server)
        name = request.cluster ?? SourceNaming.host(of: server)
        if let existing = config.origin(.cluster, named: name) {
            let known = try config.cluster(named: name)?.server ?? ""
            throw WorkflowError(
                .doesNotFit,
                "there is a cluster \(OutsideText.quoted(name)) in \(OutsideText.escaped(config.path(of: existing))) already "
                    + "(server \(OutsideText.escaped(URLRedaction.redacted(known)))): leave out --server to use it, or choose another --cluster name"
            )
        }
        (tlsServerName, proxyURL) = ("", "")
        skipsVerification = false
        authorities = request.authorities
        newContent = .object(present: [
            "server": .string(server),
            "certificate-authority-data": request.authorities.map(Self.base64),
        ])
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

import struct FoundationEssentials.Data

/// What kubectl asks an exec plugin, from the variable `KUBERNETES_EXEC_INFO`.
///
/// Source: `ExecCredential` of `client.authentication.k8s.io`, versions `v1` and `v1beta1`.
public struct ExecCredentialRequest: Sendable, Hashable {
    /// The version of the question, which the answer must repeat.
    public enum Version: String, Sendable, Hashable, CaseIterable {
        /// The stable version.
        case v1 = "client.authentication.k8s.io/v1"
        /// Its predecessor, with the same fields.
        case v1beta1 = "client.authentication.k8s.io/v1beta1"
    }

    /// The cluster kubectl is about to talk to; only told with `provideClusterInfo: true`.
    public struct Cluster: Sendable, Hashable {
        /// The server's address, options of the command line included.
        public let server: String
        /// The name expected in the server's certificate, if it is not the host.
        public let tlsServerName: String?
        /// Whether the server's certificate is believed unseen.
        public let insecureSkipTLSVerify: Bool
        /// The PEM text of the certificate authorities, no longer in base64.
        public let certificateAuthorityData: [UInt8]?

        /// Puts a cluster together.
        public init(
            server: String, tlsServerName: String? = nil, insecureSkipTLSVerify: Bool = false,
            certificateAuthorityData: [UInt8]? = nil
        ) {
            self.server = server
            self.tlsServerName = tlsServerName
            self.insecureSkipTLSVerify = insecureSkipTLSVerify
            self.certificateAuthorityData = certificateAuthorityData
        }
    }

    /// The name of the variable.
    public static let variable = "KUBERNETES_EXEC_INFO"

    /// The version of the question.
    public let version: Version
    /// The cluster; nil when kubectl does not tell.
    public let cluster: Cluster?
    /// Whether standard input is the user's terminal.
    public let isInteractive: Bool

    /// Puts a request together.
    public init(version: Version = .v1, cluster: Cluster?, isInteractive: Bool = false) {
        self.version = version
        self.cluster = cluster
        self.isInteractive = isInteractive
    }

    /// Reads the question from the environment; without one, it is version `v1` and tells no cluster.
    ///
    /// - Parameter environment: The variables of the process.
    /// - Throws: ``SecretsError`` with `exec-info-malformed` or `exec-info-version-unknown`.
    public init(environment: Environment) throws(SecretsError) {
        guard let text = environment[Self.variable] else {
            self.init(cluster: nil)
            return
        }
        try self.init(parsing: text)
    }

    /// Reads the text of the variable.
    ///
    /// - Parameter text: The JSON of one `ExecCredential`; unknown members are ignored, null is the same as absent.
    /// - Throws: ``SecretsError`` with `exec-info-malformed` or `exec-info-version-unknown`.
    public init(parsing text: String) throws(SecretsError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: text.utf8)
        } catch {
            throw .execInfoMalformed(problem: "it is not JSON")
        }
        guard value.members != nil else { throw .execInfoMalformed(problem: "it is not a JSON object") }
        if let kind = value.present("kind"), kind.string != "ExecCredential" {
            throw .execInfoMalformed(problem: "its kind is not ExecCredential")
        }
        guard let name = value.present("apiVersion")?.string else {
            throw .execInfoMalformed(problem: "it has no apiVersion")
        }
        guard let version = Version(rawValue: name) else { throw .execInfoVersionUnknown(name) }
        let spec = value.present("spec")
        self.init(
            version: version, cluster: try Cluster(spec?.present("cluster")),
            isInteractive: try Self.flag(spec, "interactive"))
    }

    fileprivate static func flag(_ value: JSONValue?, _ name: String) throws(SecretsError) -> Bool {
        switch value?.present(name) {
        case nil: false
        case .bool(let flag): flag
        default: throw .execInfoMalformed(problem: "its \(name) is neither true nor false")
        }
    }

    fileprivate static func text(_ value: JSONValue, _ name: String) throws(SecretsError) -> String? {
        guard let member = value.present(name) else { return nil }
        guard let text = member.string else { throw .execInfoMalformed(problem: "its \(name) is not text") }
        return text.isEmpty ? nil : text
    }
}

extension ExecCredentialRequest.Cluster {
    fileprivate init?(_ value: JSONValue?) throws(SecretsError) {
        guard let value else { return nil }
        guard value.members != nil else { throw .execInfoMalformed(problem: "its cluster is not an object") }
        guard let server = try ExecCredentialRequest.text(value, "server") else {
            throw .execInfoMalformed(problem: "its cluster has no server")
        }
        var authority: [UInt8]?
        if let text = try ExecCredentialRequest.text(value, "certificate-authority-data") {
            guard let bytes = Data(base64Encoded: text).map(Array.init) else {
                throw .execInfoMalformed(problem: "its certificate-authority-data is not base64")
            }
            authority = bytes
        }
        self.init(
            server: server, tlsServerName: try ExecCredentialRequest.text(value, "tls-server-name"),
            insecureSkipTLSVerify: try ExecCredentialRequest.flag(value, "insecure-skip-tls-verify"),
            certificateAuthorityData: authority)
    }
}

extension JSONValue {
    /// The member's value; nil also when it is `null`.
    fileprivate func present(_ name: String) -> JSONValue? {
        let value = self[name]
        return value == .null ? nil : value
    }
}

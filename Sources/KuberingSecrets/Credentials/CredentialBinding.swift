// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The one server a credential may be used with, and how that server is recognised.
///
/// A kubeconfig from elsewhere could name kubering as its exec plugin and its own server as the cluster; the binding
/// keeps such a file from collecting the user's credentials. ``check(_:caFingerprint:)`` compares it with the cluster
/// that kubectl is about to talk to.
public struct CredentialBinding: Hashable, Sendable {
    /// The cluster's `server` as written in the kubeconfig, for example `https://10.0.0.1:6443`.
    public let server: String
    /// The fingerprint of the certificate authority that signs the server's certificate, in hexadecimal; nil when the
    /// system's authorities are trusted.
    public let caFingerprint: String?
    /// The cluster's `tls-server-name`: the name in the server's certificate where it is not the server's host.
    public let tlsServerName: String?
    /// Whether the cluster has `insecure-skip-tls-verify`, so that any server would be believed.
    public let skipsVerification: Bool

    /// Puts a binding together.
    ///
    /// - Parameters:
    ///   - server: The cluster's `server` as written.
    ///   - caFingerprint: What the fingerprint function given to ``check(_:caFingerprint:)`` returns for the cluster's
    ///     `certificate-authority-data`; nil when the cluster has none.
    ///   - tlsServerName: The cluster's `tls-server-name`, if any.
    ///   - skipsVerification: The cluster's `insecure-skip-tls-verify`.
    public init(
        server: String, caFingerprint: String?, tlsServerName: String? = nil, skipsVerification: Bool = false
    ) {
        self.server = server
        self.caFingerprint = caFingerprint
        self.tlsServerName = tlsServerName
        self.skipsVerification = skipsVerification
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension CredentialBinding {
    /// Refuses unless the cluster kubectl is about to talk to is the one this credential is for.
    ///
    /// Compared are the server (``sameServer(_:_:)``), the certificate authority, the name in the server's certificate
    /// and whether the certificate is checked at all: with any of these changed, somebody between the user and the
    /// cluster could take its place. It makes no difference that a client certificate's key never reaches the server:
    /// what is done under the user's name does.
    ///
    /// Not compared are `proxy-url` and `disable-compression`. A proxy forwards what is encrypted for the server that
    /// the rest of the binding pins, and `HTTPS_PROXY`, which the plugin is not told of, would do the same.
    ///
    /// - Parameters:
    ///   - request: The question of kubectl.
    ///   - caFingerprint: Gives the fingerprint, in hexadecimal, of the certificate authorities in PEM text.
    /// - Throws: ``SecretsError`` with `cluster-not-told`, `server-not-bound`, `verification-not-bound`,
    ///   `authority-not-bound` or `server-name-not-bound`; what `caFingerprint` throws becomes `authority-unreadable`.
    public func check(
        _ request: ExecCredentialRequest, caFingerprint: ([UInt8]) throws -> String
    ) throws(SecretsError) {
        guard let cluster = request.cluster else { throw .clusterNotTold() }
        guard Self.sameServer(server, cluster.server) else {
            throw .serverNotBound(bound: server, asked: cluster.server)
        }
        guard skipsVerification || !cluster.insecureSkipTLSVerify else {
            throw .verificationNotBound(server: cluster.server)
        }
        guard tlsServerName?.lowercased() == cluster.tlsServerName?.lowercased() else {
            throw .serverNameNotBound(bound: tlsServerName, asked: cluster.tlsServerName)
        }
        var asked: String?
        if let authority = cluster.certificateAuthorityData {
            do {
                asked = try caFingerprint(authority)
            } catch {
                throw .authorityUnreadable("\(error)")
            }
        }
        guard self.caFingerprint?.lowercased() == asked?.lowercased() else {
            throw .authorityNotBound(bound: self.caFingerprint, asked: asked)
        }
    }

    /// Whether two server addresses lead to the same server.
    ///
    /// They do when they are the same text, or when both are plain `http` or `https` addresses that differ only in
    /// upper and lower case of scheme and host, a default port, or slashes at the end.
    public static func sameServer(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        guard let left = ServerAddress(left), let right = ServerAddress(right) else { return false }
        return left == right
    }
}

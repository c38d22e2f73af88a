// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import Testing

@Suite struct CredentialBindingTests {
    private struct NoCertificate: Error, CustomStringConvertible {
        var description: String { "no certificate\u{1B}[31m" }
    }

    private static let bound = CredentialBinding(server: "https://api.example.com:6443", caFingerprint: "aa")
    private static let system = CredentialBinding(server: "https://api.example.com", caFingerprint: nil)
    private static let named = CredentialBinding(
        server: "https://10.0.0.1", caFingerprint: "aa", tlsServerName: "api.example.com")
    private static let unchecked = CredentialBinding(
        server: "https://10.0.0.1", caFingerprint: nil, skipsVerification: true)

    private static func cluster(
        _ server: String, authority: String? = nil, name: String? = nil, insecure: Bool = false
    ) -> ExecCredentialRequest.Cluster {
        .init(
            server: server, tlsServerName: name, insecureSkipTLSVerify: insecure,
            certificateAuthorityData: authority.map { Array($0.utf8) })
    }

    /// The fingerprint of a "certificate" is its text here; the real function is the caller's.
    private static func check(_ binding: CredentialBinding, _ cluster: ExecCredentialRequest.Cluster?) throws {
        try binding.check(ExecCredentialRequest(cluster: cluster)) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if text.isEmpty { throw NoCertificate() }
            return text
        }
    }

    @Test(arguments: [
        (bound, cluster("https://api.example.com:6443", authority: "aa")),
        (bound, cluster("HTTPS://API.example.com:6443/", authority: "AA")),
        (system, cluster("https://api.example.com:443")),
        (named, cluster("https://10.0.0.1", authority: "aa", name: "API.example.com")),
        (unchecked, cluster("https://10.0.0.1", insecure: true)),
        (unchecked, cluster("https://10.0.0.1")),
    ])
    func theClusterOfTheCredentialGetsIt(binding: CredentialBinding, cluster: ExecCredentialRequest.Cluster) throws {
        try Self.check(binding, cluster)
    }

    @Test(arguments: [
        (bound, nil, "cluster-not-told"),
        (bound, cluster("https://evil.example.com:6443", authority: "aa"), "server-not-bound"),
        (bound, cluster("https://api.example.com:6444", authority: "aa"), "server-not-bound"),
        (bound, cluster("http://api.example.com:6443", authority: "aa"), "server-not-bound"),
        (bound, cluster("https://api.example.com:6443/x", authority: "aa"), "server-not-bound"),
        (bound, cluster("https://api.example.com:6443", authority: "bb"), "authority-not-bound"),
        (bound, cluster("https://api.example.com:6443"), "authority-not-bound"),
        (bound, cluster("https://api.example.com:6443", authority: ""), "authority-unreadable"),
        (bound, cluster("https://api.example.com:6443", authority: "aa", insecure: true), "verification-not-bound"),
        (bound, cluster("https://api.example.com:6443", insecure: true), "verification-not-bound"),
        (bound, cluster("https://api.example.com:6443", authority: "aa", name: "x"), "server-name-not-bound"),
        (system, cluster("https://api.example.com", authority: "aa"), "authority-not-bound"),
        (system, cluster("https://api.example.com", insecure: true), "verification-not-bound"),
        (named, cluster("https://10.0.0.1", authority: "aa"), "server-name-not-bound"),
        (named, cluster("https://10.0.0.1", authority: "aa", name: "other"), "server-name-not-bound"),
        (unchecked, cluster("https://10.0.0.2", insecure: true), "server-not-bound"),
    ])
    func everyOtherClusterIsRefused(binding: CredentialBinding, cluster: ExecCredentialRequest.Cluster?, code: String) {
        let error = #expect(throws: SecretsError.self) { try Self.check(binding, cluster) }
        #expect(error?.code.rawValue == code)
        #expect(error?.exitStatus == .failed)
    }

    @Test(arguments: [
        (
            bound, nil,
            "the credential is not handed out because kubectl did not tell which cluster it is for: set"
                + " 'provideClusterInfo: true' in the user's exec entry"
        ),
        (
            bound, cluster("https://e\u{202E}vil\n"),
            "the credential is for the server \"https://api.example.com:6443\" and is not handed out for the server"
                + " \"https://e\\u{202E}vil\\n\": if the cluster has really changed,"
                + " 'kubering credential rebind USER' lets it be used there"
        ),
        (
            bound, cluster("https://api.example.com:6443", authority: "b\u{7}"),
            "the credential is for a server under the certificate authority \"aa\" and is not handed out for one under"
                + " the certificate authority \"b\\u{7}\": if the cluster has really changed,"
                + " 'kubering credential rebind USER' lets it be used there"
        ),
        (
            system, cluster("https://api.example.com", authority: "bb"),
            "the credential is for a server under the certificate authorities of the system and is not handed out for"
                + " one under the certificate authority \"bb\": if the cluster has really changed,"
                + " 'kubering credential rebind USER' lets it be used there"
        ),
        (
            named, cluster("https://10.0.0.1", authority: "aa"),
            "the credential is for a cluster with tls-server-name \"api.example.com\" and is not handed out for one with"
                + " no tls-server-name: if the cluster has really changed,"
                + " 'kubering credential rebind USER' lets it be used there"
        ),
        (
            bound, cluster("https://api.example.com:6443", insecure: true),
            "the credential is not handed out because the certificate of the server \"https://api.example.com:6443\""
                + " would not be checked: remove insecure-skip-tls-verify from the cluster"
        ),
        (
            bound, cluster("https://api.example.com:6443", authority: ""),
            "the credential is not handed out because the cluster's certificate-authority-data cannot be read: no"
                + " certificate\\u{1B}[31m"
        ),
    ])
    func theRefusalSaysWhy(binding: CredentialBinding, cluster: ExecCredentialRequest.Cluster?, message: String) {
        let error = #expect(throws: SecretsError.self) { try Self.check(binding, cluster) }
        #expect(error?.description == message)
    }
}

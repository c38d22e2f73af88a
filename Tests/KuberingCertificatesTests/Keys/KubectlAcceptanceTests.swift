// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingSystem
import KuberingTestSupport
import Testing

/// What kubectl, whose Go decides in the end, says to the pairs that are handed to it.
@Suite struct KubectlAcceptanceTests {
    /// Kubectl got as far as the network.
    private static let accepted =
        "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n"

    @Test(arguments: [
        ("p256", "jane"), ("p384", "key-p384"), ("p521", "key-p521"), ("ed25519", "key-ed25519"),
        ("rsa2048", "key-rsa2048"), ("rsa1024", "key-rsa1024"),
    ])
    func takesOurPairs(_ key: String, certificate: String) throws {
        let folder = try OpenSSLFolder.shared()
        let pem = try folder.key(key + ".key").pem.exposedText
        let answer = try kubectl(certificate: try folder.certificate(certificate).pem, key: pem)
        #expect(answer == Self.accepted)
    }

    @Test func refusesAPairThatDoesNotMatch() throws {
        let folder = try OpenSSLFolder.shared()
        let pem = try folder.key("ca.key").pem.exposedText
        let answer = try kubectl(certificate: try folder.certificate("jane").pem, key: pem)
        #expect(answer.contains("tls: private key does not match public key"))
    }

    @Test func takesABundleOnlyWithItsLeafFirst() throws {
        let folder = try OpenSSLFolder.shared()
        let key = try folder.key("p256.key")
        let bundle = try folder.bundle("ca", "inter", "by-inter")
        let unsorted = try kubectl(certificate: bundle.pem, key: key.pem.exposedText)
        #expect(unsorted.contains("tls: private key does not match public key"))
        let sorted = try #require(bundle.withLeafFirst(for: key))
        #expect(try kubectl(certificate: sorted.pem, key: key.pem.exposedText) == Self.accepted)
    }

    /// Kubectl's words when it tries the pair on a port where nobody listens.
    private func kubectl(certificate: String, key: String) throws -> String {
        let folder = try OpenSSLFolder()
        try PrivateFolderFile.write(
            """
            {"apiVersion": "v1", "kind": "Config", "current-context": "c",
             "clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:1"}}],
             "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}],
             "users": [{"name": "u", "user": {"client-certificate-data": "\(Data(certificate.utf8).base64EncodedString())",
               "client-key-data": "\(Data(key.utf8).base64EncodedString())"}}]}
            """, to: folder.path + "/config")
        let outcome = try TestProcess.run(
            ["kubectl", "--kubeconfig", folder.path + "/config", "get", "--raw", "/"],
            environment: OpenSSLFolder.environment(home: folder.path))
        return outcome.errors
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering certificate show`: what is printed, without the serial numbers and fingerprints that differ from run to run.
@Suite struct CertificateShowTests {
    private static let jane = """
        jane.crt: certificate
          subject      CN=jane
          user         jane
          issuer       CN=kubernetes
          key          ECDSA P-256
          signed with  ECDSA-SHA256
          from         2026-01-01T00:00:00Z
          until        2036-01-01T00:00:00Z (9y left)
          usages       clientAuth

        """

    private static func withoutNumbers(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("  serial  ") && !$0.hasPrefix("  SHA-256  ") }.joined(separator: "\n")
    }

    private func show(_ arguments: [String], files: [String] = [], kubeconfig: String? = nil) throws -> CommandResult {
        let world = try FakeWorld()
        world.setTime(1_795_000_000)
        let certificates = try CheckedCertificates.shared()
        for name in files { try world.folder.write(certificates.text(name), to: name) }
        if let kubeconfig { try world.writeKubeconfig(kubeconfig) }
        var result = world.run(["certificate", "show"] + arguments)
        result.output = Self.withoutNumbers(result.output)
        return result
    }

    @Test func aFileIsShown() throws {
        #expect(try show(["jane.crt"], files: ["jane.crt"]) == CommandResult(output: Self.jane))
    }

    @Test func derIsShown() throws {
        let world = try FakeWorld()
        world.setTime(1_795_000_000)
        try PrivateFile(world.folder.path + "/jane.crt").write(CheckedCertificates.shared().bytes("jane.der"))
        #expect(Self.withoutNumbers(world.run(["certificate", "show", "jane.crt"]).output) == Self.jane)
    }

    @Test(arguments: [
        ("ended.crt", "error        the certificate expired on 2026-06-01T00:00:00Z"),
        ("early.crt", "error        the certificate is not valid before 2030-01-01T00:00:00Z"),
        ("ending.crt", "warning      the certificate expires soon, on 2026-12-01T00:00:00Z"),
        ("weak.crt", "warning      the certificate's key is weak: RSA 1024, less than 2048 bits"),
    ])
    func findingsAreShown(_ file: String, _ line: String) throws {
        let result = try show([file, "--warn-before", "30d"], files: [file])
        #expect(result.output.contains("  \(line)\n"))
        #expect(result.status == (line.hasPrefix("error") ? 1 : 0))
    }

    @Test func theChainIsChecked() throws {
        let files = ["stranger.crt", "ca.crt"]
        let result = try show(["stranger.crt", "--certificate-authority", "ca.crt"], files: files)
        #expect(result.status == 1)
        #expect(result.output.contains("error        the certificate is signed by \"CN=other\", which is not a CA"))
        #expect(
            try show(["jane.crt", "--certificate-authority", "ca.crt"], files: ["jane.crt", "ca.crt"]).status == 0)
    }

    @Test func aUserIsJudgedByItsCluster() throws {
        let certificates = try CheckedCertificates.shared()
        func kubeconfig(_ certificate: String, _ key: String) -> String {
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: prod, cluster: {server: "https://x", certificate-authority-data: \(certificates.base64("ca.crt"))}}]
            contexts: [{name: prod, context: {cluster: prod, user: u}}]
            users:
            - name: u
              user:
                client-certificate-data: \(certificates.base64(certificate))
                client-key-data: \(certificates.base64(key))
            """
        }
        let good = try show(["u"], kubeconfig: kubeconfig("jane.crt", "jane.key"))
        #expect(good.output == Self.jane.replacing("jane.crt:", with: "user \"u\" for cluster \"prod\":"))
        #expect(good.status == 0)
        let server = try show(["u"], kubeconfig: kubeconfig("serving.crt", "jane.key"))
        #expect(server.status == 1)
        #expect(
            server.output.hasSuffix(
                """
                  error        the private key (ECDSA P-256) does not belong to the certificate (ECDSA P-256)
                  error        the certificate is a server certificate: its extended key usage is serverAuth, not clientAuth

                """))
        let whole = try show(["--cluster", "prod"], kubeconfig: kubeconfig("jane.crt", "jane.key"))
        #expect(whole.output.hasPrefix("cluster \"prod\": certificate of a CA\n  subject      CN=kubernetes\n"))
    }

    @Test func manifestsAreShown() throws {
        let certificates = try CheckedCertificates.shared()
        let world = try FakeWorld()
        world.setTime(1_795_000_000)
        try world.folder.write(
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: certificates.k8s.io/v1
              kind: CertificateSigningRequest
              metadata: {name: j}
              spec:
                request: \(certificates.base64("jane.csr"))
                signerName: kubernetes.io/kube-apiserver-client
                usages: [client auth, digital signature]
                expirationSeconds: 86400
                username: "ja\\u001bne"
              status: {certificate: \(certificates.base64("jane.crt"))}
            - apiVersion: v1
              kind: Secret
              metadata: {name: s, namespace: web}
              data: {tls.crt: \(certificates.base64("jane.crt")), tls.key: \(certificates.base64("other.key"))}
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: c}
              data: {ca.crt: "\(certificates.text("ca.crt").replacing("\n", with: "\\n"))", note: hello}
            """, to: "list.yaml")
        let result = world.run(["certificate", "show", "list.yaml"])
        let titles = result.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        #expect(
            titles == [
                "certificate signing request \"j\": certificate request",
                "certificate of certificate signing request \"j\": certificate",
                "secret \"web/s\", tls.crt: certificate", "secret \"web/s\", tls.crt: private key",
                "configmap \"c\", ca.crt: certificate of a CA",
            ])
        #expect(result.output.contains("error        the private key beside it (ECDSA P-256) belongs to none"))
        #expect(result.status == 1)
        // What somebody agrees to who approves the request.
        #expect(
            result.output.contains(
                """
                  signer       kubernetes.io/kube-apiserver-client
                  usable for   client auth, digital signature
                  wanted for   24h
                  asked by     ja\\u{1B}ne

                """))
    }

    /// Values that are no certificates are none of our business, and one that is broken does not hide the others.
    @Test func otherValuesOfAManifestArePassedOver() throws {
        let certificates = try CheckedCertificates.shared()
        let world = try FakeWorld()
        world.setTime(1_795_000_000)
        let broken = certificates.text("ca.crt").prefix(200).replacing("\n", with: "\\n")
        try world.folder.write(
            """
            kind: List
            items:
            - kind: ConfigMap
              metadata: {name: c}
              data:
                replicas: "0"
                mode: "0644"
                ssh: "-----BEGIN OPENSSH PRIVATE KEY-----\\nAAAA\\n-----END OPENSSH PRIVATE KEY-----\\n"
                pgp: "-----BEGIN PGP PUBLIC KEY BLOCK-----\\n\\nAAAA\\n-----END PGP PUBLIC KEY BLOCK-----\\n"
                bundle: "\(broken)"
                jane: "\(certificates.text("jane.crt").replacing("\n", with: "\\n"))"
            - kind: Secret
              metadata: {name: s}
              data: {tls.crt: MA==, count: MDA=}
            """, to: "list.yaml")
        let show = world.run(["certificate", "show", "list.yaml"])
        #expect(
            show.output.split(separator: "\n").filter { !$0.hasPrefix(" ") } == [
                "configmap \"c\", bundle: unreadable", "configmap \"c\", jane: certificate",
                "secret \"s\", tls.crt: unreadable",
            ], "\(show)")
        let list = world.run(["certificate", "list", "--files-only", "list.yaml", "-o", "name"])
        #expect(
            list.output.hasSuffix("list.yaml: configmap \"c\", bundle\nlist.yaml: secret \"s\", tls.crt\n")
                && list.status == 1,
            "\(list)")
    }

    @Test func aKeyThatIsWeakIsTold() throws {
        #expect(
            try show(["weak.key"], files: ["weak.key"])
                == CommandResult(
                    output: """
                        weak.key: private key
                          key          RSA 1024
                          warning      the private key is weak: RSA 1024, less than 2048 bits

                        """))
    }

    @Test func pemComesOutOfEverything() throws {
        let world = try FakeWorld()
        let certificates = try CheckedCertificates.shared()
        try world.folder.write("hello\n" + certificates.text("jane.crt") + "\n", to: "x")
        #expect(world.run(["certificate", "show", "x", "-o", "pem"]).output == certificates.text("jane.crt"))
    }

    @Test(arguments: [
        (["nothing"], 2, "there is no file, user or cluster \"nothing\"; a server is written HOST:PORT"),
        (["./nothing"], 1, "cannot read \"./nothing\": no such file or directory"),
        (["x"], 1, "\"x\" holds neither PEM nor DER; expected a certificate in PEM form (-----BEGIN CERTIFICATE-----)"),
        (["pod.yaml"], 2, "\"pod.yaml\" holds no certificate (Pod)"),
        (["--user", "robot"], 2, "user \"robot\" does not sign in with a certificate"),
        (["--cluster", "prod"], 2, "cluster \"prod\" names no certificate authority"),
    ])
    func whatCannotBeShown(_ arguments: [String], _ status: Int32, _ message: String) throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        try world.folder.write("hello", to: "x")
        try world.folder.write("kind: Pod", to: "pod.yaml")
        let result = world.run(["certificate", "show"] + arguments)
        #expect(result == CommandResult(errors: "error: \(message)\n", status: status))
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering onboard --output-file`: kubeconfigs to hand over, from files and from a kubeconfig that somebody sent.
@Suite struct HandOverTests {
    private func world() throws -> FakeWorld {
        let world = try FakeWorld()
        let certificates = try CheckedCertificates.shared()
        for name in ["jane.crt", "jane.key", "ca.crt", "ca.key", "other.key"] {
            try world.folder.write(certificates.text(name), to: name)
        }
        return world
    }

    private static let said = """
        The cluster will see user "jane" until 2036-01-01T00:00:00Z.
        "out" holds the key and context "jane@prod": hand it over in secret, and delete it here.

        """

    /// What a credential is for stands in lists and messages: nothing secret may be in it.
    @Test(arguments: [true, false])
    func aServerWithAPasswordIsRefused(_ isNew: Bool) throws {
        let world = try world()
        try world.writeKubeconfig(
            "clusters: [{name: prod, cluster: {server: \"https://me:s3cr3t@prod.example:6443\"}}]\n")
        let result = world.run(
            ["onboard", "jane", "--certificate", "jane.crt", "--key", "jane.key", "--output-file", "out"]
                + (isNew ? ["--server", "https://me:s3cr3t@prod.example:6443"] : ["--cluster", "prod"]))
        #expect(
            result
                == CommandResult(
                    errors:
                        "error: the server \"https://REDACTED@prod.example:6443\" must have no user name and password: "
                        + "what a credential is for is no secret\n", status: 1))
    }

    /// Everything that reaching the cluster takes is inside, also what the own kubeconfig has in files.
    @Test func theClusterComesAlong() throws {
        let world = try world()
        let certificates = try CheckedCertificates.shared()
        try world.folder.write(
            """
            apiVersion: v1
            kind: Config
            clusters:
            - name: prod
              cluster:
                server: https://10.0.0.1:6443
                certificate-authority: ca.crt
                tls-server-name: kubernetes
                proxy-url: http://proxy:3128
            """, to: "own")
        let result = world.run([
            "onboard", "jane", "--certificate", "jane.crt", "--key", "jane.key", "--kubeconfig", "own", "--cluster",
            "prod",
            "-n", "web", "--output-file", "out",
        ])
        #expect(result == CommandResult(errors: Self.said))
        let path = world.folder.path + "/out"
        #expect(FilePermissions(of: path)?.mode == 0o600)
        #expect(
            try String(decoding: FileSnapshot.read(path, limit: 1 << 20).bytes, as: UTF8.self) == """
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: \(certificates.base64("ca.crt"))
                    proxy-url: http://proxy:3128
                    server: https://10.0.0.1:6443
                    tls-server-name: kubernetes
                  name: prod
                contexts:
                - context:
                    cluster: prod
                    namespace: web
                    user: jane
                  name: jane@prod
                current-context: jane@prod
                kind: Config
                users:
                - name: jane
                  user:
                    client-certificate-data: \(certificates.base64("jane.crt"))
                    client-key-data: \(certificates.base64("jane.key"))

                """)
    }

    private static let sent = """
        apiVersion: v1
        kind: Config
        clusters: [{name: prod, cluster: {server: "https://10.0.0.1:6443", certificate-authority: ca.crt}}]
        users: [{name: u, user: {client-certificate: jane.crt, client-key: jane.key}}, {name: t, user: {token: x}}]
        contexts:
        - {name: a, context: {cluster: prod, user: u}}
        - {name: b, context: {cluster: prod, user: t}}
        - {name: lost, context: {cluster: gone, user: u}}
        """

    @Test func aNameThatNobodyCanSeeIsRefused() throws {
        let result = try world().run(["onboard", "evil\nname", "--certificate", "jane.crt", "--key", "jane.key"])
        #expect(result.errors.hasPrefix("error: the user's name holds characters that nobody can see\n"))
        #expect(result.status == 64)
    }

    @Test func aCAIsAUserByForce() throws {
        let result = try world().run([
            "onboard", "boss", "--certificate", "ca.crt", "--key", "ca.key", "--server", "https://x", "--force",
            "--certificate-authority", "ca.crt", "--output-file", "out",
        ])
        #expect(result.status == 0 && result.errors.contains("warning: the certificate is a CA: "), "\(result)")
    }

    @Test(arguments: ["-", "sent", "folder"])
    func aKubeconfigThatWasSentIsTaken(_ path: String) throws {
        let world = try world()
        try Directory.create(world.folder.path + "/folder", mode: 0o700)
        try world.folder.write(Self.sent, to: "sent")
        let absolute = Self.sent.replacing(": jane.", with: ": \(world.folder.path)/jane.")
            .replacing(": ca.crt", with: ": \(world.folder.path)/ca.crt")
        try world.folder.write(absolute, to: "folder/one.yaml")
        world.value.input = ByteInput(bytes: Array(Self.sent.utf8))
        let result = world.run(["onboard", "jane", "--from", path, "--from-context", "a", "--output-file", "out"])
        #expect(result == CommandResult(errors: Self.said))
    }

    @Test(arguments: [
        (["--from", "nope"], 1, "cannot read \"nope\": no such file or directory"),
        (["--from", ""], 1, "cannot read \"\": no such file or directory"),
        (["--from", "sent"], 64, "which context of the file? name it with --from-context"),
        (["--from", "sent", "--from-context", "c"], 2, "the file has no context \"c\", only \"a\", \"b\", \"lost\""),
        (
            ["--from", "sent", "--from-context", "lost"], 1,
            "context \"lost\" of the file is for cluster \"gone\", which is not in it"
        ),
        (
            ["--from", "sent", "--from-context", "b"], 1,
            "user \"t\" of the file does not sign in with a certificate and key; see: kubering merge"
        ),
        (["--from", "two"], 64, "the folder \"two\" holds several kubeconfigs: name one of them"),
        (
            ["--certificate", "jane.crt", "--key", "other.key", "--server", "https://x"], 1,
            "the private key (ECDSA P-256) does not belong to the certificate of \"CN=jane\""
        ),
        (
            ["--certificate", "ca.crt", "--key", "ca.key", "--server", "https://x"], 1,
            "the certificate is a CA: its key can sign certificates for other users; if that is to be a user, say --force"
        ),
        (
            ["--certificate", "jane.crt", "--server", "https://x"], 64,
            "no request waits for this certificate, so its key is not known here: give it with --key FILE"
        ),
        (
            ["--from", "sent", "--from-context", "a", "--output-file", "sent"], 1,
            "cannot write \"~/sent\": it is there already; choose another place or remove it"
        ),
    ])
    func whatIsRefused(_ arguments: [String], _ status: Int32, _ message: String) throws {
        let world = try world()
        try Directory.create(world.folder.path + "/two", mode: 0o700)
        for name in ["sent", "two/a", "two/b"] { try world.folder.write(Self.sent, to: name) }
        let output = arguments.contains("--output-file") ? [] : ["--output-file", "out"]
        let result = world.run(["onboard", "jane"] + arguments + output)
        #expect(result.errors.hasPrefix("error: \(message)\n"), "\(result)")
        #expect(result.status == status)
        #expect(!FileSnapshot.exists(world.folder.path + "/out"))
    }
}

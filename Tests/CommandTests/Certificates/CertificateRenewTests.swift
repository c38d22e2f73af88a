// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering certificate renew`, with keys in `helper:test`, on 2026-11-18.
@Suite struct CertificateRenewTests {
    /// One home, and a world for each command in it.
    private struct Office {
        let home: FakeWorld

        init(users: String) throws {
            home = try HelperWorld.make(
                """
                apiVersion: v1
                kind: Config
                clusters:
                - {name: prod, cluster: {server: "https://10.0.0.1:6443", certificate-authority: ca.crt}}
                contexts:
                - {name: prod, context: {cluster: prod, user: jane}}
                - {name: other, context: {cluster: prod, user: bob}}
                users:
                \(users)

                """)
            let certificates = try CheckedCertificates.shared()
            for name in ["ca.crt", "ca.key", "jane.crt", "jane.key"] {
                try home.folder.write(certificates.text(name), to: ".kube/" + name)
            }
        }

        func run(_ line: String) throws -> CommandResult {
            let world = try FakeWorld()
            let home = self.home.value
            (world.value.environment, world.value.workingDirectory) = (home.environment, home.workingDirectory)
            world.value.randomBytes = { World.systemRandomBytes($0) }
            let result = world.run(line.split(separator: " ").map(String.init))
            // The home is another world's.
            return CommandResult(
                output: self.home.withoutHome(result.output), errors: self.home.withoutHome(result.errors),
                status: result.status)
        }

        /// Keeps what a command prints.
        func keep(_ name: String, _ line: String) throws {
            let result = try run(line)
            #expect(result.status == 0, "\(line): \(result.errors)")
            try home.folder.write(result.output, to: name)
        }

        func sign(_ name: String) throws {
            try keep(
                "\(name).crt",
                "certificate sign \(name).csr --ca-certificate .kube/ca.crt --ca-key .kube/ca.key --yes")
        }

        func renewal(of user: String, _ more: String = "") throws -> CommandResult {
            try run("certificate renew \(user) --certificate \(user).crt\(more)")
        }

        func items() -> [String] { HelperWorld.items(home) }

        func isFile(_ name: String) -> Bool { FileSnapshot.exists(home.folder.path + "/" + name) }
    }

    private static let jane = "- {name: jane, user: {client-certificate: jane.crt, client-key: jane.key}}"

    @Test(arguments: [false, true])
    func aKeyInAFileIsReplacedByOneInTheStore(_ removes: Bool) throws {
        let office = try Office(users: Self.jane + "   # of the first hour")
        try office.keep("jane.csr", "certificate renew jane --store helper:test --key-type ed25519")
        try office.sign("jane")
        let result = try office.renewal(of: "jane", removes ? " --yes" : "")
        let id = try #require(office.items().first)
        let file =
            removes
            ? "Removed \"~/.kube/jane.key\".\n"
            : "The secret is still in \"~/.kube/jane.key\"; to remove it: rm ~/.kube/jane.key\n"
        #expect(
            result.errors == """
                The cluster will see user "jane" until 2027-11-18T11:06:40Z.
                User "jane" signs in with it; the key is in helper:test as \(id).
                \(file)
                """)
        #expect(result.status == 0 && office.items().count == 1)
        #expect(office.isFile(".kube/jane.key") != removes)
        let text = try office.home.kubeconfig
        #expect(text.contains(id) && text.contains("# of the first hour") && !text.contains("client-key"))
        #expect(
            text.contains("notBefore: 2026-11-18T11:01:40Z") || text.contains("notBefore: \"2026-11-18T11:01:40Z\""))
        #expect(try office.run("certificate pending").output == "ID   USER   SUBJECT   KEY   STORE\n")
        let table = try office.run("certificate list").output
        #expect(table.contains("jane   user      kubernetes   2027-11-18T11:06:40Z   365d   ██████████\n"), "\(table)")
    }

    /// The list says one key, and the store gives another: nothing that could not sign in gets into the kubeconfig.
    @Test func aStoredKeyThatIsNotTheRequestsIsRefused() throws {
        let office = try Office(users: Self.jane)
        try office.keep("jane.csr", "certificate renew jane --store helper:test")
        try office.sign("jane")
        let id = try #require(office.items().first)
        try office.keep("bob.csr", "certificate request bob --store helper:test")
        let other = try #require(office.items().first { $0 != id })
        let folder = office.home.folder
        let text = String(
            decoding: try FileSnapshot.read("\(folder.path)/items/\(other)", limit: 1 << 20).bytes, as: UTF8.self)
        try folder.write(text.replacing(other, with: id), to: "items/\(id)")
        let before = try office.home.kubeconfig
        #expect(
            try office.renewal(of: "jane")
                == CommandResult(
                    errors:
                        "error: the key that is stored for the request is not the certificate's; make another request "
                        + "with: kubering certificate renew --new jane\n", status: 1))
        #expect(try office.home.kubeconfig == before && office.items().count == 2)
        // As it says; and what waits is not taken for a key of another kind.
        #expect(try office.run("certificate renew jane --key-type p384").errors.contains("with a key ECDSA P-256: "))
        try office.keep("jane.csr", "certificate renew --new jane --store helper:test")
        try office.sign("jane")
        #expect(try office.renewal(of: "jane").status == 0)
    }

    @Test func theCertificateOfSomebodyElsesRequestIsRefused() throws {
        let office = try Office(users: Self.jane)
        try office.keep("bob.csr", "certificate request bob --store helper:test")
        try office.sign("bob")
        let line = "certificate renew jane --certificate bob.crt"
        #expect(
            try office.run(line)
                == CommandResult(
                    errors:
                        "error: the certificate is for the request of \"bob\", not of \"jane\"; say --force to take it "
                        + "all the same\n", status: 1))
        #expect(try office.run(line + " --force").errors.hasPrefix("The cluster will see user \"bob\" until "))
    }

    @Test func aCredentialThatAnotherUserNeedsStays() throws {
        let office = try Office(users: Self.jane)
        #expect(try office.run("credential move jane --to helper:test --yes").status == 0)
        let id = try #require(office.items().first)
        let exec = "{apiVersion: client.authentication.k8s.io/v1, command: kubering, args: [credential, get, \(id)]}"
        let bob = "- {name: bob, user: {exec: \(exec)}}\n"
        try office.home.folder.write(try office.home.kubeconfig + bob, to: ".kube/config")
        try office.keep("jane.csr", "certificate renew jane --store helper:test")
        try office.sign("jane")
        #expect(try office.renewal(of: "jane").status == 0)
        #expect(office.items().contains(id) && office.items().count == 2)
        // Nobody else needs the next one.
        try office.keep("jane.csr", "certificate renew jane --store helper:test")
        try office.sign("jane")
        #expect(try office.renewal(of: "jane").status == 0)
        #expect(office.items().contains(id) && office.items().count == 2)
    }

    @Test(arguments: [
        (
            "jane --certificate jane.crt -o manifest",
            "-o, --key-type and --new are for the request, not for its certificate"
        ),
        ("jane --certificate jane.crt --new", "-o, --key-type and --new are for the request, not for its certificate"),
        (
            "jane --certificate jane.crt --key-type p384",
            "-o, --key-type and --new are for the request, not for its certificate"
        ),
        ("jane --yes", "--yes needs --certificate"), ("jane --dry-run", "--dry-run needs --certificate"),
        ("jane --expiration 1h", "--expiration needs -o manifest"), ("jane --name x", "--name needs -o manifest"),
        ("jane -o manifest --name a/b", "\"a/b\" can be no name of an object: no / and no %"),
        (
            "jane -o manifest --expiration 9m",
            "a cluster makes no certificate for less than 10 minutes: --expiration 10m or more"
        ),
    ])
    func whatMakesNoSense(_ words: String, _ message: String) throws {
        let result = try Office(users: Self.jane).run("certificate renew " + words)
        #expect(result.status == 64 && result.errors.hasPrefix("error: \(message)\n"), "\(result)")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// From a signed certificate to kubectl that signs in with it, on a real keyring.
@Suite(.serialized) struct OnboardingTests {
    @Test("the key rests in the keyring only, and kubectl signs in with it")
    func wholeWay() throws {
        let authority = try Authority()
        let server = try CertificateDemandingServer(authority)
        let desktop = try Desktop(authority: authority)
        let done = try desktop.onboard(server: server.address, and: ["-n", "web", "--use"])
        #expect(done.end == .exited(0), "\(done.errors)")
        #expect(done.output == "")
        #expect(done.errors.contains("The cluster will see user \"jane\" in groups dev, ops until "))

        // No file of the user holds the key; the authority's folder, where the original is, is elsewhere.
        let lines = try authority.keyLines("jane.key")
        #expect(!lines.isEmpty)
        for line in lines + [Base64Text.of(try authority.text("jane.key"))] {
            #expect(try desktop.run("grep", "-rlF", "--", line, desktop.session.folder).end == .exited(1))
            #expect(!done.errors.contains(line))
        }
        let lab = try desktop.text()
        #expect(lab.hasPrefix("# my clusters\n"))
        #expect(lab.contains("  - name: taken   # by somebody else\n    user: {token: token-that-nobody-may-see}\n"))
        #expect(try desktop.storedItems().count == 1)

        let answer = try desktop.run("kubectl", "--context", "jane@lab", "get", "--raw", "/whoami")
        #expect(answer.output == "dev,ops,jane\n", "\(answer.errors)")
        let current = try desktop.run("kubectl", "get", "--raw", "/whoami")
        #expect(current.output == "dev,ops,jane\n", "\(current.errors)")
        #expect(
            try desktop.run("kubectl", "config", "view", "--minify", "-o", "jsonpath={..namespace}").output == "web")

        // Listing asks nobody: it works on a keyring that answers nothing, and on no bus at all.
        let id = try desktop.credentialID()
        try desktop.session.hang()
        let listed = try desktop.kubering(["credential", "list", "-o", "json"])
        #expect(listed.end == .exited(0) && listed.output.contains(id), "\(listed.errors)")
        desktop.session.resume()

        let removed = try desktop.kubering(["credential", "remove", id, "--yes"])
        #expect(removed.end == .exited(0), "\(removed.errors)")
        #expect(try desktop.storedItems() == [])
        let refused = try desktop.run("kubectl", "--context", "jane@lab", "get", "--raw", "/whoami")
        #expect(refused.end == .exited(1))
        #expect(
            try desktop.kubering(["credential", "get", id], with: Self.execInfo(server.address, nil)).end == .exited(2))
    }

    @Test("a credential is given to its own cluster only, in the version asked for")
    func binding() throws {
        let authority = try Authority()
        let desktop = try Desktop(authority: authority)
        #expect(try desktop.onboard().end == .exited(0))
        let id = try desktop.credentialID()
        let own = Base64Text.of(try authority.text("cluster.crt"))
        let foreign = Base64Text.of(try authority.text("other.crt"))
        func get(_ variables: Environment) throws -> TestProcess.Outcome {
            try desktop.kubering(["credential", "get", id], with: variables)
        }
        for version in ["v1", "v1beta1"] {
            let given = try get(Self.execInfo("https://127.0.0.1:6443", own, version: version))
            #expect(given.end == .exited(0), "\(given.errors)")
            let answer = try JSONValue(parsing: Array(given.output.utf8))
            #expect(answer["apiVersion"]?.string == "client.authentication.k8s.io/\(version)")
            #expect(answer["kind"]?.string == "ExecCredential")
            #expect(answer["status"]?["clientKeyData"]?.string == (try authority.text("jane.key")))
            #expect(answer["status"]?["clientCertificateData"]?.string?.contains("BEGIN CERTIFICATE") == true)
        }
        let refused = [
            Self.execInfo("https://127.0.0.1:7777", own), Self.execInfo("https://evil.example:6443", own),
            Self.execInfo("https://127.0.0.1:6443", foreign), Self.execInfo("https://127.0.0.1:6443", nil),
            Self.execInfo("https://127.0.0.1:6443", own, version: "v1alpha1"), [:], ["KUBERNETES_EXEC_INFO": "{"],
        ]
        for variables in refused {
            let outcome = try get(variables)
            #expect(outcome.end == .exited(1), "\(variables)")
            #expect(outcome.output == "")
            #expect(outcome.errors.isOneErrorLine, "\(outcome.errors)")
        }
    }

    @Test("an encrypted key is opened with the passphrase from a descriptor")
    func encryptedKey() throws {
        let desktop = try Desktop(authority: try Authority())
        let script = "exec \"$@\" --passphrase-fd 3 3<<END\nsecret-passphrase\nEND"
        let done = try desktop.run(
            "sh", "-c", script, "sh", Home.kubering, "onboard", "jane", "--certificate",
            desktop.authority.path("jane.crt"),
            "--key", desktop.authority.path("encrypted.key"), "--server", "https://127.0.0.1:6443",
            "--certificate-authority", desktop.authority.path("cluster.crt"))
        #expect(done.end == .exited(0), "\(done.errors)")
        #expect(!done.errors.contains("secret-passphrase"))
        let own = Base64Text.of(try desktop.authority.text("cluster.crt"))
        let given = try desktop.kubering(
            ["credential", "get", try desktop.credentialID()], with: Self.execInfo("https://127.0.0.1:6443", own))
        let answer = try JSONValue(parsing: Array(given.output.utf8))
        #expect(answer["status"]?["clientKeyData"]?.string == (try desktop.authority.text("jane.key")))
    }

    static func execInfo(_ server: String, _ ca: String?, version: String = "v1") -> Environment {
        let data = ca.map { ",\"certificate-authority-data\":\"\($0)\"" } ?? ""
        let text = """
            {"apiVersion":"client.authentication.k8s.io/\(version)","kind":"ExecCredential",\
            "spec":{"cluster":{"server":"\(server)"\(data),"config":null},"interactive":false}}
            """
        return ["KUBERNETES_EXEC_INFO": text]
    }
}

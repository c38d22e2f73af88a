// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport
import Testing

/// What a registry's answer depends on besides the password: tokens, other hosts, certificates, proxies.
@Suite(.serialized) struct RegistryAnswerTests {
    private func verify(
        _ server: String, _ home: Home, user: String = "jane", password: String = "right", _ more: String...
    ) throws -> TestProcess.Outcome {
        try TestProcess.run(
            [Home.kubering, "registry", "verify", server, "-u", user, "--password-stdin"] + more,
            environment: home.environment, input: Array((password + "\n").utf8))
    }

    private func start(_ server: String, _ user: String = "jane") -> String { "Registry \(server): user \(user): " }

    @Test("an identity token is exchanged, as docker and skopeo do, and never goes into a pull secret")
    func identityToken() throws {
        let server = try RegistryServer(.bearer)
        let home = try Home()
        let start = start(server.address, "<token>")
        let good = try verify(server.address, home, user: "<token>", password: "identity")
        #expect(good.output == start + "the credential works\n", "\(good.errors)")
        #expect(server.tokenRequests == ["POST identity"])
        let image = try verify(
            server.address, home, user: "<token>", password: "identity", "--image", "\(server.address)/jane/app")
        #expect(
            image.output
                == start + "the credential works, but there is no such image or tag: \(server.address)/jane/app\n")
        #expect(image.end == .exited(2))
        let wrong = try verify(server.address, home, user: "<token>", password: "wrong")
        #expect(wrong.output == start + "the credential is rejected: unknown token\n")
        let expired = try verify(server.address, home, user: "<token>", password: "expired")
        #expect(expired.output == start + "the credential is rejected: the token has expired\n")
        let basic = try RegistryServer(.basic)
        let useless = try verify(basic.address, home, user: "<token>", password: "identity")
        #expect(
            useless.output.hasSuffix("it is an identity token, and the registry takes user names and passwords only\n"))
        #expect(useless.end == .exited(1))

        let docker = home.folder.path + "/docker"
        home.environment["DOCKER_CONFIG"] = docker
        let kept = try TestProcess.run(
            [
                Home.kubering, "registry", "login", server.address, "-u", "<token>", "--password-stdin", "--to",
                "docker",
            ], environment: home.environment, input: Array("identity\n".utf8))
        #expect(kept.errors == "Registry \(server.address): user <token> is in \(docker)/config.json.\n")
        let again = try home.kubering("registry", "verify", server.address, "--from", "docker")
        #expect(again.output == good.output)
        let tags = try TestProcess.run(
            [
                "skopeo", "list-tags", "--tls-verify=false", "--authfile", docker + "/config.json",
                "docker://\(server.address)/jane/app",
            ], environment: home.environment)
        // Signed in, and told that there is no such repository.
        #expect(tags.errors.contains("404"), "\(tags.errors)")
        #expect(server.tokenRequests.last == "POST identity")
        let secret = try home.kubering("pull-secret", "create", "s", "--registry", server.address, "--from", "docker")
        #expect(secret.errors.contains("is an identity token, which docker can exchange but a kubelet cannot"))
        #expect(secret.output == "")
    }

    @Test("an entry that stands for several hosts is asked at the image's")
    func patterns() throws {
        let server = try RegistryServer(.basic)
        let home = try Home()
        let pattern = "127.*.0.1:\(server.port)"
        try home.folder.write(
            #"{"auths": {"\#(pattern)": {"auth": "amFuZTpyaWdodA=="}, "ftp://x": {"auth": "dTpw"}}}"#, to: "config.json"
        )
        let file = home.folder.path + "/config.json"
        let image = "\(server.address)/jane/app"
        let asked = try home.kubering("pull-secret", "verify", file, "--image", image)
        #expect(
            asked.output == start(pattern) + "the credential works, but there is no such image or tag: \(image)\n",
            "\(asked.errors)")
        #expect(asked.end == .exited(2))
        let all = try home.kubering("pull-secret", "verify", file)
        #expect(
            all.output
                == start(pattern) + "the registry cannot be reached: its name stands for several hosts; one of them is "
                + "asked by: kubering pull-secret verify --image\n")
        #expect(all.errors.hasPrefix("warning: registry ftp://x is not asked: no image can match this registry: "))
        #expect(all.end == .exited(4))
    }

    @Test(
        "what is no registry is told from one that has no time",
        arguments: [
            (429, "{}", "it says that there were too many requests; try again later"),
            (503, "{}", "it is temporarily unavailable (it answers 503); try again later"),
            (404, "{}", "it answers 404 to /v2/, so it is no registry"),
            (200, "<html>Welcome</html>", "it answers /v2/ with a page, so it is no registry"),
            (200, "{}", nil), (200, "", nil),
        ])
    func otherAnswers(_ status: Int, _ body: String, _ reason: String?) throws {
        let server = try PlainServer(status: status, body: body)
        let answer = try verify(server.address, Home())
        let expected = reason.map { "the registry cannot be reached: \($0)" }
        let open = "cannot tell: the registry lets everybody in without a credential"
        #expect(answer.output == start(server.address) + (expected ?? open) + "\n", "\(answer)")
        #expect(answer.end == .exited(reason == nil ? 0 : 4))
    }

    @Test("several accounts are offered to whoever sits at a terminal")
    func offered() throws {
        let terminal = try TerminalSession()
        let folder = terminal.home.home.folder
        try folder.write(
            #"{"auths": {"r.test": {"auth": "YW5uOnA="}, "https://r.test": {"auth": "Ym9iOnA="}}}"#, to: "config.json")
        try terminal.run("clear; kubering registry verify r.test --from \(folder.path)/config.json; echo status $?")
        try terminal.wait(for: "account>")
        try terminal.wait(for: "ann")
        try terminal.wait(for: "bob")
        try terminal.type("bob")
        try terminal.press("Enter")
        try terminal.wait(for: "status 4")
        #expect(try terminal.screen().contains("user bob"))
    }

    @Test("a password that has expired is told from a wrong one")
    func expired() throws {
        let home = try Home()
        let bearer = try RegistryServer(.bearer)
        let told = try verify(bearer.address, home, password: "expired")
        #expect(told.output == start(bearer.address) + "the credential is rejected: the token has expired\n")
        #expect(told.end == .exited(1))
        let claims = Data(#"{"exp": 1000000000}"#.utf8).base64EncodedString().filter { $0 != "=" }
        for authentication in [RegistryServer.Authentication.basic, .bearer] {
            let server = try RegistryServer(authentication)
            let seen = try verify(server.address, home, password: "e30.\(claims).c2ln")
            #expect(
                seen.output
                    == start(server.address) + "the credential is rejected: it has expired at 2001-09-09T01:46:40Z\n")
        }
    }

    @Test(
        "a credential does not leave the registry's own host",
        arguments: [ForeignHost.Lure.redirect, .tokenRedirect, .realm])
    func foreignHost(_ lure: ForeignHost.Lure) throws {
        let server = try ForeignHost(lure)
        let home = try Home()
        let answer = try verify(server.address, home)
        #expect(answer.output.hasPrefix(start(server.address) + "the registry cannot be reached: it"), "\(answer)")
        #expect(answer.end == .exited(4))
        let token = try verify(server.address, home, user: "<token>")
        #expect(token.end != .exited(0))
        #expect(server.foreignRequests == "")
        guard lure == .realm else { return }
        #expect(answer.output.hasSuffix("if it is the registry's, say --token-server localhost\n"))
        _ = try verify(server.address, home, "--token-server", "localhost")
        #expect(server.foreignRequests == "/?service=lab Basic amFuZTpyaWdodA==\n")
    }

    @Test("certificates of certs.d are believed and shown, as skopeo does")
    func certificates() throws {
        let authority = try Authority()
        let server = try RegistryServer(.basic, tls: authority, demandsCertificates: true)
        let home = try Home()
        let folder = "\(home.folder.path)/home/.config/containers/certs.d/\(server.address)"
        try Directory.create(folder, mode: 0o700)
        func isSignedIn() throws -> Bool {
            let skopeo = try TestProcess.run(
                [
                    "skopeo", "login", "--authfile", home.folder.path + "/skopeo.json", "-u", "jane",
                    "--password-stdin",
                    server.address,
                ], environment: home.environment, input: Array("right".utf8))
            let own = try verify(server.address, home)
            #expect((own.end == .exited(0)) == (skopeo.end == .exited(0)), "\(own) \(skopeo)")
            return own.end == .exited(0)
        }
        func put(_ source: String, _ name: String) throws {
            let link = try TestProcess.run(
                ["ln", "-s", authority.path(source), "\(folder)/\(name)"], environment: home.environment)
            #expect(link.end == .exited(0))
        }
        #expect(try !isSignedIn())
        try put("cluster.crt", "ca.crt")
        #expect(try !isSignedIn())
        let unknown = try verify(server.address, home)
        #expect(
            unknown.output.hasSuffix("it wants a certificate of the client, as docker and podman find it in certs.d\n"))
        try put("jane.crt", "client.cert")
        #expect(try !isSignedIn())
        try put("jane.key", "client.key")
        #expect(try isSignedIn())
        #expect(
            try verify(server.address, home, "--certificate-authority", authority.path("other.crt")).end == .exited(4))
    }

    @Test("the proxy of the environment is used, but for what NO_PROXY lists, as skopeo does")
    func proxy() throws {
        let authority = try Authority()
        let server = try RegistryServer(.basic, tls: authority)
        let proxy = try ProxyServer(leadingTo: server.port)
        let home = try Home()
        home.environment["HTTPS_PROXY"] = "http://me:p%40ss@\(proxy.address)"
        let answer = try verify("registry.test", home, "--insecure-skip-tls-verify")
        #expect(answer.output == start("registry.test") + "the credential works\n", "\(answer.errors)")
        let expected: Set = ["CONNECT registry.test:443 bWU6cEBzcw=="]
        #expect(proxy.connections == expected)
        let skopeo = try TestProcess.run(
            [
                "skopeo", "login", "--tls-verify=false", "--authfile", home.folder.path + "/skopeo.json", "-u", "jane",
                "--password-stdin", "registry.test",
            ], environment: home.environment, input: Array("right".utf8))
        #expect(skopeo.end == .exited(0), "\(skopeo.errors)")
        #expect(proxy.connections == expected)
        home.environment["NO_PROXY"] = "10.0.0.0/8, .test"
        let direct = try verify("registry.test", home)
        #expect(direct.output.hasSuffix("there is no host named \"registry.test\"\n"), "\(direct.output)")
        // This machine needs no exception.
        home.environment["NO_PROXY"] = nil
        #expect(try verify(server.address, home, "--insecure-skip-tls-verify").end == .exited(0))
        #expect(proxy.connections == expected)
    }
}

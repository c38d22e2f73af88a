// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Credentials against Debian's docker-registry, with skopeo as the second opinion.
@Suite(.serialized) struct RegistryTests {
    private func verify(
        _ server: RegistryServer, _ home: Home, password: String = "right", _ more: String...
    ) throws -> TestProcess.Outcome {
        try TestProcess.run(
            [Home.kubering, "registry", "verify", server.address, "-u", "jane", "--password-stdin"] + more,
            environment: home.environment, input: Array((password + "\n").utf8))
    }

    /// Whether skopeo can sign in.
    private func skopeoSignsIn(_ server: RegistryServer, _ home: Home, password: String) throws -> Bool {
        let outcome = try TestProcess.run(
            [
                "skopeo", "login", "--tls-verify=false", "--authfile", home.folder.path + "/skopeo.json", "-u", "jane",
                "--password-stdin", server.address,
            ], environment: home.environment, input: Array(password.utf8))
        return outcome.end == .exited(0)
    }

    @Test("a registry with user names and passwords", arguments: [RegistryServer.Authentication.basic, .bearer])
    func answers(_ authentication: RegistryServer.Authentication) throws {
        let server = try RegistryServer(authentication)
        let home = try Home()
        let start = "Registry \(server.address): user jane: "
        let good = try verify(server, home)
        #expect(good.output == start + "the credential works\n", "\(good.errors)")
        #expect(good.end == .exited(0))
        let wrong = try verify(server, home, password: "m4rkerPassw0rd")
        #expect(wrong.output.hasPrefix(start + "the credential is rejected"))
        #expect(wrong.end == .exited(1))
        #expect(!(wrong.output + wrong.errors).contains("m4rkerPassw0rd"))
        #expect(try skopeoSignsIn(server, home, password: "right"))
        #expect(try !skopeoSignsIn(server, home, password: "m4rkerPassw0rd"))
        let empty = try verify(server, home, password: "")
        #expect(empty.end == .exited(64), "\(empty)")

        let own = "\(server.address)/jane/app:1"
        let image = try verify(server, home, "--image", own, "-o", "json")
        #expect(image.end == .exited(2), "\(image)")
        #expect(image.output.contains("\"answer\": \"no-such-image\""))
        let foreign = try verify(server, home, "--image", "\(server.address)/other/app", "-o", "json")
        let isDenied = authentication == .bearer
        #expect(foreign.output.contains("\"answer\": \"\(isDenied ? "works-but-not-for-image" : "no-such-image")\""))
        #expect(foreign.end == .exited(isDenied ? 1 : 2))
        #expect(try verify(server, home, "--image", "ghcr.io/a/b").end == .exited(64))
    }

    @Test(
        "what kubering writes, skopeo pulls with", arguments: [RegistryServer.Authentication.basic, .bearer])
    func pulling(_ authentication: RegistryServer.Authentication) throws {
        let server = try RegistryServer(authentication)
        let home = try Home()
        let image = "\(server.address)/jane/app:1"
        try SmallImage().push(to: image, home)
        func inspect(_ reference: String, _ file: String) throws -> TestProcess.Outcome {
            try TestProcess.run(
                ["skopeo", "inspect", "--tls-verify=false", "--authfile", file, "docker://" + reference],
                environment: home.environment)
        }
        // Into podman's file, and into a pull secret, whose content is docker's.
        let podman = home.folder.path + "/auth.json"
        home.environment["REGISTRY_AUTH_FILE"] = podman
        let kept = try TestProcess.run(
            [Home.kubering, "registry", "login", server.address, "-u", "jane", "--password-stdin", "--to", "podman"],
            environment: home.environment, input: Array("right\n".utf8))
        #expect(kept.end == .exited(0), "\(kept)")
        let secret = try home.kubering("pull-secret", "create", "s", "--registry", server.address, "--from", "podman")
        try home.folder.write(secret.output, to: "secret.yaml")
        let decoded = try TestProcess.run(
            [
                "sh", "-c", "sed -n 's/^  .dockerconfigjson: //p' \"$1\" | base64 -d", "sh",
                home.folder.path + "/secret.yaml",
            ],
            environment: home.environment)
        try home.folder.write(decoded.output, to: "decoded.json")
        for file in [podman, home.folder.path + "/decoded.json"] {
            let inspected = try inspect(image, file)
            #expect(inspected.end == .exited(0), "\(inspected.errors)")
            #expect(inspected.output.contains("\"Digest\": \"sha256:"))
        }
        let asked = try home.kubering("registry", "verify", server.address, "--from", "podman", "--image", image)
        #expect(asked.output.hasSuffix("the credential works, \(image) may be pulled\n"), "\(asked)")
        let other = try home.kubering(
            "registry", "verify", server.address, "--from", "podman", "--image", "\(server.address)/jane/app:2")
        #expect(other.output.hasSuffix("there is no such image or tag: \(server.address)/jane/app:2\n"), "\(other)")
        #expect(other.end == .exited(2))
        let tried = try home.kubering("pull-secret", "verify", home.folder.path + "/secret.yaml", "--image", image)
        #expect(tried.output == asked.output)
        let out = try home.kubering("registry", "logout", server.address, "--from", "podman")
        #expect(out.end == .exited(0), "\(out)")
        #expect(try inspect(image, podman).errors.contains("unauthorized"))
    }

    @Test("a registry that lets everybody in tells nothing, one that is not there is unreachable")
    func withoutAnswer() throws {
        let home = try Home()
        let open = try RegistryServer(.none)
        let all = try verify(open, home, "-o", "json")
        #expect(all.output.contains("\"answer\": \"cannot-tell\""))
        #expect(all.end == .exited(0))
        let closed = try ClosedPort()
        let port = closed.number
        let none = try TestProcess.run(
            [Home.kubering, "registry", "verify", "127.0.0.1:\(port)", "-u", "jane", "--password-stdin"],
            environment: home.environment, input: Array("x\n".utf8))
        #expect(
            none.output
                == "Registry 127.0.0.1:\(port): user jane: the registry cannot be reached: connection refused\n")
        #expect(none.end == .exited(4))
        withExtendedLifetime(closed) {}
    }

    @Test("a certificate of an own authority is believed when the authority is named")
    func tls() throws {
        let authority = try Authority()
        let server = try RegistryServer(.basic, tls: authority)
        let home = try Home()
        let unknown = try verify(server, home)
        #expect(
            unknown.output.hasSuffix(
                "its certificate is not signed by a trusted authority; name that with --certificate-authority\n"))
        #expect(unknown.end == .exited(4))
        #expect(try verify(server, home, "--certificate-authority", authority.path("cluster.crt")).end == .exited(0))
        #expect(try verify(server, home, "--certificate-authority", authority.path("other.crt")).end == .exited(4))
        #expect(try verify(server, home, "--insecure-skip-tls-verify").end == .exited(0))
        let noCertificate = try verify(server, home, "--certificate-authority", authority.path("none.crt"))
        #expect(noCertificate.output.hasSuffix("holds no certificate that can be used\n"))
    }

    @Test("a credential is kept after it was verified, found for a pull secret, and forgotten")
    func login() throws {
        let server = try RegistryServer(.basic)
        let home = try Home()
        let passphrase = home.folder.path + "/passphrase"
        try PrivateFile(passphrase).create(Array("correct horse\n".utf8))
        home.environment["KUBERING_PASSPHRASE_FILE"] = passphrase
        home.environment["KUBECONFIG"] = "/dev/null"
        func login(_ password: String, _ more: String...) throws -> TestProcess.Outcome {
            try TestProcess.run(
                [Home.kubering, "registry", "login", server.address, "-u", "jane", "--password-stdin"] + more,
                environment: home.environment, input: Array((password + "\n").utf8))
        }
        let wrong = try login("m4rkerPassw0rd", "--store", "vault")
        #expect(wrong.end == .exited(1))
        #expect(wrong.errors.contains("the credential is rejected"))
        #expect(try home.kubering("registry", "list", "-o", "name").output == "")
        let kept = try login("right", "--store", "vault")
        #expect(kept.errors.hasSuffix("Registry \(server.address): user jane is in kubering's vault.\n"))
        #expect(kept.end == .exited(0))
        let listed = try home.kubering("registry", "list")
        #expect(listed.output.contains("\(server.address)   jane   kubering's vault"))
        let made = try home.kubering("pull-secret", "create", "regcred", "--registry", server.address)
        #expect(made.errors == "Registry \(server.address): user jane, from kubering's vault.\n")
        try home.folder.write(made.output, to: "secret.yaml")
        let asked = try home.kubering("pull-secret", "verify", home.folder.path + "/secret.yaml")
        #expect(asked.output == "Registry \(server.address): user jane: the credential works\n", "\(asked.errors)")

        // A second login takes the place of the first.
        #expect(try login("right", "--store", "vault", "--no-verify").end == .exited(0))
        #expect(try home.kubering("registry", "list", "-o", "name").output == "\(server.address)\n")
        let out = try home.kubering("registry", "logout", "http://\(server.address)/v2/")
        #expect(out.end == .exited(0), "\(out.errors)")
        #expect(try home.kubering("registry", "list", "-o", "name").output == "")
        #expect(try home.kubering("registry", "logout", server.address).end == .exited(2))
    }

    @Test("docker's file is written on request, through its link, and skopeo signs in with it")
    func dockerFile() throws {
        let server = try RegistryServer(.basic)
        let home = try Home()
        let docker = home.folder.path + "/docker"
        try Directory.create(docker, mode: 0o700)
        let before =
            "{\n\t\"auths\": {\n\t\t\"o.test\": {\"auth\": \"dTpw\"}\n\t},\n\t\"HttpHeaders\": {\"A\": \"b\"}\n}\n"
        try home.folder.write(before, to: "docker/real.json")
        _ = try TestProcess.run(
            ["ln", "-s", "real.json", docker + "/config.json"], environment: home.environment)
        home.environment["DOCKER_CONFIG"] = docker
        let kept = try TestProcess.run(
            [Home.kubering, "registry", "login", server.address, "-u", "jane", "--password-stdin", "--to", "docker"],
            environment: home.environment, input: Array("right\n".utf8))
        #expect(kept.errors == "Registry \(server.address): user jane is in \(docker)/config.json.\n")
        let after = String(decoding: try FileSnapshot.read(docker + "/real.json", limit: 10_000).bytes, as: UTF8.self)
        #expect(after.contains("\"o.test\": {\"auth\": \"dTpw\"}"))
        #expect(after.hasSuffix("\"HttpHeaders\": {\"A\": \"b\"}\n}\n"))
        #expect(FileSnapshot.readLink(docker + "/config.json") == "real.json")
        let tags = try TestProcess.run(
            [
                "skopeo", "list-tags", "--tls-verify=false", "--authfile", docker + "/config.json",
                "docker://\(server.address)/jane/app",
            ], environment: home.environment)
        // Signed in, and told that there is no such repository.
        #expect(tags.errors.contains("404"), "\(tags.errors)")
    }

    @Test("the password never is an argument or a variable, and rests nowhere but in the manifest")
    func marker() throws {
        let server = try RegistryServer(.basic)
        let home = try Home()
        let marker = "m4rkerPassw0rd"
        let passphrase = home.folder.path + "/passphrase"
        try PrivateFile(passphrase).create(Array("correct horse\n".utf8))
        home.environment["KUBERING_PASSPHRASE_FILE"] = passphrase
        var count = 0
        func traced(_ words: String...) throws -> TestProcess.Outcome {
            count += 1
            let outcome = try TestProcess.run(
                [
                    "strace", "-f", "-s", "10000", "-v", "-e", "trace=execve", "-o",
                    home.folder.path + "/trace\(count)",
                    Home.kubering,
                ] + words + ["-u", "jane", "--password-stdin"], environment: home.environment,
                input: Array((marker + "\n").utf8))
            #expect(!(outcome.output + outcome.errors).contains(marker))
            return outcome
        }
        #expect(try traced("pull-secret", "create", "s", "--registry", server.address).end == .exited(1))
        #expect(try traced("registry", "login", server.address).end == .exited(1))
        let kept = try traced("registry", "login", server.address, "--store", "vault", "--no-verify")
        #expect(kept.end == .exited(0), "\(kept)")
        let made = try traced("pull-secret", "create", "s", "--registry", server.address, "--no-verify")
        #expect(made.output.contains("kind: Secret"))
        try home.folder.write(made.output, to: "manifest.yaml")
        let manifest = home.folder.path + "/manifest.yaml"
        let update = try traced(
            "pull-secret", "update", manifest, "--registry", server.address, "--dry-run", "--no-verify")
        #expect(update.end == .exited(0), "\(update)")
        #expect(try traced("registry", "verify", server.address).end == .exited(1))
        let dry = try traced("registry", "login", server.address, "--to", "docker", "--dry-run", "--no-verify")
        #expect(dry.output.contains("REDACTED (new)"))
        for text in [marker, "amFuZTptNHJrZXJQYXNzdzByZA"] {
            let found = try TestProcess.run(["grep", "-rl", text, home.folder.path], environment: home.environment)
            #expect(found.output == "")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What is no registry, though somebody might take it for one.
@Suite struct RefusedRegistryTests {
    @Test(arguments: [
        (
            "127.0.0.1:35500/team/app:1",
            "\"127.0.0.1:35500/team/app:1\" is no registry: an image has a tag or a digest, a registry has none; the registry is "
                + "127.0.0.1:35500"
        ),
        (
            "ghcr.io/team@sha256:aa",
            "\"ghcr.io/team@sha256:aa\" is no registry: an image has a tag or a digest, a registry has none; the registry is ghcr.io"
        ),
        ("ghcr.io?x=y", "\"ghcr.io?x=y\" is no registry: it has a ? or #, as an address of a page has"),
        ("ghcr.io:99999", "\"ghcr.io:99999\" is no registry: no port is higher than 65535"),
        (
            "*",
            "\"*\" is no registry: a * stands for one part of a name between dots, and images' hosts have several"
        ),
        (
            "ghcr.io/Team",
            "\"ghcr.io/Team\" is no registry: what follows its host cannot be the beginning of an image's name"
        ),
        (
            "https://user:m4rker@reg.example.com",
            "\"https://REDACTED@reg.example.com\" is no registry: it has a user name or password before its host; give them with -u and "
                + "--password-stdin"
        ),
    ])
    func isSaidToBeNone(_ registry: String, _ message: String) throws {
        for words in [["pull-secret", "create", "s", "--registry", registry], ["registry", "login", registry]] {
            let world = try FakeWorld()
            world.value.input = ByteInput(bytes: Array("p\n".utf8))
            let result = world.run(words + ["-u", "u", "--password-stdin", "--no-verify"])
            #expect(result.errors.hasPrefix("error: \(message)\n"), "\(result)")
            #expect(result.output == "" && result.status == 64)
        }
    }

    @Test(arguments: [
        "registry.example.com", "*.example.com", "*.example.com:5000/team", "https://index.docker.io/v1/",
        "r.test:65535/a_b-c.d/",
    ])
    func whatLooksOddAndIsARegistryIsTaken(_ registry: String) throws {
        let world = try FakeWorld()
        world.value.input = ByteInput(bytes: Array("p\n".utf8))
        let result = world.run([
            "pull-secret", "create", "s", "--registry", registry, "-u", "u", "--password-stdin", "--no-verify",
        ])
        #expect(result.errors == "" && result.status == 0)
    }

    @Test func showSaysThatNothingMatches() throws {
        let world = try FakeWorld()
        let keys = ["r.test/team/app:1", "r.test:99999", "*", "https://u:m4rker@r.test"]
        let entries = keys.map { "\"\($0)\": {\"auth\": \"dTpw\"}" }
        world.value.input = ByteInput(bytes: Array("{\"auths\": {\(entries.joined(separator: ", "))}}".utf8))
        let result = world.run(["pull-secret", "show", "-"])
        for key in keys.dropLast() {
            #expect(result.errors.contains("warning: \(key): no image can match this registry: "), "\(result.errors)")
        }
        #expect(
            result.errors.contains(
                "warning: https://REDACTED@r.test: there is a user name or password before the host, which a kubelet passes over"
            ))
        #expect(!(result.output + result.errors).contains("m4rker"))
    }

    @Test(arguments: [
        (#"{"auths": {}}"#, [String](), "no-registries", "there is no registry in it"),
        (
            #"{"auths": {"r.test": {"auth": "dTpw"}}}"#, ["--image", "nginx"], "nothing-tried",
            "for docker.io/library/nginx no entry matches: a kubelet pulls it without a credential"
        ),
        (
            #"{"kind": "Secret", "type": "kubernetes.io/dockerconfigjson", "data": {".dockerconfigjson": "%"}}"#, [],
            "unreadable-content",
            "the value of .dockerconfigjson is not base64, which fails every image pull of the pod"
        ),
        (
            #"{"auths": {"r.test/a:1": {"auth": "dTpw"}}}"#, [], "never-matched",
            "registry r.test/a:1 is not asked: no image can match this registry: an image has a tag or a digest, a registry has "
                + "none; the registry is r.test"
        ),
    ])
    func verifySaysWhyNobodyIsAsked(_ text: String, _ words: [String], _ id: String, _ message: String) throws {
        func verify(_ format: String) throws -> CommandResult {
            let world = try FakeWorld()
            world.value.input = ByteInput(bytes: Array(text.utf8))
            return world.run(["pull-secret", "verify", "-", "-o", format] + words)
        }
        #expect(try verify("text") == CommandResult(errors: "warning: \(message)\n", status: 1))
        let json = try JSONValue(parsing: Array(verify("json").output.utf8))
        #expect(json["registries"] == [])
        #expect(json["problems"]?.array?.map { $0["id"]?.string } == [id])
        #expect(json["problems"]?.array?.map { $0["message"]?.string } == [message])
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `set` and `unset`: the paths of `kubectl config set`, and those it cannot reach.
@Suite struct SetPathTests {
    private static let text = """
        # top
        apiVersion: v1
        kind: Config
        current-context: a   # here
        clusters:
        - name: "10.0.0.1"   # by address
          cluster:
            server: https://10.0.0.1:6443
        contexts:
        - name: a
          context: {cluster: "10.0.0.1", user: jane}
        users:
        - name: jane
          user:
            exec:
              command: aws
              apiVersion: client.authentication.k8s.io/v1
              interactiveMode: Never
              args: [eks, get-token]   # args
              env:
              # which account
              - name: AWS_PROFILE
                value: x
        - name: old.server
          user: {token: t}

        """

    /// A command line and the lines that it changes, as `diff` shows them.
    struct Change: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let lines: [String]
        var input = ""

        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(arguments: [
        Change(
            arguments: ["set", "users.jane.exec.env.AWS_PROFILE", "work"],
            lines: ["-        value: x", "+        value: work"]),
        Change(
            arguments: ["set", "users.jane.exec.env.HOME", "/h"],
            lines: ["+      - name: HOME", "+        value: /h"]),
        Change(
            arguments: ["set", "users.jane.exec.env[0].name", "PROFILE"],
            lines: ["-      - name: AWS_PROFILE", "+      - name: PROFILE"]),
        Change(
            arguments: ["set", "users.jane.exec.args[+]", "--", "--verbose"],
            lines: [
                "-      args: [eks, get-token]   # args", "+      args: [eks, get-token, --verbose]   # args",
            ]),
        Change(
            arguments: ["set", "users.jane.exec.args.0", "EKS"],
            lines: ["-      args: [eks, get-token]   # args", "+      args: [EKS, get-token]   # args"]),
        Change(
            arguments: ["set", "users.jane.as-groups", "[dev, 12, y]"],
            lines: ["+    as-groups:", "+    - dev", "+    - \"12\"", "+    - \"true\""]),
        Change(
            arguments: ["set", "users.jane.as-user-extra.reason[+]", "audit"],
            lines: ["+    as-user-extra:", "+      reason:", "+      - audit"]),
        Change(
            arguments: ["set", "users.\"old.server\".token", "--value-stdin"],
            lines: ["-  user: {token: t}", "+  user: {token: \"123\"}"], input: "123\n"),
        Change(
            arguments: ["set", "clusters.10.0.0.1.certificate-authority-data", "--set-raw-bytes", "zzz"],
            lines: ["+    certificate-authority-data: enp6"]),
        Change(
            arguments: ["set", "contexts.a.extensions.note", "{by: me}"],
            lines: [
                "-  context: {cluster: \"10.0.0.1\", user: jane}",
                "+  context: {cluster: \"10.0.0.1\", user: jane, extensions: [{name: note, extension: {by: me}}]}",
            ]),
        Change(
            arguments: ["set", "extensions.a.b", "1"],
            lines: ["+extensions:", "+- name: a.b", "+  extension: 1"]),
        Change(arguments: ["set", "current-context", "a"], lines: []),
        Change(
            arguments: ["unset", "users.jane.exec.env.AWS_PROFILE"],
            lines: [
                "-      env:", "-      # which account", "-      - name: AWS_PROFILE", "-        value: x",
                "+      env: []",
            ]),
        Change(
            arguments: ["unset", "users.jane.exec.args[1]"],
            lines: ["-      args: [eks, get-token]   # args", "+      args: [eks]   # args"]),
        Change(arguments: ["unset", "users.jane.exec.args[2]"], lines: []),
        Change(arguments: ["unset", "users.nobody"], lines: []),
        Change(arguments: ["unset", "current-context"], lines: ["-current-context: a   # here"]),
        Change(
            arguments: ["unset", "users.old.server"], lines: ["-- name: old.server", "-  user: {token: t}"]),
    ])
    func changesTheseLines(_ change: Change) throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.text)
        world.value.input = ByteInput(bytes: Array(change.input.utf8))
        let result = world.run(change.arguments)
        #expect(result.status == 0, "\(result.errors)")
        let diff = UnifiedDiff.text(
            from: Array(Self.text.utf8), to: Array(try world.kubeconfig.utf8), name: "f")
        let lines = diff.split(separator: "\n").dropFirst(2).filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
        #expect(lines.map(String.init) == change.lines)
    }

    @Test(arguments: [
        (["set", "users.jane.token", "x"], "is a secret, and others can read arguments; use --value-stdin"),
        (["set", "users.jane.auth-provider.config.client-secret", "x"], "use --value-stdin"),
        (["set", "users.jane.exec.nope", "1"], "names no field (at \"nope\"); fields here: command, args"),
        (["set", "users.jane", "3"], "names no field; fields here: client-certificate"),
        (["set", "users", "3"], "names no field; kubering user set makes entries"),
        (["set", "users[0].token", "3"], "needs the name of an item"),
        (["set", "users.jane.exec.args[9]", "3"], "names an item that the list of 2 does not have"),
        (["set", "users.jane.exec.args[x]", "3"], "needs a number from 0 or + between its brackets"),
        (["set", "users.jane.exec.args[0", "3"], "has a bracket that is not closed"),
        (["set", "users.\"jane.token", "3"], "has a quotation mark that is not closed"),
        (["set", "users.jane.tokenFile.x", "3"], "has nothing below it"),
        (["set", "users.jane.as-groups", "dev"], "must be a list, such as [a, b]"),
        (["set", "users.jane.exec", "dev"], "must be a mapping"),
        (["set", "clusters.c.insecure-skip-tls-verify", "yes"], "must be true or false"),
        (["set", "clusters.c.certificate-authority-data", "zzz"], "must be base64"),
        (["set", "contexts.a.namespace", ""], "an empty value sets nothing; to remove a field: kubering unset PATH"),
        (["set", "contexts.a.namespace"], "a value is missing"),
        (["unset", "users.jane.tokn"], "names no field; fields here"),
        (["unset", "nope"], "names no field; fields here: kind"),
        (["unset", ""], "names no field"),
        (["unset", "users.jane.exec.args[+]"], "names an item that is not there yet"),
    ])
    func refusesAndChangesNothing(_ arguments: [String], _ error: String) throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.text)
        let result = world.run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(error), "\(result.errors)")
        #expect(try world.kubeconfig == Self.text)
    }

    /// The rules of `context set` and `cluster set`, also where the entry would be made.
    @Test(arguments: [
        ("contexts.a.namespace", "bad ns!", "\"bad ns!\" cannot be a namespace: up to 63 lower-case letters"),
        ("contexts.new.namespace", "UP", "\"UP\" cannot be a namespace"),
        ("clusters.10.0.0.1.server", "host:6443", "the server \"host:6443\" must begin with https:// or http://"),
        (
            "clusters.new.proxy-url", "ftp://u:hush@x",
            "the proxy \"ftp://REDACTED@x\" must begin with https:// or http:// or socks5://"
        ),
    ])
    func refusesWhatNoCommandSets(_ path: String, _ value: String, _ error: String) throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.text)
        let result = world.run(["set", path, value])
        #expect(result.status != 0 && result.output.isEmpty)
        #expect(result.errors.hasPrefix("error: \(error)"), "\(result.errors)")
        #expect(try world.kubeconfig == Self.text)
    }

    /// Paths that kubectl reaches, too: it reads the same afterwards, whoever made the change.
    @Test(arguments: [
        ["set", "clusters.10.0.0.1.server", "https://x"], ["set", "clusters.new.x.server", "https://x:1/a.b"],
        ["set", "contexts.a.namespace", "123"], ["set", "contexts.b.user", "y"],
        ["set", "users.jane.act-as-uid", "u"], ["set", "users.jane.act-as", "bob"],
        ["set", "users.jane.tokenFile", "t/f"], ["set", "users.jane.username", "no"],
        ["set", "clusters.10.0.0.1.insecure-skip-tls-verify", "t"],
        ["set", "clusters.c.certificate-authority-data", "enp6"],
        ["set", "clusters.c.certificate-authority-data", "zzz", "--set-raw-bytes"],
        ["set", "current-context", "none"], ["unset", "current-context"], ["unset", "users.jane.exec"],
        ["unset", "clusters.10.0.0.1"], ["unset", "users"],
        ["unset", "contexts.a.user"], ["unset", "users.nobody"],
    ])
    func kubectlReadsTheSame(_ arguments: [String]) throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.text)
        let result = world.run(arguments)
        #expect(result.status == 0, "\(result.errors)")
        try world.folder.write(Self.text, to: "theirs")
        func kubectl(_ arguments: [String], _ path: String) throws -> String {
            let outcome = try TestProcess.run(
                ["kubectl", "config", "--kubeconfig", world.folder.path + path] + arguments,
                environment: ["HOME": "/nonexistent"])
            try #require(outcome.end == .exited(0), "\(arguments): \(outcome.errors)")
            return outcome.output.replacing("    \"preferences\": {},\n", with: "")
        }
        // kubectl has the flag for bytes only in one spelling.
        let raw = arguments.contains("--set-raw-bytes")
        _ = try kubectl(arguments.filter { $0 != "--set-raw-bytes" } + (raw ? ["--set-raw-bytes=true"] : []), "/theirs")
        let read = ["view", "--raw", "-o", "json"]
        #expect(try kubectl(read, "/.kube/config") == kubectl(read, "/theirs"))
    }
}

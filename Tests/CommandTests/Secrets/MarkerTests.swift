// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCommands

/// Every command runs in a home full of secrets, and none of these gets where it does not belong: into an argument or the
/// environment of any process, onto a stream that was not asked for it, or into kubering's own files.
@Suite(.serialized) struct MarkerTests {
    /// A command line; `{home}` stands for the home.
    private struct Line {
        let words: [String]
        var input = ""
        /// Whether its output is meant to hold a secret.
        var reveals = false
        /// How it ends, because a command that did not run proves nothing; nil where that differs.
        var status: Int32?

        init(_ line: String, input: String = "", reveals: Bool = false, status: Int32? = 0) {
            words = line.split(separator: " ").map(String.init)
            self.input = input
            self.reveals = reveals
            self.status = status
        }
    }

    private static let token = "MARKER-TOKEN-5f2c"
    private static let password = "MARKER-PASSWORD-5f2c"
    private static let passphrase = "MARKER-PASSPHRASE-5f2c"

    /// Every command that does something without arguments is run without; these have some.
    private static let lines = [
        Line("status -o json"), Line("use b"), Line("use -"), Line("ns web"), Line("current --user"),
        Line("list -o json"),
        Line("list contexts -o wide"), Line("list users -o yaml"), Line("list clusters"), Line("view"),
        Line("view --flatten -o json"), Line("view --raw", reveals: true), Line("view --minify --context b"),
        Line("context set c --cluster c --user token"), Line("context copy c d"), Line("context rename d e"),
        Line("context delete e --yes"), Line("cluster set c2 --server https://o:1"), Line("cluster rename c2 c3"),
        Line("cluster delete c3"), Line("user set new --token-stdin", input: token),
        Line("user set basic2 --username x --password-stdin", input: password), Line("user rename new newer"),
        Line("set users.set.token --value-stdin", input: token), Line("set users.set.token \(token)", status: 64),
        Line("set clusters.c.tls-server-name x --dry-run"), Line("unset clusters.c.tls-server-name"),
        Line("merge {home}/other --into -", reveals: true), Line("merge {home}/other --dry-run"),
        Line("merge {home}/other --yes"), Line("export a", reveals: true), Line("export a --without-credentials"),
        Line("export plugin --without-credentials"),
        Line("split --directory {home}/split"), Line("embed --all --dry-run"),
        Line("extract --all --directory {home}/extracted --dry-run"), Line("check"), Line("check -o json"),
        Line("check --fix --dry-run"), Line("history"), Line("history -o json"), Line("undo --dry-run"),
        Line("certificate show cert -o json"), Line("certificate list -o json", status: 1),
        Line("credential list -o yaml"),
        Line("credential stores"), Line("credential move token --to vault --dry-run"),
        Line("credential move cert token --to helper:test"), Line("credential move cert token --to vault"),
        Line("credential move basic --to vault", status: 1), Line("credential show {id} -o json"),
        Line("credential get {id}", status: 1),
        Line("vault unlock --timeout 5m"), Line("vault passphrase --new-passphrase-fd 0", input: passphrase),
        Line("vault lock"), Line("vault init", status: 1),
        Line("pull-secret create p --registry r.example.com -u robot --password-stdin", input: password, reveals: true),
        Line("pull-secret create p --from docker --registry d.example.com", reveals: true),
        Line("pull-secret show {home}/pull-secret"),
        Line(
            "pull-secret update {home}/pull-secret --registry d.example.com -u robot --password-stdin --no-verify",
            input: password),
        Line("registry login r.example.com -u robot --password-stdin --no-verify --store vault", input: password),
        Line("registry list -o json"), Line("registry logout r.example.com -u robot"),
        Line("token-file list {home}/tokens"), Line("token-file add {home}/tokens bot --dry-run"),
        Line("token-file add {home}/tokens bot"), Line("token-file remove {home}/tokens bot --older --yes"),
        Line("token-file import {home}/static jane --cluster c"),
        Line("certificate create-ca ca --directory {home}"),
        Line(
            "certificate sign {home}/csr --ca-certificate {home}/ca.crt --ca-key {home}/ca.key --yes "
                + "--output-file {home}/signed"),
        Line(
            "onboard x --certificate {home}/signed --key {home}/key --server https://o:2 --cluster x --store vault "
                + "--certificate-authority {home}/ca.crt"),
        Line("certificate renew x --store vault"), Line("certificate request y --store vault"),
        Line("credential remove {id} --yes"),
    ]

    @Test func noCommandLetsASecretOut() throws {
        let home = try MarkerHome(Self.token, Self.password, Self.passphrase)
        let leaves = try CommandDescription.root().flattened.filter(\.subcommands.isEmpty)
        let bare = leaves.map { Line($0.path.dropFirst().joined(separator: " "), status: nil) }
        for line in Self.lines + bare {
            let id = home.credential()
            let words = line.words.map {
                $0.replacing("{home}", with: home.path).replacing("{id}", with: id)
            }
            let run = try home.run(words, input: line.input)
            let name = words.joined(separator: " ")
            // One command refuses a secret among its arguments, which is there then, and nowhere else.
            let isGiven = words.contains(Self.token)
            #expect(isGiven || home.secrets(in: run.processes) == [], "\(name) gives it to a process")
            #expect(home.secrets(in: run.outcome.errors) == [], "\(name): \(run.outcome.errors)")
            #expect(line.reveals || home.secrets(in: run.outcome.output) == [], "\(name): \(run.outcome.output)")
            if let status = line.status {
                #expect(run.outcome.end == .exited(status), "\(name): \(run.outcome.errors)")
            }
        }
        // The history may know what a change took from a kubeconfig, but not the key, which was moved into a store.
        let files = try home.filesWithSecrets(in: ".local")
        #expect(files.split(separator: "\n").allSatisfy { $0.contains("/history/") }, "\(files)")
        let left = try home.filesWithSecrets(in: ".local", except: [Self.token, Self.password])
        #expect(left == "", "\(left)")
    }
}

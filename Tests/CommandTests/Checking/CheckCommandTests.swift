// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingWorkflows
import Testing

/// The command around the rules: statuses, formats, and what no kubeconfig of the corpus may bring out.
@Suite struct CheckCommandTests {
    static let corpus = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../Fixtures/Kubeconfigs")

    /// What tools write, untouched.
    static let healthy = [
        "aks.yaml", "eks.yaml", "gke.yaml", "gitlab-agent.yaml", "k3s.yaml", "kind.yaml", "kubeadm.yaml",
        "minikube.yaml",
        "oidc-auth-provider.yaml", "openshift.yaml", "rancher.yaml",
    ]

    /// The certificates of the corpus are none, and the files it names are on other machines.
    static let notInTheCorpus = ["unusable-authority", "unusable-certificate", "unusable-key", "unreadable-file"]
        .flatMap { ["--ignore", $0] }

    @Test(arguments: healthy)
    func whatToolsWriteHasNoError(_ name: String) throws {
        let world = try FakeWorld()
        world.setTime(1_795_000_000)
        let result = world.run(["check", "--kubeconfig", Self.corpus + "/" + name] + Self.notInTheCorpus)
        #expect(result.status == 0, "\(result)")
        #expect(!result.output.contains(": error: "))
    }

    @Test(arguments: Directory.names(in: corpus))
    func noSecretOfTheCorpusIsShown(_ name: String) throws {
        let text = String(
            decoding: try FileSnapshot.read(Self.corpus + "/" + name, limit: 1 << 20).bytes, as: UTF8.self)
        let folder = try CheckFolder()
        try folder.folder.write(text, to: "config", mode: 0o644)
        for arguments in [[], ["-o", "json"], ["-o", "yaml"], ["--fix", "--dry-run"], ["--fix"]] {
            let result = "\(try folder.check(["--kubeconfig", "config"] + arguments))"
            for secret in ["hush", "LS0t", "a3ViZXJp"] {
                #expect(!result.contains(secret), "\(arguments): \(result)")
            }
            #expect(!result.unicodeScalars.contains { $0 != "\n" && OutsideText.needsEscape($0) })
        }
    }

    @Test func theStatusSaysWhetherThereAreProblems() throws {
        let folder = try CheckFolder([
            "warning": "clusters: [{name: c, cluster: {server: 'https://x', insecure-skip-tls-verify: true}}]\n",
            "error": "clusters: [{name: c}]\n", "notice": "clusters: [{name: c, cluster: {server: 'https://x'}}]\n",
        ])
        func status(_ arguments: String...) throws -> Int32 { try folder.check(["--kubeconfig"] + arguments).status }
        #expect(try status("notice") == 0)
        #expect(try status("notice", "--strict") == 0)
        #expect(try status("warning") == 0)
        #expect(try status("warning", "--strict") == 1)
        #expect(try status("warning", "--strict", "--ignore", "insecure-cluster") == 0)
        #expect(try status("error") == 1)
        #expect(try status("error", "--ignore", "missing-server") == 0)
        #expect(try status("error", "--rule", "unused-cluster") == 0)
    }

    @Test(arguments: [
        (["--rule", "dangling-clustr"], "there is no rule \"dangling-clustr\"; did you mean \"dangling-cluster\""),
        (["--ignore", "x"], "there is no rule \"x\"; see: man kubering-check"),
        (["--dry-run"], "--dry-run needs --fix"),
        (["--fix", "--dry-run", "-o", "json"], "--dry-run prints a diff, and takes no --output"),
        (["--warn-before", "14"], "the value '14' is invalid for '--warn-before <time>'"),
        (["--warn-before", "-1d"], "missing value for '--warn-before <time>'"),
    ])
    func wrongUseIsRefusedWithTheReason(_ arguments: [String], _ message: String) throws {
        let result = try CheckFolder().check(arguments)
        #expect(result.status == 64)
        #expect(result.errors.hasPrefix("error: " + message), "\(result)")
    }

    @Test func findingsAndWhatWasFixedInJSON() throws {
        let folder = try CheckFolder([
            "config": "clusters:\n- name: \"c\\e[1m\"\n  cluster: {server: 'x', tls-server-name: y}\n"
        ])
        try folder.folder.write(
            "clusters:\n- name: \"c\\e[1m\"\n  cluster: {server: x, tls-server-name: z}\n", to: "config")
        let result = try folder.check(["--kubeconfig", "config", "-o", "json", "--rule", "server-without-scheme"])
        #expect(
            result
                == CommandResult(
                    output: """
                        {
                          "findings": [
                            {
                              "id": "server-without-scheme",
                              "severity": "error",
                              "file": "config",
                              "line": 3,
                              "column": 21,
                              "kind": "cluster",
                              "name": "c\\u001b[1m",
                              "message": "the server \\"x\\" has no scheme: kubectl takes it for http and sends no credentials",
                              "remedy": "put https:// in front of the server",
                              "fixable": true
                            }
                          ],
                          "summary": {
                            "errors": 1,
                            "warnings": 0,
                            "notices": 0,
                            "fixable": 1
                          }
                        }

                        """, status: 1))
        let fixed = try folder.check([
            "--kubeconfig", "config", "-o", "json", "--rule", "server-without-scheme", "--fix",
        ])
        let document = try JSONValue(parsing: Array(fixed.output.utf8))
        #expect(document["findings"] == .array([]))
        #expect(document["fixed"]?.array?.compactMap { $0["id"]?.string } == ["server-without-scheme"])
        #expect(fixed.status == 0)
    }

    @Test(arguments: ["--rule", "--ignore"])
    func idsAreCompleted(_ option: String) throws {
        let result = try FakeWorld().run(["---complete", "check", option, "dangling-c"])
        #expect(result.output == "words\ndangling-current-context\t\ndangling-cluster\t\n")
    }

    @Test func everyRuleIsKnownByAnIDOfItsOwnAndSaysWhatToDo() throws {
        let ids = CheckRules.all.map { $0.id }
        #expect(Set(ids).count == ids.count)
        for rule in CheckRules.all {
            #expect(rule.id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(rule.id)")
            for text in [rule.summary, rule.remedy] {
                #expect(text.first?.isLowercase == false || text.hasPrefix("kubectl"), "\(rule.id)")
                #expect(text.hasSuffix("."), "\(rule.id)")
            }
        }
    }

    @Test func everyRuleOfOneKubeconfigHasACase() {
        let cases = FileRuleTests.cases + ReferenceRuleTests.cases + EntryRuleTests.clusters + EntryRuleTests.users
        // These have tests of their own: they are about several files, or about what is not in them.
        let others: Set = [
            "no-kubeconfig", "missing-kubeconfig", "unreadable-kubeconfig", "empty-element", "repeated-element",
            "loose-file-mode", "loose-folder-mode", "stale-lock", "shadowed-name", "crossed-reference",
        ]
        #expect(Set(cases.map(\.id)).union(others) == Set(ConfigRules.all.map { $0.id }))
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingShell
import KuberingSystem
import KuberingTestSupport
import KuberingWorkflows
import Testing

/// The file with what the user has settled.
@Suite struct SettingsTests {
    /// A world with these settings.
    static func world(_ text: String) throws -> FakeWorld {
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        try PrivateFile(world.folder.path + "/.config/kubering/config.yaml").write(Array(text.utf8))
        return world
    }

    @Test func everyKeyIsRead() throws {
        let world = try Self.world(SettingKey.allCases.map { $0.example + "\n" }.joined())
        let settings = try withExtendedLifetime(world) { try Settings.load(world.value) }
        #expect(settings.store == .vault)
        #expect(settings.warnBefore == UInt32(2_592_000))
        #expect(try settings.promptFormat == PromptFormat("{context}/{namespace}"))
        #expect(settings.picker == .fzf)
        #expect(
            ["prod", "eu-prod", "production", "dev"].map(settings.isProtected) == [true, true, false, false])
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "store:\npicker: ~\n"])
    func nothingIsSettled(_ text: String) throws {
        let world = try Self.world(text)
        let settings = try withExtendedLifetime(world) { try Settings.load(world.value) }
        #expect(settings.store == nil && settings.warnBefore == nil && settings.picker == nil)
        #expect(!settings.isProtected("prod"))
    }

    @Test func theFileMayBeElsewhereOrMissing() throws {
        let world = try Self.world("store: nonsense\n")
        world.value.environment["XDG_CONFIG_HOME"] = world.folder.path + "/elsewhere"
        #expect(try Settings.load(world.value).store == nil)
        try PrivateFile(world.folder.path + "/elsewhere/kubering/config.yaml").write(Array("store: helper:pass".utf8))
        #expect(try Settings.load(world.value).store == .helper("pass"))
        world.value.environment = [:]
        #expect(try Settings.load(world.value).store == nil)
    }

    static let mistakes = [
        ("warn-befor: 3d\n", ":1:1: there is no setting \"warn-befor\": did you mean warn-before?"),
        (
            "\ncolour: red\n",
            ":2:1: there is no setting \"colour\": there are store, warn-before, prompt-format, protected-contexts, picker"
        ),
        ("store: cloud\n", ":1:8: store must be secret-service, vault or helper:NAME, as in store: vault"),
        ("store: helper:../x\n", ":1:8: store must be secret-service, vault or helper:NAME, as in store: vault"),
        ("warn-before: 14\n", ":1:14: warn-before must be a number and s, m, h, d or w, as in warn-before: 30d"),
        ("prompt-format: [a]\n", ":1:16: prompt-format must be text, as in prompt-format: '{context}/{namespace}'"),
        ("store:\nprompt-format: '{'\n", ":2:16: the prompt's format: a { is not closed"),
        (
            "protected-contexts: prod\n",
            ":1:21: protected-contexts must be a list of names and patterns, in quotes where they are numbers or yes and no, "
                + "as in protected-contexts: [prod, '*-prod']"
        ),
        (
            "protected-contexts: [no]\n",
            ":1:21: protected-contexts must be a list of names and patterns, in quotes where they are numbers or yes and no, "
                + "as in protected-contexts: [prod, '*-prod']"
        ),
        ("picker: mouse\n", ":1:9: picker must be builtin or fzf, as in picker: fzf"),
        ("store: vault\nstore: vault\n", ":2:1: store is there twice"),
        ("- store\n", ":1:1: settings are a list of keys with values, as in store: vault"),
        ("evil\u{1B}[31m: 1\n", ":1:5: a control character, which YAML forbids"),
    ]

    @Test(arguments: mistakes)
    func mistakesAreToldWithTheirPlace(_ text: String, _ message: String) throws {
        let world = try Self.world(text)
        let result = world.run(["status"])
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(result.errors == "error: ~/.config/kubering/config.yaml\(message)\n")
    }

    /// What needs no setting does not even look.
    @Test(arguments: [["current"], ["use", "jane@prod", "--yes"], ["list"], ["ns", "web"]])
    func hotCommandsDoNotReadThem(_ arguments: [String]) throws {
        let world = try Self.world("store: [")
        #expect(world.run(arguments).status == 0)
    }

    @Test func theyCountWhereNothingIsSaid() throws {
        let end = "2026-12-18T00:00:00Z"
        let kubeconfig = """
            current-context: a
            clusters: [{name: c, cluster: {server: "https://c"}}]
            contexts: [{name: a, context: {cluster: c, user: u}}]
            users:
            - name: u
              user:
                exec: {apiVersion: client.authentication.k8s.io/v1, command: kubering, args: [credential, get, x]}
                extensions:
                - {name: kubering/credential, extension: {id: x, store: vault, kind: token, notAfter: "\(end)"}}

            """
        for (settings, warns) in [("", false), ("warn-before: 8w\n", true), ("warn-before: 1d\n", false)] {
            let world = try Self.world(settings)
            try world.writeKubeconfig(kubeconfig)
            #expect(world.run(["status"]).errors.contains("ends in ") == warns, "\(settings)")
        }
    }
}

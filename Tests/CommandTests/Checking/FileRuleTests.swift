// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

/// Rules about whole files and what keeps kubectl from reading them.
@Suite struct FileRuleTests {
    static let cases = [
        RuleCase(
            "invalid-yaml", "users: [\n", ["2:1: error: did not find expected node content while parsing a flow node"],
            good: "users: []\n"),
        RuleCase(
            "invalid-field", "contexts: {}\nusers:\n- name: a\n  user: [hush]\n- b\nclusters:\n",
            [
                "1:11: error: contexts must be a list, but is a mapping",
                "4:9: error: users[0].user must be a mapping, but is a list",
                "5:3: error: users[1] must be a mapping, but is a string",
            ], good: "contexts: []\n"),
        RuleCase(
            "invalid-field", "kind: Deployment\n",
            ["1:7: error: this is no kubeconfig: kind is \"Deployment\", not Config"], good: "kind: Config\n"),
        RuleCase(
            "unquoted-value",
            "contexts:\n- name: y\n- {name: b, context: {namespace: 010}}\nusers:\n- name: c\n  user: {token: 123}\n",
            [
                "2:9: error: contexts[0].name must be a string, but is y, a boolean in YAML 1.1",
                "3:34: error: contexts[1].context.namespace must be a string, but is a number",
                "6:17: error: users[0].user.token must be a string, but is a number",
            ], good: "contexts:\n- name: \"y\"\n- {name: !!str no}\n"),
        RuleCase(
            "invalid-base64",
            "users:\n- name: a\n  user: {client-key-data: hush-}\n- name: b\n  user: {client-key-data: aHVzaA}\n",
            [
                "3:27: error: users[0].user.client-key-data is not valid base64 (standard alphabet, with padding)",
                "5:27: error: users[1].user.client-key-data is not valid base64 (standard alphabet, with padding)",
            ], good: "users:\n- name: a\n  user: {client-key-data: aHVzaA==}\n"),
        RuleCase(
            "duplicate-name",
            "contexts:\n- name: a\n- name: b\n- name: a\nusers: [{name: a}, {name: a}]\n"
                + "extensions: [{name: e}, {name: e}]\n",
            [
                "4:3: error: there is a second context named \"a\" (the first is on line 2)",
                "5:20: error: there is a second user named \"a\" (the first is on line 5)",
                "6:25: error: extensions[1] has the name \"e\" of an earlier item",
            ], good: "contexts: [{name: a}]\nusers: [{name: a}]\n"),
        RuleCase(
            "empty-name", "users:\n- user: {}\n- name: a\n", ["2:3: warning: there is a user without a name"],
            good: "users: [{name: a}]\n"),
        RuleCase(
            "repeated-key", "current-context: a\nusers:\n- name: a\n  user: {token: a, token: b}\ncurrent-context: b\n",
            [
                "1:1: warning: the field \"current-context\" stands here twice, and the last one counts",
                "4:10: warning: the field \"token\" stands here twice, and the last one counts",
            ], good: "users:\n- name: a\n  user: {token: a}\n- name: b\n  user: {token: a}\n"),
        RuleCase(
            "ignored-document", "---\nusers: []\n--- # two\n# comment\nusers: [broken\n",
            ["5:1: warning: a further YAML document begins here, and kubectl does not look at it"],
            good: "---\nusers: []\n...\n# nothing\n---\n\n"),
        RuleCase(
            "misspelled-field",
            "Clusters: []\nusers:\n- name: a\n  user: {token-file: x, clientKey: y, color: red}\n",
            [
                "1:1: warning: the field \"Clusters\" is ignored; it is spelled \"clusters\"",
                "4:10: warning: the field \"token-file\" is ignored; it is spelled \"tokenFile\"",
                "4:25: warning: the field \"clientKey\" is ignored; it is spelled \"client-key\"",
            ], good: "users:\n- name: a\n  user: {tokenFile: x, client-key: y, extensions: []}\n"),
    ]

    @Test(arguments: cases)
    func findsItAndNothingElse(_ test: RuleCase) throws {
        #expect(try RuleCase.findings(test.id, in: test.bad) == test.found)
        #expect(try RuleCase.findings(test.id, in: test.good) == [])
    }
}

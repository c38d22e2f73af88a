// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

/// Rules about what refers to what, in one file.
@Suite struct ReferenceRuleTests {
    static let cases = [
        RuleCase(
            "dangling-current-context", "contexts: [{name: a}]\ncurrent-context: \"b\\e[31m\"\n",
            ["2:18: error: current-context is \"b\\u{1B}[31m\", and there is no such context"],
            good: "contexts: [{name: a}]\ncurrent-context: a\n"),
        RuleCase(
            "dangling-cluster", "clusters: [{name: c}]\ncontexts:\n- name: a\n  context: {cluster: C, user: u}\n",
            [
                "4:22: error: context \"a\" names the cluster \"C\", which does not exist: kubectl would try localhost:8080"
            ], good: "clusters: [{name: c}]\ncontexts:\n- name: a\n  context: {cluster: c}\n"),
        RuleCase(
            "dangling-user", "contexts:\n- name: a\n  context:\n    user: u\n",
            ["4:11: error: context \"a\" names the user \"u\", which does not exist"],
            good: "users: [{name: u}]\ncontexts:\n- name: a\n  context: {user: u}\n"),
        RuleCase(
            "context-without-cluster", "contexts:\n- name: a\n- {name: b, context: {cluster: ''}}\n",
            [
                "2:3: error: context \"a\" names no cluster: kubectl would try localhost:8080",
                "3:32: error: context \"b\" names no cluster: kubectl would try localhost:8080",
            ], good: "contexts: [{name: a, context: {cluster: c}}]\n"),
        RuleCase(
            "context-without-user", "contexts: [{name: a, context: {cluster: c}}]\n",
            ["1:12: notice: context \"a\" names no user"], good: "contexts: [{name: a, context: {user: c}}]\n"),
        RuleCase(
            "unused-cluster", "clusters:\n- name: a\n- name: b\ncontexts: [{name: a, context: {cluster: b}}]\n",
            ["2:3: notice: no context uses cluster \"a\""],
            good: "clusters: [{name: a}]\ncontexts: [{name: x, context: {cluster: a}}]\n"),
        RuleCase(
            "unused-user", "users:\n- name: a\n- name: b\ncontexts: [{name: a, context: {user: b}}]\n",
            ["2:3: notice: no context uses user \"a\""],
            good: "users: [{name: a}]\ncontexts: [{name: x, context: {user: a}}]\n"),
        RuleCase(
            "bad-namespace", "contexts:\n- name: a\n  context: {namespace: ns/foo}\n",
            [
                "3:24: error: context \"a\" has the namespace \"ns/foo\", which cannot exist: up to 63 lower-case letters, digits "
                    + "and dashes, with a letter or digit at both ends"
            ], good: "contexts: [{name: a, context: {namespace: web-1}}, {name: b, context: {namespace: ''}}]\n"),
    ]

    @Test(arguments: cases)
    func findsItAndNothingElse(_ test: RuleCase) throws {
        #expect(try RuleCase.findings(test.id, in: test.bad) == test.found)
        #expect(try RuleCase.findings(test.id, in: test.good) == [])
    }
}

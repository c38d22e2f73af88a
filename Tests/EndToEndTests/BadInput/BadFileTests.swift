// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Files that are no kubeconfig: one line that says what and where, and nothing is changed.
@Suite struct BadFileTests {
    struct File: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let contents: String
        /// After `error: ` and the path.
        let error: String
    }

    static let good = ManyContexts(count: 2).text
    static let secret = ManyContexts.secret
    static let files = [
        File(
            testDescription: "cut short",
            contents: "contexts: []\nusers:\n- name: a\n  user: {token: \(secret)",
            error: ":4:42: did not find expected ',' or '}' while parsing a flow mapping"),
        File(
            testDescription: "an open quote", contents: "current-context: \"\(secret)",
            error: ":1:44: found unexpected end of stream while scanning a quoted scalar"),
        File(
            testDescription: "tabs", contents: "contexts:\n\t- name: a\n",
            error: ":2:1: a tab, which YAML does not take for indentation; use spaces"),
        File(
            testDescription: "two users of one name",
            contents: good.replacing("# the end\n", with: "- name: somebody\n  user: {token: another-\(secret)}\n"),
            error:
                ":21:3: there is a second user named \"somebody\" (the first is on line 19); rename or remove one of them"
        ),
        File(
            testDescription: "a name that is a boolean",
            contents: good.replacing("- name: somebody", with: "- name: y"),
            error: ":19:9: users[0].name must be a string, but is y, a boolean in YAML 1.1; put it in quotes"),
        File(
            testDescription: "a list where a map belongs", contents: "- a\n- b\n",
            error: ":1:1: a kubeconfig must be a mapping, but is a list"),
        File(
            testDescription: "plain text", contents: "\(secret)\n",
            error: ":1:1: a kubeconfig must be a mapping, but is a string"),
        File(
            testDescription: "a Kubernetes object", contents: "apiVersion: v1\nkind: Secret\ndata: {a: \(secret)}\n",
            error: ":2:7: this is no kubeconfig: kind is \"Secret\", not Config"),
        File(
            testDescription: "binary", contents: "\u{1}\u{2}\u{3}",
            error: ":1:1: a control character, which YAML forbids"),
        File(
            testDescription: "an alias bomb",
            contents: "a: &a [x,x,x,x,x,x,x,x,x]\n"
                + (1..<12).map { level in
                    let letters = Array("abcdefghijkl").map(String.init)
                    let alias = Array(repeating: "*\(letters[level - 1])", count: 9).joined(separator: ",")
                    return "\(letters[level]): &\(letters[level]) [\(alias)]\n"
                }.joined(),
            error: ":7:8: aliases stand for more than 1000000 nodes"),
    ]

    @Test("is refused by readers and writers", arguments: files)
    func refused(_ file: File) throws {
        let home = try Home(file.contents)
        for arguments in [["use", "a"], ["ns", "web"], ["current"], ["list"], ["status"], ["view"]] {
            let outcome = try home.start(arguments).outcome()
            #expect(outcome.end == .exited(1), "\(arguments)")
            #expect(outcome.output == "", "\(arguments)")
            #expect(outcome.errors == "error: \(home.kubeconfig)\(file.error)\n", "\(arguments)")
            #expect(!outcome.errors.contains(Self.secret))
        }
        #expect(try home.text() == file.contents)
        #expect(home.names() == ["config"])
    }
}

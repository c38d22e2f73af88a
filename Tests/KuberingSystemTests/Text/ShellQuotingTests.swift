// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Quoted words come out of real shells as they went in.
struct ShellQuotingTests {
    static let words = [
        "", "plain", "a b", "it's", "''", "'", "\"", "$HOME", "`id`", "$(id)", "a;b", "a&&b", "a|b", "*", "?", "[a]",
        "~", "~root", "#x", "!!", "!x", "{a,b}", "-n", "--", "\\", "a\\", "a\\'b", "%s", "ü 日本 🚀", "a=b", "<x>", "=ls",
        "\\\\", "a\\\\'\\", "'\\'", "a\\nb",
        "default/api-example:6443/kube:admin", "arn:aws:eks:eu-central-1:1:cluster/x", "(", ")", "^", "a'b\"c$d",
        // An apostrophe and a backslash that are one character with what stands beside them.
        "a'\u{FE0F};touch x;'", "a'\u{301}$(id)'\u{301}", "\u{600}'`id`", "a\\\u{301}'", "\\'\u{301}", "\u{600}\\",
    ]

    @Test(arguments: ["bash", "sh", "zsh", "fish"])
    func shellsReadTheSameWord(_ shell: String) throws {
        let script = Self.words.map { "printf '<%s>\\n' " + ShellQuoting.quoted($0) }.joined(separator: "\n")
        let outcome = try TestProcess.run([shell, "-c", script], environment: ["HOME": "/home"])
        #expect(outcome.end == .exited(0) && outcome.errors.isEmpty)
        #expect(outcome.output == Self.words.map { "<\($0)>\n" }.joined())
    }

    @Test func plainWordsStayAsTheyAre() {
        for word in ["prod", "a-b_c.d", "user@host", "a/b:c", "100%", "a+b,c=d"] {
            #expect(ShellQuoting.quoted(word) == word)
        }
        #expect(ShellQuoting.quoted("") == "''")
        #expect(ShellQuoting.quoted("it's") == "'it'\\''s'")
    }

    @Test func nothingSteersTheTerminal() {
        #expect(ShellQuoting.quoted("a\u{1B}[2Jb\n") == "'a\\u{1B}[2Jb\\n'")
    }
}

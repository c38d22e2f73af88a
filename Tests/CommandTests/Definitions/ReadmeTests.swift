// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import Testing

@testable import KuberingCommands

/// Every command line of ours in the README is one that the parser takes.
@Suite struct ReadmeTests {
    private static let path = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../../README.md")

    @Test func theParserTakesEveryCommandLineInATable() throws {
        let text = String(decoding: try FileSnapshot.read(Self.path, limit: 1 << 20).bytes, as: UTF8.self)
        let commands = try CommandDescription.root().flattened.map { $0.path.dropFirst().joined(separator: " ") }
        var count = 0
        for line in text.split(separator: "\n") where line.hasPrefix("|") {
            for code in line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            where !code.offset.isMultiple(of: 2) && code.element.hasPrefix("kubering ") && !code.element.contains("…") {
                let words = code.element.split(separator: " ").dropFirst().map { $0.filter { $0 != "'" } }
                // A word that is no command is a context, and a command alone is only spoken of.
                guard words.first != "prod", !commands.contains(words.joined(separator: " ")) else { continue }
                #expect(throws: Never.self, "\(code.element)") {
                    _ = try Kubering.parseAsRoot(ArgumentSpelling.normalized(words))
                }
                count += 1
            }
        }
        #expect(count > 40)
    }
}

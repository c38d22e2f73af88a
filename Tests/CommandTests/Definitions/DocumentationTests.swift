// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCommands
import KuberingSystem
import KuberingTestSupport
import Testing

/// The checked-in man pages and completion scripts.
@Suite struct DocumentationTests {
    /// The top of the repository.
    static let repository = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../..")

    @Test func areWhatTheCommandsSay() throws {
        let files = try DocumentationRenderer.files()
        for (name, text) in files {
            let path = Self.repository + "/" + name
            let bytes = try FileSnapshot.read(path, limit: 1_048_576).bytes
            #expect(String(decoding: bytes, as: UTF8.self) == text, "\(name) is old; run: make docs")
        }
        for folder in ["completions", "man"] {
            let there = Directory.names(in: Self.repository + "/" + folder).map { folder + "/" + $0 }
            #expect(there == files.keys.filter { $0.hasPrefix(folder) }.sorted())
        }
    }

    @Test func areTheSameEachTime() throws {
        #expect(try DocumentationRenderer.files() == DocumentationRenderer.files())
    }

    @Test func areReadByManWithoutAWarning() throws {
        let folder = try TestFolder()
        for (name, text) in try DocumentationRenderer.files() where name.hasPrefix("man/") {
            let page = LexicalPath.lastComponent(name)
            try folder.write(text, to: page)
            let outcome = try TestProcess.run(
                ["man", "--warnings", "-E", "UTF-8", "-l", "\(folder.path)/\(page)"],
                environment: ["PATH": "/usr/bin:/bin", "MANWIDTH": "80", "LANG": "C.UTF-8", "HOME": folder.path])
            #expect(outcome.end == .exited(0))
            #expect(outcome.errors == "", "\(name)")
            // What is alike for all commands is said once.
            let isOfCommand = name.hasPrefix("man/kubering-") && name.hasSuffix(".1")
            let titles = ["NAME", "SYNOPSIS", "DESCRIPTION", "SEE ALSO"]
            for title in titles + (isOfCommand ? [] : ["FILES", "ENVIRONMENT", "EXIT STATUS"]) {
                #expect(outcome.output.split(separator: "\n").contains { $0 == title }, "\(name) has no \(title)")
            }
            let reference = "kubering(1) has the options of every command"
            let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains(reference) == isOfCommand, "\(name)")
        }
    }

    @Test func theOnesOfKubectxAndKubensHaveEveryLineOfTheirHelp() throws {
        for name in ["kubectx", "kubens"] {
            let page = try #require(try DocumentationRenderer.files()["man/\(name).1"])
            let help = try FakeWorld().run(["--help"], as: name).output.split(separator: "\n").dropFirst()
            #expect(help.count > 7)
            for line in help {
                let words = line.split(separator: " : ")[0].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
                #expect(page.contains("\n\\fB\(String(words).replacing("-", with: "\\-"))\\fR\n"), "\(line)")
            }
        }
    }

    @Test func areWrittenBelowAFolder() throws {
        let folder = try TestFolder()
        try DocumentationRenderer.render(into: folder.path + "/new")
        let bytes = try FileSnapshot.read(folder.path + "/new/man/kubering-use.1", limit: 65_536).bytes
        #expect(try DocumentationRenderer.files()["man/kubering-use.1"] == String(decoding: bytes, as: UTF8.self))
        // Whoever installs or packs them does so for everybody.
        for (name, mode) in [
            ("man/kubering-use.1", 0o644 as UInt32), ("man", 0o755), ("completions/kubering.bash", 0o644),
        ] {
            #expect(FilePermissions(of: "\(folder.path)/new/\(name)")?.mode == mode)
        }
    }
}

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
            for title in ["NAME", "SYNOPSIS", "DESCRIPTION", "FILES", "ENVIRONMENT", "EXIT STATUS", "SEE ALSO"] {
                #expect(outcome.output.split(separator: "\n").contains { $0 == title }, "\(name) has no \(title)")
            }
        }
    }

    @Test func areWrittenBelowAFolder() throws {
        let folder = try TestFolder()
        try DocumentationRenderer.render(into: folder.path + "/new")
        let bytes = try FileSnapshot.read(folder.path + "/new/man/kubering-use.1", limit: 65_536).bytes
        #expect(try DocumentationRenderer.files()["man/kubering-use.1"] == String(decoding: bytes, as: UTF8.self))
    }
}

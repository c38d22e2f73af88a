// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `make install` and `make uninstall`, into a folder, with another program in the place of the binary.
@Suite struct InstallTests {
    private static let repository = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../..")

    private func make(_ target: String, _ words: String..., in folder: TestFolder) throws {
        let variables = ["BINARY=/bin/true", "STRIP=true", "PREFIX=/usr", "DESTDIR=\(folder.path)/stage"]
        let outcome = try TestProcess.run(
            ["make", "-C", Self.repository, target] + variables + words,
            environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path])
        #expect(outcome.end == .exited(0), "\(outcome)")
    }

    /// The names of all that is there, man pages aside, with where links lead to.
    private func installed(in folder: TestFolder) throws -> [String] {
        let script =
            "cd stage/usr; find . -path ./share/man -prune -o '(' -type f -o -type l ')' -printf '%P %l\\n' | sort"
        return try TestProcess.run(
            ["sh", "-c", "cd \(folder.path); \(script)"], environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
        ).output.split(separator: "\n").map(String.init)
    }

    private static let usual = [
        "bin/kubectl-ring kubering", "bin/kubectl_complete-ring kubering", "bin/kubering ",
        "share/bash-completion/completions/kubering ", "share/fish/vendor_completions.d/kubering.fish ",
        "share/zsh/site-functions/_kubering ",
    ]
    private static let dropIn = [
        "bin/kubectx kubering", "bin/kubens kubering", "share/bash-completion/completions/kubectx kubering",
        "share/bash-completion/completions/kubens kubering",
        "share/fish/vendor_completions.d/kubectx.fish kubering.fish",
        "share/fish/vendor_completions.d/kubens.fish kubering.fish",
    ]

    private func pages(in folder: TestFolder) -> [String] {
        Directory.names(in: folder.path + "/stage/usr/share/man/man1")
    }

    @Test func kubectxAndKubensComeOnlyWhenAskedFor() throws {
        let folder = try TestFolder()
        try make("install", in: folder)
        #expect(try installed(in: folder) == Self.usual)
        #expect(pages(in: folder).contains("kubering.1"))
        #expect(pages(in: folder).filter { !$0.hasPrefix("kubering") } == [])
        try make("install", "DROP_IN=kubectx kubens", in: folder)
        #expect(
            try installed(in: folder)
                == (Self.usual + Self.dropIn).sorted { $0.precedes($1) })
        #expect(pages(in: folder).filter { !$0.hasPrefix("kubering") } == ["kubectx.1", "kubens.1"])
        try make("uninstall", in: folder)
        #expect(try installed(in: folder) == [])
        #expect(pages(in: folder) == [])
    }

    @Test func uninstallLeavesAnothersKubectx() throws {
        let folder = try TestFolder()
        try make("install", in: folder)
        try folder.write("#!/bin/sh\n", to: "stage/usr/bin/kubectx", mode: 0o755)
        try folder.write("", to: "stage/usr/share/man/man1/kubectx.1")
        try make("uninstall", in: folder)
        #expect(try installed(in: folder) == ["bin/kubectx "])
        #expect(pages(in: folder) == ["kubectx.1"])
    }
}

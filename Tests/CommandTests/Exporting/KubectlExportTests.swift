// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What `export` gives is what `kubectl config view --raw --minify --flatten` gives, for every context of the corpus.
@Suite struct KubectlExportTests {
    static let corpus = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../Fixtures/Kubeconfigs")

    // kubectl leaves a plugin's path and a token's file relative, so that the result means something else elsewhere.
    @Test(arguments: Directory.names(in: corpus).filter { $0 != "relative-paths.yaml" })
    func exportIsKubectls(_ fixture: String) throws {
        let path = Self.corpus + "/" + fixture
        let config = try JSONValue(parsing: Array(try kubectl(["view", "-o", "json"], path).output.utf8))
        for context in config["contexts"]?.array?.compactMap({ $0["name"]?.string }) ?? [] where !context.isEmpty {
            let theirs = try kubectl(
                ["view", "--raw", "--minify", "--flatten", "-o", "json", "--context", context], path)
            let ours = try FakeWorld().run(["export", "-o", "json", "--kubeconfig", path, "--", context])
            // Where kubectl fails, on a file or an entry that is not there, so do we.
            #expect((ours.status == 0) == (theirs.end == .exited(0)), "\(ours) \(theirs.errors)")
            guard ours.status == 0 else { continue }
            #expect(ours.output == theirs.output.replacing("    \"preferences\": {},\n", with: ""))
        }
    }

    private func kubectl(_ arguments: [String], _ path: String) throws -> TestProcess.Outcome {
        try TestProcess.run(
            ["kubectl", "config", "--kubeconfig", path] + arguments, environment: ["HOME": "/nonexistent"])
    }
}

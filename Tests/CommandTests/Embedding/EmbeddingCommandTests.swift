// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// `embed` and `extract`, in process, and kubectl as the judge of what they leave.
@Suite struct EmbeddingCommandTests {
    static let kubeconfig = """
        # kept by hand
        clusters:
        - cluster:
            certificate-authority: pki/ca.crt  # ours
            server: https://a:6443
          name: one
        - {name: two, cluster: {server: "https://b", certificate-authority-data: VFdP}}
        users:
        - name: jane/ops
          user: {client-certificate: pki/j.crt, client-key: ./pki/j.key}
        - name: bot
          user: {token: hush}

        """

    /// A folder with that kubeconfig and its files; a world is for one command, so each test makes worlds in it.
    private func folder() throws -> TestFolder {
        let folder = try TestFolder()
        try Directory.create(folder.path + "/pki", mode: 0o700)
        for (name, text) in [("ca.crt", "CA"), ("j.crt", "CERT"), ("j.key", "KEY")] {
            try folder.write(text, to: "pki/" + name)
        }
        try folder.write(Self.kubeconfig, to: "config")
        return folder
    }

    private func run(_ arguments: [String], in folder: TestFolder) throws -> CommandResult {
        let world = try FakeWorld()
        world.value.workingDirectory = folder.path
        var result = world.run(arguments + ["--kubeconfig", folder.path + "/config"])
        result.errors = result.errors.replacing(folder.path, with: "~")
        return result
    }

    private func text(_ name: String, in folder: TestFolder) throws -> String {
        String(decoding: try FileSnapshot.read(folder.path + "/" + name, limit: 1 << 16).bytes, as: UTF8.self)
    }

    private func flattened(_ folder: TestFolder) throws -> String {
        let outcome = try TestProcess.run(
            ["kubectl", "config", "view", "--raw", "--flatten", "-o", "json", "--kubeconfig", folder.path + "/config"],
            environment: ["HOME": "/nonexistent"])
        try #require(outcome.end == .exited(0), "\(outcome.errors)")
        return outcome.output
    }

    @Test func embedsAndExtractsTheSame() throws {
        let folder = try folder()
        let before = try flattened(folder)
        #expect(
            try run(["embed", "--all"], in: folder)
                == CommandResult(
                    errors: "Embedded pki/ca.crt.\nEmbedded pki/j.crt.\nEmbedded ./pki/j.key.\n"))
        #expect(
            try text("config", in: folder) == """
                # kept by hand
                clusters:
                - cluster:
                    server: https://a:6443
                    certificate-authority-data: Q0E=
                  name: one
                - {name: two, cluster: {server: "https://b", certificate-authority-data: VFdP}}
                users:
                - name: jane/ops
                  user: {client-certificate-data: Q0VSVA==, client-key-data: S0VZ}
                - name: bot
                  user: {token: hush}

                """)
        #expect(try flattened(folder) == before)
        #expect(try run(["embed", "--all"], in: folder) == CommandResult(errors: "Nothing to embed.\n"))
        #expect(
            try run(["extract", "--user", "jane*", "--cluster", "two", "--directory", "out"], in: folder)
                == CommandResult(
                    errors: "Wrote ~/out/two-ca.crt.\nWrote ~/out/jane%2Fops.crt.\nWrote ~/out/jane%2Fops.key.\n"))
        #expect(try text("out/jane%2Fops.key", in: folder) == "KEY")
        #expect(try text("config", in: folder).contains("client-key: out/jane%2Fops.key"))
        #expect(try flattened(folder) == before)
        var status = stat()
        #expect(stat(folder.path + "/out/jane%2Fops.key", &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(stat(folder.path + "/out", &status) == 0 && status.st_mode & 0o777 == 0o700)
    }

    @Test func pathsAreAbsoluteWhenAskedFor() throws {
        let folder = try folder()
        let before = try flattened(folder)
        _ = try run(["embed", "--all"], in: folder)
        #expect(
            try run(["extract", "--user", "jane*", "--directory", "out", "--absolute-paths"], in: folder).status == 0)
        #expect(try text("config", in: folder).contains("client-key: \(folder.path)/out/jane%2Fops.key"))
        #expect(try flattened(folder) == before)
    }

    @Test(arguments: [
        (["embed", "--user", "nobody"], "error: no user named \"nobody\"; see: kubering list users", Int32(2)),
        (["embed"], "error: say --cluster, --user or --all", 64),
        (["embed", "--all", "--user", "bot"], "error: --all takes no --cluster and no --user", 64),
        (
            ["extract", "--all", "--directory", "full"],
            "error: cannot write \"~/full/two-ca.crt\": it is there already", 1
        ),
        (["extract", "--all", "--directory", "pki/ca.crt"], "error: cannot ", 1),
    ])
    func refusesAndChangesNothing(_ arguments: [String], _ errors: String, _ status: Int32) throws {
        let folder = try folder()
        try Directory.create(folder.path + "/full", mode: 0o700)
        try folder.write("mine", to: "full/two-ca.crt")
        let result = try run(arguments, in: folder)
        #expect(result.status == status)
        #expect(result.errors.hasPrefix(errors), "\(result)")
        #expect(try text("config", in: folder) == Self.kubeconfig)
        #expect(Directory.names(in: folder.path + "/full") == ["two-ca.crt"])
    }

    @Test func aMissingFileChangesNothing() throws {
        let folder = try folder()
        unlink(folder.path + "/pki/j.key")
        let result = try run(["embed", "--all"], in: folder)
        #expect(
            result
                == CommandResult(
                    errors: """
                        error: cannot read "~/pki/j.key": no such file or directory (user "jane/ops" names it as client-key)

                        """, status: 1))
        #expect(try text("config", in: folder) == Self.kubeconfig)
    }
}

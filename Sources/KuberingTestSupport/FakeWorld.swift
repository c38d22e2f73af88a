// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
public import KuberingSystem

/// A world for a command under test: a temporary home, captured output, and nothing of the real one.
///
/// What a test did not set up ends it with a sentence that says what to set.
public final class FakeWorld {
    /// The home and everything else of the test.
    public let folder: TestFolder
    /// Standard output.
    public let output = TextOutput(capturing: ())
    /// Standard error.
    public let errors = TextOutput(capturing: ())
    /// What the command is given; change it before running.
    public var value: World

    /// Makes a world with an empty home, the working directory, and `HOME` as its only variable.
    ///
    /// - Throws: ``FileError``.
    public init() throws(FileError) {
        folder = try TestFolder()
        value = World(
            environment: ["HOME": folder.path], workingDirectory: folder.path, executablePath: { "/usr/bin/kubering" },
            input: ByteInput(descriptor: -1), output: output, errors: errors, prompter: SilentPrompter(),
            inputFromDescriptor: { _ in fatalError("the command reads a descriptor: set value.inputFromDescriptor") },
            // Every command that changes a kubeconfig notes when it did.
            now: { Date(timeIntervalSince1970: 1_795_000_000) },
            randomBytes: { _ in fatalError("the command asks for random bytes: set value.randomBytes") },
            shell: ShellIdentity(key: "id-test"))
    }

    /// Writes `~/.kube/config`.
    ///
    /// - Parameter text: The whole file.
    /// - Throws: ``FileError``.
    public func writeKubeconfig(_ text: String) throws(FileError) {
        try Directory.create(folder.path + "/.kube", mode: 0o700)
        try folder.write(text, to: ".kube/config")
    }

    /// The contents of `~/.kube/config`.
    public var kubeconfig: String {
        get throws(FileError) {
            String(
                decoding: try FileSnapshot.read(folder.path + "/.kube/config", limit: 1_048_576).bytes, as: UTF8.self)
        }
    }

    /// Sets the clock.
    ///
    /// - Parameter seconds: Since 1970-01-01T00:00:00Z.
    public func setTime(_ seconds: Double) {
        value.now = { Date(timeIntervalSince1970: seconds) }
    }

    /// `text` with the path of the home replaced by `~`.
    public func withoutHome(_ text: String) -> String {
        text.split(separator: folder.path, omittingEmptySubsequences: false).joined(separator: "~")
    }
}

/// Nobody is there to be asked.
struct SilentPrompter: Prompter {
    var canAsk: Bool { false }

    func confirm(_ question: String) throws -> Bool {
        fatalError("the command asks a question: set value.prompter")
    }

    func readSecret(_ prompt: String) throws -> SecretBytes {
        fatalError("the command asks for a secret: set value.prompter")
    }
}

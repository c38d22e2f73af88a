// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// A password store of pass(1), whose key of gpg has a passphrase that its agent knows at first.
final class PasswordStore {
    private let folder: TestFolder
    private let environment: Environment

    init(in folder: TestFolder, _ environment: Environment, passphrase: String) throws {
        self.folder = folder
        self.environment = environment
        try Directory.create(folder.path + "/gnupg", mode: 0o700)
        _ = try run(
            "gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", passphrase, "--quick-generate-key",
            "kubering test", "default", "default", "never")
        _ = try run("pass", "init", "kubering test")
        _ = try run(
            "gpg", "--batch", "--recipient", "kubering test", "--output", sample, "--encrypt", "/dev/null")
        try unlock(passphrase)
    }

    deinit {
        // An agent that does not run is no failure.
        _ = try? run("gpgconf", "--kill", "gpg-agent")
    }

    /// Lets the agent forget the passphrase.
    func lock() throws { _ = try run("gpg-connect-agent", "reloadagent", "/bye") }

    /// Tries a passphrase; the right one is then known to the agent.
    func unlock(_ passphrase: String) throws {
        _ = try run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", passphrase, "--decrypt", sample)
    }

    private var sample: String { folder.path + "/sample.gpg" }

    private func run(_ command: String...) throws -> TestProcess.Outcome {
        try TestProcess.run(command, environment: environment)
    }
}

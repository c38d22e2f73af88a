// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import KuberingTestSupport

/// A store of its own, open at first.
final class StoreFixture {
    static let passphrase = "correct horse"

    /// Every kind of store: kubering's own, and two helpers that others wrote.
    static let names: [StoreName] = StoreName.own + [.helper("pass"), .helper("secretservice")]

    private let name: StoreName
    private let session: KeyringSession?
    private let pass: PasswordStore?
    private let folder: TestFolder
    /// Uses the store as it is now.
    private(set) var probe: Probe

    init(_ name: StoreName) throws {
        self.name = name
        folder = try TestFolder()
        var environment: Environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "XDG_DATA_HOME": folder.path,
            "XDG_STATE_HOME": folder.path + "/state",
        ]
        switch name {
        case .secretService, .helper("secretservice"):
            let session = try KeyringSession()
            self.session = session
            environment = environment.merging(session.environment)
        case .vault:
            session = nil
            environment[PassphraseSource.variable] = Self.passphrase
        case .helper:
            session = nil
            environment["GNUPGHOME"] = folder.path + "/gnupg"
        }
        probe = Probe(environment)
        probe.store = name
        pass = name == .helper("pass") ? try PasswordStore(in: folder, environment, passphrase: Self.passphrase) : nil
        probe.owner = session ?? pass ?? folder
    }

    /// Closes the store; nobody has the password.
    func lock() throws {
        try session?.lock()
        probe.environment[PassphraseSource.variable] = nil
        try pass?.lock()
    }

    /// Closes the store and tries a password.
    func unlock(_ password: String) throws {
        try session?.unlock(password: password)
        if name == .vault { probe.environment[PassphraseSource.variable] = password }
        try pass?.unlock(password)
    }

    /// Keeps the store from answering until what is returned is gone.
    func hang() throws -> FileLock? {
        switch name {
        case .vault: return try FileLock(folder.path + "/vault/.lock")
        case .helper("pass"): return try FileLock(folder.path + "/state/kubering/helper-pass.flock")
        default:
            try session?.hang()
            return nil
        }
    }

    /// Puts something under an id that is no item of ours.
    func spoil(_ id: CredentialID) throws {
        switch name {
        case .vault: try folder.write("no item\n", to: "vault/items/\(id).age")
        case .helper(let helper):
            let text = """
                {"ServerURL": "https://kubering.invalid/\(id)", "Username": "kubering", "Secret": "no item"}
                """
            _ = try TestProcess.run(
                ["docker-credential-\(helper)", "store"], environment: probe.environment, input: Array(text.utf8))
        case .secretService:
            _ = try TestProcess.run(
                [
                    "secret-tool", "store", "--label=x", "app", "kubering", "v", "1", "id", id.description, "kind",
                    "token",
                ],
                environment: probe.environment, input: Array("no item".utf8))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import KuberingTestSupport

/// A store of its own, open at first.
final class StoreFixture {
    static let passphrase = "correct horse"

    private let session: KeyringSession?
    private let folder: TestFolder?
    /// Uses the store as it is now.
    private(set) var probe: Probe

    init(_ name: StoreName) throws {
        switch name {
        case .secretService:
            let session = try KeyringSession()
            (self.session, folder) = (session, nil)
            probe = Probe(session.environment)
        case .vault:
            let folder = try TestFolder()
            (session, self.folder) = (nil, folder)
            probe = Probe([
                "PATH": "/usr/bin:/bin", "XDG_DATA_HOME": folder.path, PassphraseSource.variable: Self.passphrase,
            ])
        }
        probe.store = name
        probe.owner = session ?? folder
    }

    /// Closes the store; nobody has the password.
    func lock() throws {
        try session?.lock()
        probe.environment[PassphraseSource.variable] = nil
    }

    /// Closes the store and tries a password.
    func unlock(_ password: String) throws {
        try session?.unlock(password: password)
        if folder != nil { probe.environment[PassphraseSource.variable] = password }
    }

    /// Keeps the store from answering until what is returned is gone.
    func hang() throws -> FileLock? {
        session?.hang()
        return try folder.map { try FileLock($0.path + "/vault/.lock") }
    }

    /// Puts something under an id that is no item of ours.
    func spoil(_ id: CredentialID) throws {
        if let folder {
            try folder.write("no item\n", to: "vault/items/\(id).age")
        } else {
            _ = try TestProcess.run(
                [
                    "secret-tool", "store", "--label=x", "app", "kubering", "v", "1", "id", id.description, "kind",
                    "token",
                ],
                environment: probe.environment, input: Array("no item".utf8))
        }
    }
}

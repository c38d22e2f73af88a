// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CSecretService
import KuberingSystem

/// An open connection to the Secret Service; owns the C object.
final class Keyring {
    /// The state of the collection that new items go to.
    enum DefaultCollection { case absent, locked, unlocked }

    private let pointer: OpaquePointer
    private var milliseconds: Int32
    /// The credential that errors are about.
    private let id: CredentialID?

    /// Loads the library and connects.
    ///
    /// - Parameters:
    ///   - library: The file name of libsecret.
    ///   - milliseconds: How long all calls together may take.
    ///   - id: The credential that errors are about.
    /// - Throws: ``SecretsError``.
    init(library: String, milliseconds: Int32, id: CredentialID?) throws(SecretsError) {
        let (pointer, failure) = KeyringFailure.catching { kubering_keyring_open(library, milliseconds, $0) }
        guard let pointer else {
            throw failure?.error(milliseconds: milliseconds, id: id) ?? .serviceFailed("no reason given")
        }
        self.pointer = pointer
        self.milliseconds = milliseconds
        self.id = id
    }

    deinit { kubering_keyring_close(pointer) }

    /// Gives the calls that follow their own time.
    func restartDeadline(milliseconds: Int32) {
        self.milliseconds = milliseconds
        kubering_keyring_restart_deadline(pointer, milliseconds)
    }

    /// The items with that id, or all of kubering's; locked ones too.
    func search(id: CredentialID?, loadingSecrets: Bool) throws(SecretsError) -> KeyringItems {
        let items = try call { kubering_keyring_search(pointer, id?.description, loadingSecrets, $0) }
        guard let items else { throw .serviceFailed("no reason given") }
        return KeyringItems(items, of: self)
    }

    /// What docker's own helper keeps; locked items too.
    func searchDocker() throws(SecretsError) -> KeyringItems {
        let items = try call { kubering_keyring_search_docker(pointer, $0) }
        guard let items else { throw .serviceFailed("no reason given") }
        return KeyringItems(items, of: self)
    }

    /// The secret of the item with that id, if it is there and not locked.
    func readUnlocked(_ id: CredentialID) throws(SecretsError) -> SecretBytes? {
        var secret = kubering_secret()
        let found = try call { kubering_keyring_read_unlocked(pointer, id.description, &secret, $0) }
        guard found == 1 else { return nil }
        defer { kubering_keyring_free_secret(pointer, &secret) }
        return SecretBytes(count: secret.length) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: secret.bytes, count: secret.length))
        }
    }

    func defaultCollection() throws(SecretsError) -> DefaultCollection {
        switch try call({ kubering_keyring_default_collection(pointer, $0) }) {
        case KUBERING_COLLECTION_LOCKED: .locked
        case KUBERING_COLLECTION_UNLOCKED: .unlocked
        default: .absent
        }
    }

    /// Lets the service ask the user; what is still locked afterwards has to be looked at again.
    func unlock(_ items: KeyringItems) throws(SecretsError) {
        _ = try call { kubering_keyring_unlock_items(pointer, items.pointer, $0) }
    }

    /// Lets the service ask the user, as above.
    func unlockDefaultCollection() throws(SecretsError) {
        _ = try call { kubering_keyring_unlock_default(pointer, $0) }
    }

    /// Stores an item in the default collection, in place of the one with that id.
    func store(_ text: SecretBytes, id: CredentialID, label: String) throws(SecretsError) {
        _ = try call { failure in
            text.withExposedBytes { bytes in
                kubering_keyring_store(
                    pointer, id.description, label, bytes.baseAddress, bytes.count, failure)
            }
        }
    }

    /// Whether anything was removed.
    func clear(id: CredentialID) throws(SecretsError) -> Bool {
        try call { kubering_keyring_clear(pointer, id.description, $0) } == 1
    }

    private func call<Result>(
        _ body: (UnsafeMutablePointer<kubering_keyring_failure>) -> Result
    ) throws(SecretsError) -> Result {
        let (result, failure) = KeyringFailure.catching(body)
        if let failure { throw failure.error(milliseconds: milliseconds, id: id) }
        return result
    }
}

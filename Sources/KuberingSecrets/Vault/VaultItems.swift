// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The items of a vault, for who has its identity or at least its public key.
struct VaultItems {
    private let vault: Vault
    private var folder: VaultFolder { vault.folder }

    init(_ vault: Vault) { self.vault = vault }

    /// The contents of an item; nil when there is none.
    func read(_ id: CredentialID, _ identity: AgeIdentity) throws(SecretsError) -> StoredCredential? {
        guard let file = try folder.read(folder.item(id)) else { return nil }
        return try StoredCredential(decoding: try open(file, id, identity).contents, id: id)
    }

    /// Writes an item and reads it back; sealed when the identity is known.
    func write(_ text: SecretBytes, _ id: CredentialID, identity: AgeIdentity?) throws(SecretsError) {
        let file = try encrypt(text, id, identity)
        try folder.withLock { () throws(SecretsError) in
            folder.removeLeftovers()
            try folder.write(file, to: folder.item(id))
            do throws(SecretsError) {
                guard let stored = try folder.read(folder.item(id)), stored == file,
                    try identity.map({ identity throws(SecretsError) in
                        try open(stored, id, identity).contents.hasSameBytes(as: text)
                    }) ?? true
                else { throw .credentialNotSaved(id, in: "the vault") }
            } catch {
                // The first failure is the one to tell.
                _ = try? folder.remove(id)
                throw error
            }
        }
    }

    /// Seals what was added while the vault was locked, and tells what it was; what cannot be read is left alone.
    func adopt(_ identity: AgeIdentity) throws(SecretsError) -> [VaultAccess.Adopted] {
        var adopted: [VaultAccess.Adopted] = []
        for id in try folder.identifiers() {
            try folder.withLock { () throws(SecretsError) in
                // What cannot be read is no credential of the user; asking for it says what is wrong.
                guard let file = try? folder.read(folder.item(id)), !Self.isSealed(file),
                    let opened = try? open(file, id, identity),
                    let credential = try? StoredCredential(decoding: opened.contents, id: id)
                else { return }
                try folder.write(try encrypt(opened.contents, id, identity), to: folder.item(id))
                adopted.append(.init(id: id, label: credential.label, server: credential.binding.server))
            }
        }
        return adopted
    }

    private func encrypt(
        _ text: SecretBytes, _ id: CredentialID, _ identity: AgeIdentity?
    ) throws(SecretsError) -> [UInt8] {
        AgeFile.encrypt(text, to: try vault.recipient()) { fileKey in
            identity.map { VaultSeal.stanza(id: id, fileKey: fileKey, identity: $0) }
        }
    }

    private func open(
        _ file: [UInt8], _ id: CredentialID, _ identity: AgeIdentity
    ) throws(SecretsError) -> AgeFile.Opened {
        let opened: AgeFile.Opened
        do throws(AgeError) {
            opened = try AgeFile.open(file, identity: identity)
        } catch {
            throw .credentialMalformed(id, problem: error.clause)
        }
        guard VaultSeal.verdict(on: opened, id: id, identity: identity) != .forged else {
            throw .credentialMalformed(id, problem: "its seal is not of this vault")
        }
        return opened
    }

    private static func isSealed(_ file: [UInt8]) -> Bool {
        // One that is no age file is not ours to judge here; reading it says what is wrong.
        (try? AgeHeader.parse(file))?.stanzas.contains(where: VaultSeal.isSeal) ?? true
    }
}

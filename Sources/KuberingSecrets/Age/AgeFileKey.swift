// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import KuberingSystem

/// Wraps and unwraps the file key, which encrypts the rest of one file.
///
/// Source: age-encryption.org/v1 (C2SP `age.md`), "X25519 recipient stanza" and "scrypt recipient stanza".
enum AgeFileKey {
    /// The cost of a passphrase, as a power of two, that files may ask for.
    static let workFactors = 1...20

    private static let recipientLabel = Array("age-encryption.org/v1/X25519".utf8)
    private static let passphraseLabel = Array("age-encryption.org/v1/scrypt".utf8)

    /// The stanza for an identity with this public key.
    static func wrap(_ fileKey: SymmetricKey, to recipient: AgeRecipient) -> AgeStanza {
        let once = AgeIdentity.random()
        guard let shared = once.sharedSecret(with: recipient.publicKey) else {
            fatalError("the recipient is of low order, which reading it should have refused")
        }
        let share = once.recipient.publicKey
        let key = wrappingKey(shared, share: share, recipient: recipient)
        return AgeStanza(
            type: "X25519", arguments: [UnpaddedBase64.encode(share)], body: seal(fileKey, with: key))
    }

    /// The only stanza of a file that a passphrase opens.
    static func wrap(
        _ fileKey: SymmetricKey, passphrase: SecretBytes, workFactor: Int
    ) throws(AgeError) -> AgeStanza {
        let salt = World.systemRandomBytes(16)
        let key = try wrappingKey(passphrase, salt: salt, workFactor: workFactor)
        return AgeStanza(
            type: "scrypt", arguments: [UnpaddedBase64.encode(salt), String(workFactor)],
            body: seal(fileKey, with: key))
    }

    /// The file key from the stanza that is for this identity.
    static func unwrap(_ stanzas: [AgeStanza], identity: AgeIdentity) throws(AgeError) -> SymmetricKey {
        guard !stanzas.contains(where: { $0.type == "scrypt" }) else { throw .notForThisKey }
        for stanza in stanzas where stanza.type == "X25519" {
            guard stanza.arguments.count == 1, let share = UnpaddedBase64.decode(stanza.arguments[0]),
                share.count == 32, stanza.body.count == 32
            else { throw .malformed("its X25519 stanza is not one") }
            guard let shared = identity.sharedSecret(with: share) else {
                throw .malformed("its X25519 stanza has a key of low order")
            }
            let key = wrappingKey(shared, share: share, recipient: identity.recipient)
            if let fileKey = open(stanza.body, with: key) { return fileKey }
        }
        throw .notForThisKey
    }

    /// The file key of a file that a passphrase opens.
    static func unwrap(_ stanzas: [AgeStanza], passphrase: SecretBytes) throws(AgeError) -> SymmetricKey {
        guard let stanza = stanzas.first, stanzas.count == 1, stanza.type == "scrypt" else {
            throw .malformed("no passphrase opens it")
        }
        guard stanza.arguments.count == 2, let salt = UnpaddedBase64.decode(stanza.arguments[0]), salt.count == 16,
            stanza.body.count == 32, let workFactor = Int(stanza.arguments[1]),
            workFactor > 0, String(workFactor) == stanza.arguments[1]
        else { throw .malformed("its scrypt stanza is not one") }
        // Before anything is computed: a hostile file must cost neither time nor memory.
        guard workFactors.contains(workFactor) else { throw .workFactor(workFactor, limit: workFactors.upperBound) }
        let key = try wrappingKey(passphrase, salt: salt, workFactor: workFactor)
        guard let fileKey = open(stanza.body, with: key) else { throw .notForThisKey }
        return fileKey
    }

    private static func wrappingKey(
        _ shared: SymmetricKey, share: [UInt8], recipient: AgeRecipient
    ) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: shared, salt: share + recipient.publicKey, info: recipientLabel, outputByteCount: 32)
    }

    private static func wrappingKey(
        _ passphrase: SecretBytes, salt: [UInt8], workFactor: Int
    ) throws(AgeError) -> SymmetricKey {
        try PassphraseKey.derive(passphrase, salt: passphraseLabel + salt, workFactor: workFactor)
    }

    /// With a nonce of zeros: the wrapping key is used once.
    private static func seal(_ fileKey: SymmetricKey, with key: SymmetricKey) -> [UInt8] {
        fileKey.withUnsafeBytes { ChunkCipher.seal($0, nonce: ChunkCipher.zeroNonce, key: key) }
    }

    private static func open(_ body: [UInt8], with key: SymmetricKey) -> SymmetricKey? {
        guard var plain = ChunkCipher.open(body[...], nonce: ChunkCipher.zeroNonce, key: key) else { return nil }
        defer { plain.wipe() }
        return SymmetricKey(data: plain)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import KuberingSystem

/// The proof that an item was put into the vault by somebody who could open it.
///
/// Everybody who can write into the folder can encrypt to the public key, and age does not tell who did. So an item that
/// is saved while the vault is unlocked carries one more stanza: an HMAC over its id and its file key, under a key that is
/// derived from the identity. The file key authenticates all the rest, and is known to nobody else. Being part of the
/// item, the seal can neither be lost nor belong to another version of it; `age` passes over it.
enum VaultSeal {
    /// What a seal says about an item.
    enum Verdict { case sealed, unsealed, forged }

    private static let type = "kubering-seal"
    private static let label = Array("kubering vault seal 1".utf8)

    /// The stanza for an item.
    static func stanza(id: CredentialID, fileKey: SymmetricKey, identity: AgeIdentity) -> AgeStanza {
        var code = HMAC<SHA256>(key: key(identity))
        update(&code, id, fileKey)
        return AgeStanza(type: type, arguments: [], body: Array(code.finalize()))
    }

    /// Whether a stanza is a seal, right or wrong.
    static func isSeal(_ stanza: AgeStanza) -> Bool { stanza.type == type }

    /// Looks at the seal of an item that was opened.
    static func verdict(on item: AgeFile.Opened, id: CredentialID, identity: AgeIdentity) -> Verdict {
        guard let seal = item.stanzas.first(where: isSeal) else { return .unsealed }
        let right = stanza(id: id, fileKey: item.fileKey, identity: identity)
        // The comparison takes the same time wherever they differ.
        return SecretBytes(seal.body).hasSameBytes(as: SecretBytes(right.body)) ? .sealed : .forged
    }

    private static func update(_ code: inout HMAC<SHA256>, _ id: CredentialID, _ fileKey: SymmetricKey) {
        code.update(data: Array(id.description.utf8))
        fileKey.withUnsafeBytes { code.update(data: $0) }
    }

    private static func key(_ identity: AgeIdentity) -> SymmetricKey {
        let secret = identity.secret.withExposedBytes { SymmetricKey(data: $0) }
        return HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, salt: identity.recipient.publicKey, info: label, outputByteCount: 32)
    }
}

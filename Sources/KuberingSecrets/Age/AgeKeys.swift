// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import KuberingSystem

/// A key that opens what is encrypted to its recipient: an X25519 secret key.
struct AgeIdentity: Sendable {
    private static let prefix = "age-secret-key-"

    /// The 32 bytes.
    let secret: SecretBytes
    /// Its public key.
    let recipient: AgeRecipient

    /// Makes a new one.
    static func random() -> AgeIdentity {
        let key = Curve25519.KeyAgreement.PrivateKey()
        var raw = key.rawRepresentation
        defer { raw.wipe() }
        guard let identity = AgeIdentity(secret: SecretBytes(raw)) else { fatalError("a new key has another length") }
        return identity
    }

    /// Takes the 32 bytes of a secret key; nil when there are more or fewer.
    init?(secret: SecretBytes) {
        let key: Curve25519.KeyAgreement.PrivateKey? = secret.withExposedBytes { bytes in
            // The only error is the wrong length.
            try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        }
        guard let key else { return nil }
        self.secret = secret
        recipient = AgeRecipient(key.publicKey)
    }

    /// Reads the first key of an identity file: lines, with comments that start with `#`.
    init?(identityFile text: SecretBytes) {
        let line: SecretBytes? = text.withExposedBytes { bytes in
            let lines = bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
            return lines.first { $0.first != UInt8(ascii: "#") }.map { SecretBytes($0) }
        }
        guard let line, let secret = Bech32.decode(line, prefix: Self.prefix) else { return nil }
        self.init(secret: secret)
    }

    /// An identity file with this one key, as `age-keygen` writes it.
    var identityFile: SecretBytes {
        let head = Array("# public key: \(recipient)\n".utf8)
        return Bech32.encode(secret, prefix: Self.prefix).withExposedBytes { key in
            SecretBytes(count: head.count + key.count + 1) { text in
                text.copyBytes(from: head)
                for (index, byte) in key.enumerated() {
                    text[head.count + index] = byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte
                }
                text[head.count + key.count] = UInt8(ascii: "\n")
            }
        }
    }

    /// The secret that is shared with the owner of a public key; nil for the few public keys that share it with all.
    func sharedSecret(with share: [UInt8]) -> SymmetricKey? {
        secret.withExposedBytes { bytes in
            // Both inputs may be refused; what is refused opens nothing. The library lets a share of low order pass, which
            // gives zeros to everybody.
            guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes),
                let share = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: share),
                let secret = try? key.sharedSecretFromKeyAgreement(with: share),
                secret.withUnsafeBytes({ $0.contains { $0 != 0 } })
            else { return nil }
            return SymmetricKey(data: secret)
        }
    }
}

/// The public key of an identity: everybody may encrypt to it.
struct AgeRecipient: Sendable, Hashable, CustomStringConvertible {
    private static let prefix = "age"

    /// The 32 bytes.
    let publicKey: [UInt8]

    init(_ key: Curve25519.KeyAgreement.PublicKey) {
        publicKey = Array(key.rawRepresentation)
    }

    /// Reads the text form; nil when it is anything else.
    init?(parsing text: some StringProtocol) {
        guard let bytes = Bech32.decode(SecretBytes(utf8: text), prefix: Self.prefix), bytes.count == 32 else {
            return nil
        }
        publicKey = bytes.withExposedBytes { Array($0) }
        // A point of low order gives the same secret to everybody (RFC 7748 section 6.1): nothing is encrypted to it.
        guard AgeIdentity.random().sharedSecret(with: publicKey) != nil else { return nil }
    }

    /// The text form, which begins with `age1`.
    var description: String {
        Bech32.encode(SecretBytes(publicKey), prefix: Self.prefix).exposedText
    }
}

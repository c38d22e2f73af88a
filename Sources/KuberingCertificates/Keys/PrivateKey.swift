// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A private key that TLS clients can use: RSA, ECDSA P-256, P-384 or P-521, or Ed25519.
///
/// Whatever form it was read from, it is kept as unencrypted PKCS#8 in memory that is wiped.
public struct PrivateKey: Sendable {
    /// The public half, computed from the private one.
    public let publicKey: PublicKey
    /// The key as unencrypted PKCS#8 (RFC 5958) in DER.
    let pkcs8: SecretBytes

    /// Reads a key file or field in one go.
    ///
    /// - Parameters:
    ///   - bytes: PEM or DER; see ``PrivateKeyFile``.
    ///   - name: What messages call it.
    ///   - passphrase: Opens an encrypted key; not looked at otherwise.
    /// - Throws: ``CertificateError``, see ``PrivateKeyFile``.
    public init(
        reading bytes: SecretBytes, named name: String, passphrase: SecretBytes? = nil
    ) throws(CertificateError) {
        self = try PrivateKeyFile(reading: bytes, named: name).key(passphrase: passphrase)
    }

    init(publicKey: PublicKey, pkcs8: SecretBytes) {
        self.publicKey = publicKey
        self.pkcs8 = pkcs8
    }

    /// The kind of the key.
    public var type: KeyType { publicKey.type }

    /// The key as an unencrypted `PRIVATE KEY` block (PKCS#8), which Go and OpenSSL read, with a final newline.
    public var pem: SecretBytes { PEM.secretText(pkcs8, label: "PRIVATE KEY") }

    /// Whether the certificate is for this key.
    public func matches(_ certificate: Certificate) -> Bool { publicKey.isSameKey(as: certificate.publicKey) }
}

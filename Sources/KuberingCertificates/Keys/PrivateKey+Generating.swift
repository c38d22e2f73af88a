// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import CryptoExtras
import FoundationEssentials
import KuberingSystem

/// The kinds of keys that are made, all of which kubectl and the API server take.
public enum NewKeyType: String, Sendable, Hashable, CaseIterable {
    /// ECDSA on the curve P-256: small, fast, and known everywhere.
    case p256
    /// ECDSA on the curve P-384.
    case p384
    /// ECDSA on the curve P-521.
    case p521
    /// Ed25519.
    case ed25519
    /// RSA with 2048 bits.
    case rsa2048
    /// RSA with 3072 bits.
    case rsa3072
    /// RSA with 4096 bits; takes seconds to make.
    case rsa4096

    /// What such a key is called once it is made.
    public var type: KeyType {
        switch self {
        case .p256: .ecdsa(curve: "P-256")
        case .p384: .ecdsa(curve: "P-384")
        case .p521: .ecdsa(curve: "P-521")
        case .ed25519: .ed25519
        case .rsa2048: .rsa(bits: 2048)
        case .rsa3072: .rsa(bits: 3072)
        case .rsa4096: .rsa(bits: 4096)
        }
    }
}

extension PrivateKey {
    /// Makes a new key.
    ///
    /// - Parameter type: Its kind.
    /// - Throws: ``CertificateError`` with `malformed-key` when the cryptography library fails.
    public init(generating type: NewKeyType) throws(CertificateError) {
        var der: Data
        do {
            der =
                switch type {
                case .p256: P256.Signing.PrivateKey().derRepresentation
                case .p384: P384.Signing.PrivateKey().derRepresentation
                case .p521: P521.Signing.PrivateKey().derRepresentation
                case .ed25519: Curve25519.Signing.PrivateKey().pkcs8DERRepresentation
                case .rsa2048: try _RSA.Signing.PrivateKey(keySize: .bits2048).pkcs8DERRepresentation
                case .rsa3072: try _RSA.Signing.PrivateKey(keySize: .bits3072).pkcs8DERRepresentation
                case .rsa4096: try _RSA.Signing.PrivateKey(keySize: .bits4096).pkcs8DERRepresentation
                }
        } catch {
            throw CertificateError(.malformedKey, "the new key", detail: "it could not be made")
        }
        defer { der.wipe() }
        self = try PrivateKeyDecoding.key(inDER: SecretBytes(der), named: "the new key")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The kind of a key.
public enum KeyType: Sendable, Hashable {
    /// RSA, with the length of the modulus in bits.
    case rsa(bits: Int)
    /// RSA that may only be used with PSS signatures, with the length of the modulus in bits.
    case rsaPSS(bits: Int)
    /// An elliptic curve, by its usual name, for example `P-256`.
    case ecdsa(curve: String)
    /// Ed25519.
    case ed25519
    /// Another kind, by name or dotted object identifier.
    case other(String)

    /// Whether Go, and so kubectl and the API server, can use such a key in TLS.
    public var isSupported: Bool {
        switch self {
        // Go signs with RSA keys of 1024 bits and more, and verifies up to 8192.
        case .rsa(let bits): (1024...8192).contains(bits)
        case .ecdsa(let curve): ["P-256", "P-384", "P-521"].contains(curve)
        case .ed25519: true
        case .rsaPSS, .other: false
        }
    }

    /// Whether this is an RSA key too short for current use: less than 2048 bits (NIST SP 800-131A).
    public var isWeak: Bool {
        switch self {
        case .rsa(let bits), .rsaPSS(let bits): bits < 2048
        default: false
        }
    }
}

extension KeyType: CustomStringConvertible {
    /// For example `RSA 2048`, `ECDSA P-256` or `Ed25519`.
    public var description: String {
        switch self {
        case .rsa(let bits): "RSA \(bits)"
        case .rsaPSS(let bits): "RSA-PSS \(bits)"
        case .ecdsa(let curve): "ECDSA \(curve)"
        case .ed25519: "Ed25519"
        case .other(let name): name
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1

/// The public half of a key pair, as a certificate carries it.
public struct PublicKey: Sendable, Hashable {
    /// The `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7) in DER.
    public let subjectPublicKeyInfo: [UInt8]
    /// The kind of the key.
    public let type: KeyType
    /// The key's own bytes, with elliptic-curve points compressed, so that equal keys have equal bytes.
    private let comparableBytes: [UInt8]

    /// Reads a `SubjectPublicKeyInfo`.
    init(_ node: ASN1Node) throws(DERFailure) {
        subjectPublicKeyInfo = Array(node.encodedBytes)
        var elements = try node.elements(of: "the public key")
        var algorithm = try elements.next().elements(of: "the key's algorithm")
        let identifier = try algorithm.next().objectIdentifier("the key's algorithm")
        let parameters = algorithm.next { _ in true }
        let key = try elements.next().wholeBits("the public key")
        type = try Self.type(identifier, parameters, key)
        comparableBytes = if case .ecdsa = type { Self.compressed(key) } else { Array(key) }
    }

    /// Whether both are the same key, however their encodings differ.
    public func isSameKey(as other: PublicKey) -> Bool {
        guard comparableBytes == other.comparableBytes else { return false }
        switch (type, other.type) {
        // A key restricted to PSS is an ordinary RSA key otherwise.
        case (.rsa, .rsaPSS), (.rsaPSS, .rsa): return true
        default: return type == other.type
        }
    }

    /// SHA-256 of the `SubjectPublicKeyInfo`, 64 lower-case hexadecimal digits.
    public var fingerprintSHA256: String { SHA256Digest.hex(of: subjectPublicKeyInfo) }

    /// Compares the encoded bytes.
    public static func == (left: PublicKey, right: PublicKey) -> Bool {
        left.subjectPublicKeyInfo == right.subjectPublicKeyInfo
    }

    /// Hashes the encoded bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(subjectPublicKeyInfo) }

    private static func type(
        _ algorithm: ASN1ObjectIdentifier, _ parameters: ASN1Node?, _ key: ArraySlice<UInt8>
    ) throws(DERFailure) -> KeyType {
        switch algorithm {
        case .AlgorithmIdentifier.rsaEncryption: return .rsa(bits: try modulusBits(key))
        case .AlgorithmIdentifier.rsaPSS: return .rsaPSS(bits: try modulusBits(key))
        case .AlgorithmIdentifier.idEcPublicKey: return .ecdsa(curve: EllipticCurveName.name(of: parameters))
        case .ed25519: return .ed25519
        case .ed448: return .other("Ed448")
        case .x25519: return .other("X25519")
        case .x448: return .other("X448")
        case .dsa: return .other("DSA")
        default: return .other(algorithm.description)
        }
    }

    /// The length of the modulus of an `RSAPublicKey` (RFC 8017 appendix A.1.1).
    private static func modulusBits(_ key: ArraySlice<UInt8>) throws(DERFailure) -> Int {
        var elements = try ASN1Node.reading(der: key).elements(of: "the RSA key")
        let modulus = try elements.next().bytes("the RSA modulus", as: .integer).drop { $0 == 0 }
        return modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
    }

    /// The compressed form of an uncompressed curve point (SEC 1 section 2.3.3); others as they are.
    private static func compressed(_ point: ArraySlice<UInt8>) -> [UInt8] {
        guard point.first == 4, point.count % 2 == 1, let last = point.last else { return Array(point) }
        return [2 | last & 1] + point.dropFirst().prefix(point.count / 2)
    }
}

/// Names of the curves that certificates are met with.
enum EllipticCurveName {
    private static let names: [ASN1ObjectIdentifier: String] = [
        .NamedCurves.secp256r1: "P-256", .NamedCurves.secp384r1: "P-384", .NamedCurves.secp521r1: "P-521",
        [1, 3, 132, 0, 33]: "P-224", [1, 2, 840, 10045, 3, 1, 1]: "P-192", [1, 3, 132, 0, 10]: "secp256k1",
        [1, 3, 36, 3, 3, 2, 8, 1, 1, 7]: "brainpoolP256r1", [1, 3, 36, 3, 3, 2, 8, 1, 1, 11]: "brainpoolP384r1",
        [1, 3, 36, 3, 3, 2, 8, 1, 1, 13]: "brainpoolP512r1",
    ]

    /// The name of a key's curve; its dotted numbers when it has none.
    static func name(of parameters: ASN1Node?) -> String {
        guard let parameters, parameters.identifier == .objectIdentifier,
            let curve = try? ASN1ObjectIdentifier(derEncoded: parameters)  // unreadable: named by its parameters
        else { return "with explicit parameters" }
        return names[curve] ?? curve.description
    }
}

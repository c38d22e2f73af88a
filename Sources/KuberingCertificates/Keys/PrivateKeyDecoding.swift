// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import CryptoExtras
import FoundationEssentials
import KuberingSystem
import SwiftASN1

/// Makes a key from its unencrypted DER form, whichever of the three it is.
///
/// Only the numbers are taken from the file; public key and PKCS#8 are made anew from them, so that odd but valid
/// encodings do no harm.
enum PrivateKeyDecoding {
    /// Reads PKCS#8 (RFC 5958), PKCS#1 (RFC 8017) or SEC 1 (RFC 5915).
    static func key(inDER der: SecretBytes, named name: String) throws(CertificateError) -> PrivateKey {
        do throws(Failure) {
            return try der.withTemporaryArray { bytes throws(Failure) in
                do throws(DERFailure) {
                    let root = try ASN1Node.reading(der: bytes[...])
                    return try parts(of: root)
                } catch {
                    throw .malformed(error.reason)
                }
            }.key()
        } catch {
            switch error {
            case .malformed(let reason): throw CertificateError(.malformedKey, name, detail: reason)
            case .unsupported(let kind):
                throw CertificateError(
                    .unsupportedKey, name,
                    detail: "\(kind); kubectl takes RSA, ECDSA P-256, P-384 and P-521, and Ed25519")
            }
        }
    }

    /// Why there is no key.
    enum Failure: Error {
        case malformed(String)
        case unsupported(String)
    }

    private static func parts(of root: ASN1Node) throws(DERFailure) -> PrivateKeyParts {
        if root.startsWith(.integer, .sequence, .octetString) { return try pkcs8Parts(of: root) }
        if root.startsWith(.integer, .octetString) { return try sec1Parts(of: root, parameters: nil) }
        return try pkcs1Parts(of: root)
    }

    private static func pkcs8Parts(of root: ASN1Node) throws(DERFailure) -> PrivateKeyParts {
        var elements = try root.elements(of: "the key")
        _ = try elements.next()
        var algorithm = try elements.next().elements(of: "the key's algorithm")
        let identifier = try algorithm.next().objectIdentifier("the key's algorithm")
        let parameters = algorithm.next { _ in true }
        let contents = try elements.next().bytes("the key")
        switch identifier {
        case .AlgorithmIdentifier.rsaEncryption: return try pkcs1Parts(of: try ASN1Node.reading(der: contents))
        case .AlgorithmIdentifier.idEcPublicKey:
            return try sec1Parts(of: try ASN1Node.reading(der: contents), parameters: parameters)
        case .ed25519:
            let seed = try ASN1Node.reading(der: contents).bytes("the Ed25519 key", as: .octetString)
            return .ed25519(SecretBytes(seed))
        case .AlgorithmIdentifier.rsaPSS: return .unsupported("it is an RSA-PSS key")
        case .ed448: return .unsupported("it is an Ed448 key")
        case .x25519: return .unsupported("it is an X25519 key")
        case .x448: return .unsupported("it is an X448 key")
        case .dsa: return .unsupported("it is a DSA key")
        default: return .unsupported("its algorithm is \(identifier)")
        }
    }

    private static func sec1Parts(
        of root: ASN1Node, parameters: ASN1Node?
    ) throws(DERFailure) -> PrivateKeyParts {
        var elements = try root.elements(of: "the EC key")
        _ = try elements.next()
        let scalar = try elements.next().bytes("the EC key", as: .octetString)
        let own = try elements.next { $0.isTagged(0) }?.children("the EC parameters").firstNode
        return .ecdsa(curve: EllipticCurveName.name(of: own ?? parameters), scalar: SecretBytes(scalar))
    }

    private static func pkcs1Parts(of root: ASN1Node) throws(DERFailure) -> PrivateKeyParts {
        var elements = try root.elements(of: "the RSA key")
        _ = try elements.next()
        let modulus = try elements.next().bytes("the RSA modulus", as: .integer).drop { $0 == 0 }
        let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
        return .rsa(bits: bits, pkcs1: SecretBytes(root.encodedBytes))
    }
}

/// The numbers of a private key.
enum PrivateKeyParts {
    case rsa(bits: Int, pkcs1: SecretBytes)
    case ecdsa(curve: String, scalar: SecretBytes)
    case ed25519(SecretBytes)
    case unsupported(String)

    /// Hands the numbers to the cryptography library, which checks them.
    func key() throws(PrivateKeyDecoding.Failure) -> PrivateKey {
        switch self {
        case .rsa(let bits, let pkcs1): try Self.rsaKey(bits: bits, pkcs1: pkcs1)
        case .ecdsa("P-256", let scalar):
            try Self.key(scalar, size: 32) {
                let key = try P256.Signing.PrivateKey(rawRepresentation: $0)
                return (key.derRepresentation, key.publicKey.derRepresentation)
            }
        case .ecdsa("P-384", let scalar):
            try Self.key(scalar, size: 48) {
                let key = try P384.Signing.PrivateKey(rawRepresentation: $0)
                return (key.derRepresentation, key.publicKey.derRepresentation)
            }
        case .ecdsa("P-521", let scalar):
            try Self.key(scalar, size: 66) {
                let key = try P521.Signing.PrivateKey(rawRepresentation: $0)
                return (key.derRepresentation, key.publicKey.derRepresentation)
            }
        case .ecdsa(let curve, _):
            throw .unsupported("it is an ECDSA key \(curve.hasPrefix("with") ? "" : "on ")\(curve)")
        case .ed25519(let seed):
            try Self.key(seed, size: 32) {
                let key = try Curve25519.Signing.PrivateKey(rawRepresentation: $0)
                // RFC 8410 section 4: SEQUENCE { SEQUENCE { 1.3.101.112 }, BIT STRING }.
                let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
                return (key.pkcs8DERRepresentation, Data(prefix + key.publicKey.rawRepresentation))
            }
        case .unsupported(let kind): throw .unsupported(kind)
        }
    }

    private static func rsaKey(bits: Int, pkcs1: SecretBytes) throws(PrivateKeyDecoding.Failure) -> PrivateKey {
        guard KeyType.rsa(bits: bits).isSupported else { throw .unsupported("it is an RSA key of \(bits) bits") }
        return try finished {
            let key = try pkcs1.withExposedBytes { try _RSA.Signing.PrivateKey(unsafeDERRepresentation: $0) }
            return (key.pkcs8DERRepresentation, key.publicKey.derRepresentation)
        }
    }

    /// Makes a key from a number that is brought to the size its type asks for.
    private static func key(
        _ number: SecretBytes, size: Int, _ make: (UnsafeRawBufferPointer) throws -> (pkcs8: Data, publicKey: Data)
    ) throws(PrivateKeyDecoding.Failure) -> PrivateKey {
        let padded = number.withExposedBytes { bytes -> SecretBytes? in
            let digits = bytes.count > size ? bytes.drop { $0 == 0 } : bytes[...]
            guard digits.count <= size else { return nil }
            return SecretBytes(count: size) { buffer in
                UnsafeMutableRawBufferPointer(rebasing: buffer[(size - digits.count)...]).copyBytes(from: digits)
            }
        }
        guard let padded else { throw .malformed("its number is too large") }
        return try finished { try padded.withExposedBytes(make) }
    }

    private static func finished(
        _ make: () throws -> (pkcs8: Data, publicKey: Data)
    ) throws(PrivateKeyDecoding.Failure) -> PrivateKey {
        do {
            var (pkcs8, publicKey) = try make()
            defer { pkcs8.wipe() }
            return PrivateKey(
                publicKey: try PublicKey(try ASN1Node.reading(der: Array(publicKey)[...])),
                pkcs8: SecretBytes(pkcs8))
        } catch {
            throw .malformed("its numbers do not make a key")
        }
    }
}

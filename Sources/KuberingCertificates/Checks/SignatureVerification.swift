// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CryptoExtras
import SwiftASN1
import X509

/// Whether one certificate's key made another's signature.
enum SignatureVerification {
    /// What the check says.
    enum Outcome {
        case valid
        case invalid
        /// The algorithm cannot be checked here.
        case unsupported
    }

    /// Checks the signature on a certificate.
    static func outcome(for certificate: Certificate, signedWith key: PublicKey) -> Outcome {
        outcome(
            of: certificate.signature, by: certificate.signatureAlgorithm, over: certificate.signedBytes, with: key)
    }

    /// Checks any signature.
    static func outcome(
        of signature: ArraySlice<UInt8>, by algorithm: SignatureAlgorithm, over bytes: ArraySlice<UInt8>,
        with key: PublicKey
    ) -> Outcome {
        guard let algorithm = algorithms[algorithm.objectIdentifier], let key = publicKey(key) else {
            return .unsupported
        }
        return key.isValidSignature(signature, for: bytes, signatureAlgorithm: algorithm) ? .valid : .invalid
    }

    private static func publicKey(_ key: PublicKey) -> X509.Certificate.PublicKey? {
        if case .rsa(let bits) = key.type, (1024..<2048).contains(bits) {
            let rsa = try? _RSA.Signing.PublicKey(unsafeDERRepresentation: key.subjectPublicKeyInfo)  // not readable
            return rsa.map(X509.Certificate.PublicKey.init)
        }
        return try? X509.Certificate.PublicKey(derEncoded: key.subjectPublicKeyInfo)  // not supported
    }

    private static let algorithms: [String: X509.Certificate.SignatureAlgorithm] = [
        "1.2.840.113549.1.1.5": .sha1WithRSAEncryption, "1.2.840.113549.1.1.11": .sha256WithRSAEncryption,
        "1.2.840.113549.1.1.12": .sha384WithRSAEncryption, "1.2.840.113549.1.1.13": .sha512WithRSAEncryption,
        "1.2.840.10045.4.3.2": .ecdsaWithSHA256, "1.2.840.10045.4.3.3": .ecdsaWithSHA384,
        "1.2.840.10045.4.3.4": .ecdsaWithSHA512, "1.3.101.112": .ed25519,
    ]
}

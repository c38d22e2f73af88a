// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import CryptoExtras
import FoundationEssentials
import KuberingSystem
import SwiftASN1

/// Opens `EncryptedPrivateKeyInfo` (RFC 5958 section 3).
enum EncryptedPKCS8 {
    /// The key inside, whatever its type.
    static func key(
        in der: SecretBytes, passphrase: SecretBytes, named name: String, isDERFile: Bool
    ) throws(CertificateError) -> PrivateKey {
        let remedy = ConversionCommand.pkcs8(from: name, isDER: isDERFile)
        let scheme: PBES2?
        do throws(DERFailure) {
            scheme = try der.withTemporaryArray { bytes throws(DERFailure) in try PBES2.reading(bytes) }
        } catch {
            throw CertificateError(.unsupportedEncryption, name, detail: error.reason, remedy: remedy)
        }
        guard let scheme else {
            if let key = try EncryptedPKCS1.rsaKey(inPKCS8: der, passphrase: passphrase) { return key }
            throw CertificateError(
                .unsupportedEncryption, name, detail: "its cipher is an old one, or the passphrase is wrong",
                remedy: remedy)
        }
        // A wrong passphrase shows in the padding or, one time in 256, in what comes out.
        guard let plain = scheme.decrypted(passphrase: passphrase),
            plain.withTemporaryArray({ DERContents(of: $0[...]) }) == .pkcs8Key
        else { throw CertificateError(.wrongPassphrase, name) }
        return try PrivateKeyDecoding.key(inDER: plain, named: name)
    }
}

/// Password-based encryption as OpenSSL has written it since 1.1 (RFC 8018 section 6.2): PBKDF2 or scrypt, then AES-CBC.
struct PBES2 {
    private enum Derivation {
        case pbkdf2(salt: [UInt8], rounds: Int, hash: KDF.Insecure.PBKDF2.HashFunction)
        case scrypt(salt: [UInt8], cost: Int, blockSize: Int, parallelism: Int)
    }

    private let derivation: Derivation
    private let keySize: Int
    private let initialVector: [UInt8]
    private let ciphertext: [UInt8]

    /// Reads the parameters of an `EncryptedPrivateKeyInfo`.
    ///
    /// - Returns: nil for PBES1 and for ciphers other than AES, which BoringSSL may open when the key is RSA.
    /// - Throws: ``DERFailure`` when it is malformed, unknown, or would take unreasonably long.
    static func reading(_ der: [UInt8]) throws(DERFailure) -> PBES2? {
        var outer = try ASN1Node.reading(der: der[...]).elements(of: "the key")
        var algorithm = try outer.next().elements(of: "the encryption")
        let ciphertext = Array(try outer.next().bytes("the encrypted key", as: .octetString))
        let scheme = try algorithm.next().objectIdentifier("the encryption")
        var parameters = try algorithm.next().elements(of: "the parameters")
        guard scheme == .pbes2 else {
            _ = try parameters.next()
            _ = try rounds(try parameters.next())
            return nil
        }
        let derivation = try derivation(try parameters.next())
        var cipher = try parameters.next().elements(of: "the cipher")
        guard let keySize = keySize(try cipher.next().objectIdentifier("the cipher")) else { return nil }
        let initialVector = Array(try cipher.next().bytes("the initial vector", as: .octetString))
        return PBES2(
            derivation: derivation, keySize: keySize, initialVector: initialVector, ciphertext: ciphertext)
    }

    /// The decrypted bytes; nil when the passphrase is wrong.
    func decrypted(passphrase: SecretBytes) -> SecretBytes? {
        do {
            let key = try passphrase.withExposedBytes { try derivedKey(from: $0) }
            var plain = try AES._CBC.decrypt(ciphertext, using: key, iv: AES._CBC.IV(ivBytes: initialVector))
            defer { plain.wipe() }
            return SecretBytes(plain)
        } catch {
            return nil
        }
    }

    private func derivedKey(from passphrase: UnsafeRawBufferPointer) throws -> SymmetricKey {
        switch derivation {
        case .pbkdf2(let salt, let rounds, let hash):
            try KDF.Insecure.PBKDF2.deriveKey(
                from: passphrase, salt: salt, using: hash, outputByteCount: keySize, unsafeUncheckedRounds: rounds)
        case .scrypt(let salt, let cost, let blockSize, let parallelism):
            try KDF.Scrypt.deriveKey(
                from: passphrase, salt: salt, outputByteCount: keySize, rounds: cost, blockSize: blockSize,
                parallelism: parallelism)
        }
    }

    private static func derivation(_ node: ASN1Node) throws(DERFailure) -> Derivation {
        var elements = try node.elements(of: "the key derivation")
        let identifier = try elements.next().objectIdentifier("the key derivation")
        var parameters = try elements.next().elements(of: "the key derivation")
        let salt = Array(try parameters.next().bytes("the salt", as: .octetString))
        switch identifier {
        case .pbkdf2:
            let rounds = try rounds(try parameters.next())
            _ = parameters.next { $0.identifier == .integer }
            return .pbkdf2(salt: salt, rounds: rounds, hash: try hash(parameters.next { $0.identifier == .sequence }))
        case .scrypt:
            let cost = try parameters.next().integer("the cost")
            let blockSize = try parameters.next().integer("the block size")
            let parallelism = try parameters.next().integer("the parallelism")
            // The library checks nothing: 2^20 at block size 8 is 1 GiB already.
            guard cost > 1, cost <= 1 << 20, cost & (cost - 1) == 0, (1...8).contains(blockSize),
                (1...4).contains(parallelism)
            else { throw DERFailure(reason: "it asks for scrypt with a cost of \(cost)") }
            return .scrypt(salt: salt, cost: cost, blockSize: blockSize, parallelism: parallelism)
        default: throw DERFailure(reason: "the key derivation \(identifier)")
        }
    }

    /// Ten million rounds take a second or two; a file must not be able to ask for hours.
    private static func rounds(_ node: ASN1Node) throws(DERFailure) -> Int {
        let rounds = try node.integer("the rounds")
        guard (1...10_000_000).contains(rounds) else { throw DERFailure(reason: "it asks for \(rounds) rounds") }
        return rounds
    }

    private static func hash(_ node: ASN1Node?) throws(DERFailure) -> KDF.Insecure.PBKDF2.HashFunction {
        guard let first = try node?.sequence("the hash function").firstNode else { return .insecureSHA1 }
        let identifier = try first.objectIdentifier("the hash function")
        return switch identifier {
        case .hmacWithSHA1: .insecureSHA1
        case .hmacWithSHA224: .insecureSHA224
        case .hmacWithSHA256: .sha256
        case .hmacWithSHA384: .sha384
        case .hmacWithSHA512: .sha512
        default: throw DERFailure(reason: "the hash function \(identifier)")
        }
    }

    private static func keySize(_ cipher: ASN1ObjectIdentifier) -> Int? {
        switch cipher {
        case .aes128CBC: 16
        case .aes192CBC: 24
        case .aes256CBC: 32
        default: nil
        }
    }
}

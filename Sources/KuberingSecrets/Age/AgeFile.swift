// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import KuberingSystem

/// Files in the format of age, version 1: what the program `age` reads and writes.
///
/// The primitives are swift-crypto's; how they are put together is age's. Source: age-encryption.org/v1 (C2SP `age.md`).
enum AgeFile {
    /// A file that was opened.
    struct Opened {
        let contents: SecretBytes
        let stanzas: [AgeStanza]
        /// The key of this one file, for what is derived from it.
        let fileKey: SymmetricKey
    }

    /// Encrypts to a public key.
    ///
    /// - Parameters:
    ///   - contents: What is encrypted.
    ///   - recipient: Whose identity opens it.
    ///   - further: Makes one more stanza from the key of this file, which other implementations pass over.
    /// - Returns: The file's bytes.
    static func encrypt(
        _ contents: SecretBytes, to recipient: AgeRecipient, further: (SymmetricKey) -> AgeStanza? = { _ in nil }
    ) -> [UInt8] {
        let fileKey = SymmetricKey(size: .bits128)
        let stanzas = [AgeFileKey.wrap(fileKey, to: recipient)] + [further(fileKey)].compactMap(\.self)
        return AgeHeader(stanzas: stanzas).encoded(fileKey: fileKey)
            + AgePayload.encrypt(contents, fileKey: fileKey)
    }

    /// Encrypts with a passphrase.
    ///
    /// - Parameters:
    ///   - contents: What is encrypted.
    ///   - passphrase: At least one byte.
    ///   - workFactor: The cost of trying a passphrase, as a power of two.
    /// - Returns: The file's bytes.
    /// - Throws: ``AgeError/outOfMemory(workFactor:)``.
    static func encrypt(
        _ contents: SecretBytes, passphrase: SecretBytes, workFactor: Int
    ) throws(AgeError) -> [UInt8] {
        let fileKey = SymmetricKey(size: .bits128)
        let stanza = try AgeFileKey.wrap(fileKey, passphrase: passphrase, workFactor: workFactor)
        return AgeHeader(stanzas: [stanza]).encoded(fileKey: fileKey)
            + AgePayload.encrypt(contents, fileKey: fileKey)
    }

    /// Opens what was encrypted to an identity's public key.
    static func open(_ file: [UInt8], identity: AgeIdentity) throws(AgeError) -> Opened {
        try open(file) { stanzas throws(AgeError) in try AgeFileKey.unwrap(stanzas, identity: identity) }
    }

    /// Opens what was encrypted with a passphrase.
    static func open(_ file: [UInt8], passphrase: SecretBytes) throws(AgeError) -> Opened {
        try open(file) { stanzas throws(AgeError) in try AgeFileKey.unwrap(stanzas, passphrase: passphrase) }
    }

    private static func open(
        _ file: [UInt8], unwrap: ([AgeStanza]) throws(AgeError) -> SymmetricKey
    ) throws(AgeError) -> Opened {
        let header = try AgeHeader.parse(file)
        let fileKey = try unwrap(header.stanzas)
        try header.check(fileKey: fileKey)
        let contents = try AgePayload.decrypt(file.dropFirst(header.length), fileKey: fileKey)
        return Opened(contents: contents, stanzas: header.stanzas, fileKey: fileKey)
    }
}

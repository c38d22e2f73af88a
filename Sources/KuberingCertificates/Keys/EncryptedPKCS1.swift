// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CryptoExtras
import FoundationEssentials
import KuberingSystem

/// Opens RSA keys under the encryptions that only BoringSSL still knows.
enum EncryptedPKCS1 {
    /// The ciphers of `DEK-Info` that BoringSSL knows.
    private static let ciphers = ["DES-CBC", "DES-EDE3-CBC", "AES-128-CBC", "AES-192-CBC", "AES-256-CBC"]

    /// Opens a `Proc-Type: 4,ENCRYPTED` block (RFC 1421 section 4.6.1.1).
    ///
    /// - Parameters:
    ///   - contents: The decoded body.
    ///   - cipher: The value of `DEK-Info`.
    ///   - passphrase: The passphrase.
    ///   - name: What messages call it.
    /// - Returns: The key.
    /// - Throws: ``CertificateError`` with `wrong-passphrase` or `unsupported-encryption`.
    static func key(
        in contents: SecretBytes, cipher: String, passphrase: SecretBytes, named name: String
    ) throws(CertificateError) -> PrivateKey {
        let algorithm = cipher.prefix { $0 != "," }
        guard ciphers.contains(String(algorithm)), isUsable(passphrase) else {
            throw CertificateError(
                .unsupportedEncryption, name,
                detail: ciphers.contains(String(algorithm))
                    ? "Proc-Type: 4,ENCRYPTED with a passphrase beyond ASCII" : "the cipher \(algorithm)",
                remedy: ConversionCommand.pkcs8(from: name, isDER: false))
        }
        let headers = "Proc-Type: 4,ENCRYPTED\nDEK-Info: \(cipher)\n\n"
        guard let key = try rsaKey(contents, label: "RSA PRIVATE KEY", headers: headers, passphrase) else {
            throw CertificateError(.wrongPassphrase, name)
        }
        return key
    }

    /// Opens an `EncryptedPrivateKeyInfo` that holds an RSA key; nil when it cannot be opened.
    static func rsaKey(inPKCS8 der: SecretBytes, passphrase: SecretBytes) throws(CertificateError) -> PrivateKey? {
        guard isUsable(passphrase) else { return nil }
        return try rsaKey(der, label: "ENCRYPTED PRIVATE KEY", headers: "", passphrase)
    }

    /// The library's callback traps on bytes beyond ASCII and takes 1023 at most.
    private static func isUsable(_ passphrase: SecretBytes) -> Bool {
        passphrase.withExposedBytes { bytes in bytes.count < 1024 && bytes.allSatisfy { $0 < 0x80 } }
    }

    private static func rsaKey(
        _ contents: SecretBytes, label: String, headers: String, _ passphrase: SecretBytes
    ) throws(CertificateError) -> PrivateKey? {
        let block = PEM.secretText(contents, label: label, headers: headers)
        guard
            let key = try? _RSA.Signing.PrivateKey(  // a wrong passphrase, or no RSA key
                encryptedPEMRepresentation: block.exposedText,
                passphraseCallback: { give in passphrase.withExposedBytes { give(Array($0)) } })
        else { return nil }
        var pkcs1 = key.derRepresentation
        defer { pkcs1.wipe() }
        return try PrivateKeyDecoding.key(inDER: SecretBytes(pkcs1), named: "the decrypted key")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A private key as it was stored, before a passphrase is asked for.
///
/// Read are PEM and DER of PKCS#8, PKCS#1 and SEC 1 (an `EC PARAMETERS` block before it is fine); encrypted with PBES2
/// (AES-CBC under PBKDF2 or scrypt) or, RSA only, with what older OpenSSL versions wrote (`Proc-Type: 4,ENCRYPTED`,
/// PBES1). What cannot be opened is refused with the command that converts it.
public struct PrivateKeyFile: Sendable {
    /// How the key is kept.
    enum Form: Sendable {
        /// PKCS#8, PKCS#1 or SEC 1 in DER.
        case plain(SecretBytes)
        /// `EncryptedPrivateKeyInfo` in DER.
        case encryptedPKCS8(SecretBytes, isDERFile: Bool)
        /// The headers of RFC 1421 and the encrypted PKCS#1 bytes.
        case encryptedPKCS1(SecretBytes, cipher: String)
    }

    /// What messages call it.
    let name: String
    /// How the key is kept.
    let form: Form

    /// Finds the key in a file or field; it is not decrypted yet.
    ///
    /// The first block that is called a private key counts, as in Go's `tls.X509KeyPair`.
    ///
    /// - Parameters:
    ///   - bytes: PEM or DER, at most ``PEM/sizeLimit`` bytes.
    ///   - name: What messages call it.
    /// - Throws: ``CertificateError`` with `empty`, `too-large`, `no-pem`, `unfinished-pem`, `invalid-base64`,
    ///   `not-a-private-key`, `unsupported-key` or `unsupported-encryption`.
    public init(reading bytes: SecretBytes, named name: String) throws(CertificateError) {
        try PEM.checkSize(bytes.count, of: "a private key", expecting: Self.expectation, named: name)
        self.name = name
        // A text may begin with the digit 0, which is the tag of a SEQUENCE.
        if let contents = bytes.derContents, contents != .unknown {
            form = try Self.form(ofDER: bytes, contents, named: name)
        } else {
            form = try bytes.withExposedSpan { text throws(CertificateError) in
                try Self.form(ofPEM: text, named: name)
            }
        }
    }

    /// Whether ``key(passphrase:)`` needs a passphrase.
    public var needsPassphrase: Bool {
        if case .plain = form { false } else { true }
    }

    /// Opens the key.
    ///
    /// May be called again with another passphrase.
    ///
    /// - Parameter passphrase: Opens an encrypted key; not looked at otherwise.
    /// - Returns: The key.
    /// - Throws: ``CertificateError`` with `passphrase-needed`, `wrong-passphrase`, `unsupported-encryption`,
    ///   `unsupported-key` or `malformed-key`.
    public func key(passphrase: SecretBytes? = nil) throws(CertificateError) -> PrivateKey {
        switch (form, passphrase) {
        case (.plain(let der), _):
            return try PrivateKeyDecoding.key(inDER: der, named: name)
        case (_, nil):
            throw CertificateError(.passphraseNeeded, name)
        case (.encryptedPKCS8(let der, let isDERFile), let passphrase?):
            return try EncryptedPKCS8.key(in: der, passphrase: passphrase, named: name, isDERFile: isDERFile)
        case (.encryptedPKCS1(let text, let cipher), let passphrase?):
            return try EncryptedPKCS1.key(in: text, cipher: cipher, passphrase: passphrase, named: name)
        }
    }

    private static let expectation = "a private key in PEM form (-----BEGIN PRIVATE KEY-----)"

    private static func form(
        ofDER bytes: SecretBytes, _ contents: DERContents, named name: String
    ) throws(CertificateError) -> Form {
        switch contents {
        case .pkcs8Key, .pkcs1Key, .sec1Key: .plain(bytes)
        case .encryptedPKCS8Key: .encryptedPKCS8(bytes, isDERFile: true)
        case .pkcs12:
            throw CertificateError(
                .notAPrivateKey, name, detail: contents.noun, remedy: ConversionCommand.key(fromPKCS12: name))
        default: throw CertificateError(.notAPrivateKey, name, detail: contents.noun)
        }
    }

    private static func form(ofPEM text: Span<UInt8>, named name: String) throws(CertificateError) -> Form {
        let regions = try PEMScanner.regions(in: text, named: name)
        guard let region = regions.first(where: { $0.label.hasSuffix("PRIVATE KEY") }) else {
            guard let first = regions.first else { throw CertificateError(.noPEM, name, detail: expectation) }
            throw CertificateError(.notAPrivateKey, name, line: first.line, detail: regions.noun)
        }
        if region.label == "OPENSSH PRIVATE KEY" {
            throw CertificateError(
                .unsupportedKey, name, line: region.line, detail: "it is in OpenSSH's own format",
                remedy: ConversionCommand.pkcs8(fromOpenSSH: name))
        }
        let isEncrypted = region.headers.contains { $0.name == "Proc-Type" && $0.value.hasSuffix("ENCRYPTED") }
        if isEncrypted {
            let cipher = region.headers.first { $0.name == "DEK-Info" }?.value ?? "no DEK-Info"
            guard region.label == "RSA PRIVATE KEY" else {
                throw CertificateError(
                    .unsupportedEncryption, name, line: region.line,
                    detail: "Proc-Type: 4,ENCRYPTED for \(region.label)",
                    remedy: ConversionCommand.pkcs8(from: name, isDER: false))
            }
            return .encryptedPKCS1(try PEM.secretContents(of: region, in: text, named: name), cipher: cipher)
        }
        let der = try PEM.secretContents(of: region, in: text, named: name)
        switch der.derContents {
        case .pkcs8Key, .pkcs1Key, .sec1Key: return .plain(der)
        case .encryptedPKCS8Key: return .encryptedPKCS8(der, isDERFile: false)
        case .unknown, nil:
            throw CertificateError(.malformedKey, name, line: region.line, detail: "\(region.label) is not valid DER")
        case let contents?:
            throw CertificateError(.notAPrivateKey, name, line: region.line, detail: contents.noun)
        }
    }
}

extension SecretBytes {
    /// What a DER encoding holds; nil when the bytes cannot be one.
    fileprivate var derContents: DERContents? {
        guard withExposedBytes({ $0.first }) == 0x30 else { return nil }
        let contents = withTemporaryArray { DERContents(of: $0[...]) }
        return contents
    }
}

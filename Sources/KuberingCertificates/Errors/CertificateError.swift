// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A file, or a field of a kubeconfig, that does not hold the certificate or key it should.
///
/// Codes, facts and the sentence made from them; nothing of a key or a passphrase is ever part of it.
public struct CertificateError: UserFacingError, Hashable {
    /// What went wrong, stable across releases.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// A kebab-case word, for example `wrong-passphrase`.
        public let rawValue: String

        /// Wraps a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The file cannot be read.
        public static let unreadable = Code(rawValue: "unreadable")
        /// There are no bytes at all.
        public static let empty = Code(rawValue: "empty")
        /// More bytes than are accepted.
        public static let tooLarge = Code(rawValue: "too-large")
        /// Neither a PEM block nor DER.
        public static let noPEM = Code(rawValue: "no-pem")
        /// A PEM block that begins and does not end as it should.
        public static let unfinishedPEM = Code(rawValue: "unfinished-pem")
        /// A PEM block whose body is not base64.
        public static let invalidBase64 = Code(rawValue: "invalid-base64")
        /// Something else than the certificate that was expected.
        public static let notACertificate = Code(rawValue: "not-a-certificate")
        /// A certificate whose bytes do not follow X.509.
        public static let malformedCertificate = Code(rawValue: "malformed-certificate")
        /// Another name of a kind that is not written into requests and certificates.
        public static let unsupportedName = Code(rawValue: "unsupported-name")
        /// Something else than the certificate request that was expected.
        public static let notARequest = Code(rawValue: "not-a-request")
        /// A certificate request whose bytes do not follow PKCS#10.
        public static let malformedRequest = Code(rawValue: "malformed-request")
        /// A server that shows no certificates.
        public static let noTLS = Code(rawValue: "no-tls")
        /// Something else than the private key that was expected.
        public static let notAPrivateKey = Code(rawValue: "not-a-private-key")
        /// A private key whose bytes do not follow its format.
        public static let malformedKey = Code(rawValue: "malformed-key")
        /// A private key that belongs to another certificate.
        public static let keyMismatch = Code(rawValue: "key-mismatch")
        /// A certificate that may not sign others.
        public static let notAnAuthority = Code(rawValue: "not-an-authority")
        /// A private key of a kind that cannot be used.
        public static let unsupportedKey = Code(rawValue: "unsupported-key")
        /// A private key under an encryption that cannot be opened here.
        public static let unsupportedEncryption = Code(rawValue: "unsupported-encryption")
        /// The private key is encrypted and no passphrase was given.
        public static let passphraseNeeded = Code(rawValue: "passphrase-needed")
        /// The passphrase does not open the private key.
        public static let wrongPassphrase = Code(rawValue: "wrong-passphrase")
    }

    /// What went wrong.
    public let code: Code
    /// The file, or the field of a kubeconfig, as the caller named it; unescaped.
    public let name: String
    /// The line it happened at, counted from 1, when there is one.
    public let line: Int?
    /// What was found instead, as a noun with its article, or a reason; unescaped.
    public let detail: String?
    /// The one command that turns the input into something usable, when there is one; ready for a shell.
    public let remedy: String?

    init(_ code: Code, _ name: String, line: Int? = nil, detail: String? = nil, remedy: String? = nil) {
        self.code = code
        self.name = name
        self.line = line
        self.detail = detail
        self.remedy = remedy
    }

    /// A field that should hold base64 and does not.
    public static func notBase64(_ name: String) -> CertificateError {
        CertificateError(.invalidBase64, name, detail: "the field")
    }

    /// A file that cannot be read, in the words of that failure.
    public static func unreadableFile(_ error: FileError) -> CertificateError {
        CertificateError(.unreadable, error.path, detail: error.description)
    }

    /// Ends the process with a failure.
    public var exitStatus: ExitStatus { .failed }

    /// One sentence: what is wrong, where, and what to do.
    public var description: String {
        var text = sentence
        if let remedy { text += "; convert it with: " + remedy }
        return text
    }

    private var place: String {
        OutsideText.quoted(name) + (line.map { " (line \($0))" } ?? "")
    }

    private var detailText: String { OutsideText.escaped(detail ?? "something else") }

    private var sentence: String {
        switch code {
        case .unreadable: detail ?? "\(place) cannot be read"
        case .empty: "\(place) is empty; expected \(detailText)"
        case .tooLarge: "\(place) is too large for \(detailText)"
        case .noPEM: "\(place) holds neither PEM nor DER; expected \(detailText)"
        case .unfinishedPEM: "\(place) has an unfinished PEM block: \(detailText)"
        case .invalidBase64: "\(place) has a PEM block that is not base64: \(detailText)"
        case .notACertificate: "\(place) holds \(detailText) where a certificate is expected"
        case .malformedCertificate: "\(place) holds a certificate that cannot be read: \(detailText)"
        case .notARequest: "\(place) holds \(detailText) where a certificate request is expected"
        case .malformedRequest: "\(place) holds a certificate request that cannot be read: \(detailText)"
        case .unsupportedName: "a name like \(place) cannot be put into a request or certificate here; leave it out"
        case .noTLS: "\(place) shows no certificate: \(detailText)"
        case .notAPrivateKey: "\(place) holds \(detailText) where a private key is expected"
        case .keyMismatch: "the private key (\(detailText)) does not belong to the certificate of \(place)"
        case .notAnAuthority: "the certificate of \(place) cannot sign others: \(detailText)"
        case .malformedKey: "\(place) holds a private key that cannot be read: \(detailText)"
        case .unsupportedKey: "\(place) holds a private key that cannot be used: \(detailText)"
        case .unsupportedEncryption:
            "\(place) holds a private key encrypted in a way that cannot be opened: \(detailText)"
        case .passphraseNeeded: "\(place) holds an encrypted private key, and there is no passphrase to open it"
        case .wrongPassphrase: "the passphrase does not open the private key in \(place)"
        default: "\(place): \(detailText)"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Something about a certificate that its owner should know.
public struct CertificateFinding: Sendable, Hashable {
    /// How bad it is; errors sort before warnings.
    public enum Severity: String, Sendable, Hashable, Comparable {
        /// The API server will not accept the certificate.
        case error
        /// It works, or may work, but somebody should look at it.
        case warning

        /// Whether `left` is worse.
        public static func < (left: Severity, right: Severity) -> Bool { left == .error && right == .warning }
    }

    /// What was found, stable across releases.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// A kebab-case word, for example `expires-soon`.
        public let rawValue: String

        /// Wraps a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        // Errors.

        /// The private key belongs to another certificate.
        public static let keyMismatch = Code(rawValue: "key-mismatch")
        /// Its last day has passed.
        public static let expired = Code(rawValue: "expired")
        /// Its first day has yet to come.
        public static let notYetValid = Code(rawValue: "not-yet-valid")
        /// Its extended key usage leaves out clients, as in a server's certificate.
        public static let notForClients = Code(rawValue: "not-for-clients")
        /// Its extended key usage leaves out servers, as in a client's certificate.
        public static let notForServers = Code(rawValue: "not-for-servers")
        /// It is for other names than the one the server is reached by.
        public static let nameMismatch = Code(rawValue: "name-mismatch")
        /// A request is not signed with the key that it is for.
        public static let badRequestSignature = Code(rawValue: "bad-request-signature")
        /// No common name, so the API server sees nobody.
        public static let noUserName = Code(rawValue: "no-user-name")
        /// Its key is of a kind that TLS in Go does not know.
        public static let unsupportedKey = Code(rawValue: "unsupported-key")
        /// Its signature, or an intermediate's, is of a kind that Go refuses, such as SHA-1.
        public static let unacceptedSignatureAlgorithm = Code(rawValue: "unaccepted-signature-algorithm")
        /// Its serial number is negative, which Go refuses to read.
        public static let negativeSerialNumber = Code(rawValue: "negative-serial-number")
        /// A critical extension that Go does not know.
        public static let unknownCriticalExtension = Code(rawValue: "unknown-critical-extension")
        /// None of the cluster's CAs has the issuer's name.
        public static let issuerUnknown = Code(rawValue: "issuer-unknown")
        /// The CA has the issuer's name and another key.
        public static let issuerKeyMismatch = Code(rawValue: "issuer-key-mismatch")
        /// The CA, or an intermediate, has expired.
        public static let issuerExpired = Code(rawValue: "issuer-expired")
        /// The CA, or an intermediate, is not valid yet.
        public static let issuerNotYetValid = Code(rawValue: "issuer-not-yet-valid")
        /// The issuer may not sign certificates, or not this deep or for this use.
        public static let issuerNotAllowed = Code(rawValue: "issuer-not-allowed")

        // Warnings.

        /// The chain uses an algorithm that is not checked here.
        public static let chainUnchecked = Code(rawValue: "chain-unchecked")
        /// A CA limits the names it may sign; the limits are not checked here.
        public static let nameConstraintsUnchecked = Code(rawValue: "name-constraints-unchecked")
        /// One of the cluster's CAs has expired, though not the one in use.
        public static let authorityExpired = Code(rawValue: "authority-expired")
        /// The certificate may sign others.
        public static let isAuthority = Code(rawValue: "is-authority")
        /// Its key usage leaves out the signature that TLS needs.
        public static let noDigitalSignature = Code(rawValue: "no-digital-signature")
        /// Its RSA key is shorter than 2048 bits.
        public static let weakKey = Code(rawValue: "weak-key")
        /// It makes its owner a member of `system:masters`.
        public static let privilegedGroup = Code(rawValue: "privileged-group")
        /// Its last day is near.
        public static let expiresSoon = Code(rawValue: "expires-soon")
    }

    /// What was found.
    public let code: Code
    /// How bad it is.
    public let severity: Severity
    /// One sentence, lower-case start, no final period; outside text in it is escaped.
    public let message: String

    static func error(_ code: Code, _ message: String) -> CertificateFinding {
        CertificateFinding(code: code, severity: .error, message: message)
    }

    static func warning(_ code: Code, _ message: String) -> CertificateFinding {
        CertificateFinding(code: code, severity: .warning, message: message)
    }
}

extension [CertificateFinding] {
    /// The same, errors before warnings, each in the order in which they were found.
    var errorsFirst: [CertificateFinding] { filter { $0.severity == .error } + filter { $0.severity == .warning } }
}

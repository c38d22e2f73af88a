// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What a certificate may be used for (RFC 5280 section 4.2.1.12).
public struct ExtendedKeyUsage: Sendable, Hashable {
    /// The dotted object identifier.
    public let objectIdentifier: String

    /// Wraps a dotted object identifier.
    public init(_ objectIdentifier: String) { self.objectIdentifier = objectIdentifier }

    /// Anything.
    public static let any = ExtendedKeyUsage("2.5.29.37.0")
    /// Proving a server's identity in TLS.
    public static let serverAuthentication = ExtendedKeyUsage("1.3.6.1.5.5.7.3.1")
    /// Proving a client's identity in TLS; what a Kubernetes user needs.
    public static let clientAuthentication = ExtendedKeyUsage("1.3.6.1.5.5.7.3.2")
    /// Signing code.
    public static let codeSigning = ExtendedKeyUsage("1.3.6.1.5.5.7.3.3")
    /// Signing or encrypting mail.
    public static let emailProtection = ExtendedKeyUsage("1.3.6.1.5.5.7.3.4")
    /// Signing times.
    public static let timeStamping = ExtendedKeyUsage("1.3.6.1.5.5.7.3.8")
    /// Signing OCSP answers.
    public static let ocspSigning = ExtendedKeyUsage("1.3.6.1.5.5.7.3.9")
}

extension ExtendedKeyUsage: CustomStringConvertible {
    /// The usage as the RFC spells it, for example `clientAuth`, or the dotted numbers when it has no name.
    public var description: String {
        switch self {
        case .any: "anyExtendedKeyUsage"
        case .serverAuthentication: "serverAuth"
        case .clientAuthentication: "clientAuth"
        case .codeSigning: "codeSigning"
        case .emailProtection: "emailProtection"
        case .timeStamping: "timeStamping"
        case .ocspSigning: "OCSPSigning"
        default: objectIdentifier
        }
    }
}

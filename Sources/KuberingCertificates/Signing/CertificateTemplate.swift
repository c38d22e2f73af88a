// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials

/// What a certificate to be signed shall say.
public struct CertificateTemplate: Sendable {
    /// Whom it is for.
    public var subject: DistinguishedName
    /// The key that it certifies.
    public var publicKey: PublicKey
    /// The serial number, big-endian; 16 random bytes whose highest bit is 0 and second highest 1.
    public var serialNumber: [UInt8]
    /// The first moment it is valid.
    public var notBefore: Date
    /// The last moment it is valid.
    public var notAfter: Date
    /// What the key may do.
    public var keyUsage: KeyUsage
    /// What the certificate may be used for; empty leaves the extension out.
    public var extendedKeyUsage: [ExtendedKeyUsage]
    /// Its other names.
    public var names: [SubjectAlternativeName]
    /// Whether it is a CA, and how many CAs may follow below it.
    public var authority: Authority?

    /// What makes a certificate a CA.
    public struct Authority: Sendable, Hashable {
        /// How many intermediate CAs may follow; nil for any number.
        public var pathLength: Int?

        /// A CA with that limit.
        public init(pathLength: Int?) {
            self.pathLength = pathLength
        }
    }

    /// Puts a template together.
    ///
    /// - Parameters:
    ///   - subject: Whom it is for.
    ///   - publicKey: The key that it certifies.
    ///   - serial: 16 random bytes.
    ///   - notBefore: The first moment it is valid, in whole seconds.
    ///   - notAfter: The last moment it is valid, in whole seconds.
    public init(
        subject: DistinguishedName, publicKey: PublicKey, serial: [UInt8], notBefore: Date, notAfter: Date
    ) {
        self.subject = subject
        self.publicKey = publicKey
        serialNumber = serial.prefix(1).map { $0 & 0x3F | 0x40 } + serial.dropFirst()
        self.notBefore = notBefore
        self.notAfter = notAfter
        keyUsage = [.digitalSignature, .keyEncipherment]
        extendedKeyUsage = []
        names = []
    }
}

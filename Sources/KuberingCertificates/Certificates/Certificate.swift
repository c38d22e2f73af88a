// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
import KuberingSystem
import SwiftASN1

/// An X.509 certificate (RFC 5280), read tolerantly.
///
/// Whatever its key and signature algorithms, version or serial number are, subject, dates, key type and fingerprint can
/// be told; nothing is verified by reading. ``ClientCertificateCheck`` says what is wrong with it. It never changes, and is
/// shared rather than copied: a fleet has the same CA ten thousand times.
public final class Certificate: Sendable, Hashable {
    /// The encoded certificate.
    public let der: [UInt8]
    /// The version as counted by people: 1, 2 or 3.
    public let version: Int
    /// The serial number in lower-case hexadecimal, two digits a byte, with `-` in front when it is negative.
    public let serialNumber: String
    /// Who signed it.
    public let issuer: DistinguishedName
    /// Whom it is for.
    public let subject: DistinguishedName
    /// The first moment it is valid.
    public let notBefore: Date
    /// The last moment it is valid.
    public let notAfter: Date
    /// The key it certifies.
    public let publicKey: PublicKey
    /// How it is signed.
    public let signatureAlgorithm: SignatureAlgorithm
    /// Whether the basic constraints say that it may sign certificates.
    public let isCertificateAuthority: Bool
    /// How many intermediate certificates may follow below it; nil when there is no limit.
    public let pathLength: Int?
    /// What the key may do; nil without the extension, which allows everything.
    public let keyUsage: KeyUsage?
    /// What the certificate may be used for; nil without the extension, which allows everything.
    public let extendedKeyUsage: [ExtendedKeyUsage]?
    /// Its other names, in order.
    public let subjectAlternativeNames: [SubjectAlternativeName]
    /// Extensions marked critical, as dotted object identifiers, in order.
    public let criticalExtensions: [String]
    /// Whether name constraints limit what it may sign.
    public let hasNameConstraints: Bool

    /// What its key is called in the certificates that it signs; nil when it says nothing.
    let subjectKeyIdentifier: [UInt8]?
    /// The bytes that are signed.
    let signedBytes: ArraySlice<UInt8>
    /// The signature over ``signedBytes``.
    let signature: ArraySlice<UInt8>

    /// Reads one DER-encoded certificate.
    ///
    /// - Parameters:
    ///   - der: The bytes of exactly one certificate.
    ///   - name: What messages call it.
    /// - Throws: ``CertificateError`` with `malformed-certificate`.
    public convenience init(der: [UInt8], named name: String = "certificate") throws(CertificateError) {
        do throws(DERFailure) {
            try self.init(reading: der)
        } catch {
            throw CertificateError(.malformedCertificate, name, detail: error.reason)
        }
    }

    private init(reading der: [UInt8]) throws(DERFailure) {
        self.der = der
        let root = try ASN1Node.reading(der: der[...])
        var outer = try root.elements(of: "the certificate")
        let body = try outer.next()
        let algorithm = try outer.next()
        signatureAlgorithm = try SignatureAlgorithm(algorithm)
        signedBytes = body.encodedBytes
        signature = try outer.next().bytes("the signature", as: .bitString).dropFirst()

        var fields = try body.elements(of: "the certificate's body")
        if let tagged = fields.next(if: { $0.isTagged(0) }) {
            guard let node = try tagged.children("the version").firstNode else {
                throw DERFailure(reason: "the version is missing")
            }
            version = try node.integer("the version") + 1
        } else {
            version = 1
        }
        serialNumber = Certificate.serialNumber(try fields.next().bytes("the serial number", as: .integer))
        // RFC 5280 section 4.1.1.2: the same twice; Go refuses the certificate otherwise.
        guard try fields.next().encodedBytes == algorithm.encodedBytes else {
            throw DERFailure(reason: "its two signature algorithms differ")
        }
        issuer = try DistinguishedName(try fields.next())
        var validity = try fields.next().elements(of: "the validity")
        notBefore = try Certificate.date(try validity.next())
        notAfter = try Certificate.date(try validity.next())
        subject = try DistinguishedName(try fields.next())
        publicKey = try PublicKey(try fields.next())
        _ = fields.next { $0.isTagged(1) }
        _ = fields.next { $0.isTagged(2) }

        let extensions = try CertificateExtensions(fields.next { $0.isTagged(3) })
        isCertificateAuthority = extensions.isCertificateAuthority
        pathLength = extensions.pathLength
        keyUsage = extensions.keyUsage
        extendedKeyUsage = extensions.extendedKeyUsage
        subjectAlternativeNames = extensions.subjectAlternativeNames
        criticalExtensions = extensions.critical
        hasNameConstraints = extensions.hasNameConstraints
        subjectKeyIdentifier = extensions.subjectKeyIdentifier
    }

    /// The common name, which Kubernetes takes for the user name; nil when there is none.
    ///
    /// The last one when there are several, as in Go's `pkix.Name`.
    public var commonName: String? { subject.texts(of: "CN").last }

    /// The organizations, which Kubernetes takes for the groups, in encoded order.
    public var organizations: [String] { subject.texts(of: "O") }

    /// SHA-256 of the DER encoding, 64 lower-case hexadecimal digits.
    public var fingerprintSHA256: String { SHA256Digest.hex(of: der) }

    /// The certificate as PEM: lines of 64 characters, a final newline.
    public var pem: String { PEM.text(der, label: "CERTIFICATE") }

    /// Whether the subject is also the issuer, as in a root certificate.
    public var isSelfIssued: Bool { subject == issuer }

    /// Compares the encoded bytes.
    public static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

    /// Hashes the encoded bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(der) }

    /// A two's complement number in hexadecimal.
    private static func serialNumber(_ bytes: ArraySlice<UInt8>) -> String {
        guard let first = bytes.first else { return "00" }
        guard first >= 0x80 else {
            let digits = bytes.drop { $0 == 0 }
            return digits.isEmpty ? "00" : Hexadecimal.text(Array(digits))
        }
        var magnitude = bytes.map { ~$0 }
        for index in magnitude.indices.reversed() {
            magnitude[index] &+= 1
            if magnitude[index] != 0 { break }
        }
        return "-" + Hexadecimal.text(Array(magnitude.drop { $0 == 0 }))
    }
}

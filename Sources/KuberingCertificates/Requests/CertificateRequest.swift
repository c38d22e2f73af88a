// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1

/// A request for a certificate (PKCS#10, RFC 2986), read as tolerantly as ``Certificate``.
public struct CertificateRequest: Sendable, Hashable {
    /// The encoded request.
    public let der: [UInt8]
    /// Whom the certificate is wanted for.
    public let subject: DistinguishedName
    /// The key that is to be certified.
    public let publicKey: PublicKey
    /// How the request is signed.
    public let signatureAlgorithm: SignatureAlgorithm
    /// What the key shall be allowed to do; nil when nothing is asked for.
    public let keyUsage: KeyUsage?
    /// What the certificate shall be usable for; nil when nothing is asked for.
    public let extendedKeyUsage: [ExtendedKeyUsage]?
    /// The other names that are asked for, in order.
    public let subjectAlternativeNames: [SubjectAlternativeName]
    /// Whether a certificate is asked for that may sign others.
    public let asksForAuthority: Bool

    /// The bytes that are signed.
    private let signedBytes: ArraySlice<UInt8>
    /// The signature over them.
    private let signature: ArraySlice<UInt8>

    /// Reads the first request of a PEM text, or one DER-encoded request.
    ///
    /// - Parameters:
    ///   - bytes: What the file holds, at most ``PEM/sizeLimit`` bytes.
    ///   - name: What messages call it.
    /// - Throws: ``CertificateError`` with `empty`, `too-large`, `no-pem`, `unfinished-pem`, `invalid-base64`,
    ///   `not-a-request` or `malformed-request`.
    public init(reading bytes: [UInt8], named name: String) throws(CertificateError) {
        let expectation = "a certificate request in PEM form (-----BEGIN CERTIFICATE REQUEST-----)"
        try PEM.checkSize(bytes.count, of: "a certificate request", expecting: expectation, named: name)
        if bytes.first == 0x30, case let contents = DERContents(of: bytes[...]), contents != .unknown {
            guard contents == .certificateRequest else {
                throw CertificateError(.notARequest, name, detail: contents.noun)
            }
            try self.init(der: bytes, named: name)
            return
        }
        let regions = try PEMScanner.regions(in: bytes.span, named: name)
        guard let region = regions.first(where: { Self.isLabel($0.label) }) else {
            guard let first = regions.first else { throw CertificateError(.noPEM, name, detail: expectation) }
            throw CertificateError(.notARequest, name, line: first.line, detail: regions.noun)
        }
        try self.init(der: try PEM.contents(of: region, in: bytes.span, named: name), named: name)
    }

    /// How many requests a file holds.
    ///
    /// - Parameters:
    ///   - bytes: PEM or DER, at most ``PEM/sizeLimit`` bytes.
    ///   - name: What messages call it.
    /// - Returns: The number of PEM blocks that are requests; 1 for DER.
    /// - Throws: ``CertificateError`` when it is neither.
    public static func count(in bytes: [UInt8], named name: String) throws(CertificateError) -> Int {
        bytes.first == 0x30 ? 1 : try PEM.blocks(in: bytes, named: name, where: isLabel).count
    }

    /// Reads one DER-encoded request.
    ///
    /// - Parameters:
    ///   - der: The bytes of exactly one request.
    ///   - name: What messages call it.
    /// - Throws: ``CertificateError`` with `malformed-request`.
    public init(der: [UInt8], named name: String = "request") throws(CertificateError) {
        do throws(DERFailure) {
            try self.init(parsing: der)
        } catch {
            throw CertificateError(.malformedRequest, name, detail: error.reason)
        }
    }

    private init(parsing der: [UInt8]) throws(DERFailure) {
        self.der = der
        var outer = try ASN1Node.reading(der: der[...]).elements(of: "the request")
        let body = try outer.next()
        signatureAlgorithm = try SignatureAlgorithm(try outer.next())
        signedBytes = body.encodedBytes
        signature = try outer.next().bytes("the signature", as: .bitString).dropFirst()

        var fields = try body.elements(of: "the request's body")
        _ = try fields.next().integer("the version")
        subject = try DistinguishedName(try fields.next())
        publicKey = try PublicKey(try fields.next())
        let extensions = try Self.requestedExtensions(fields.next { $0.isTagged(0) })
        keyUsage = extensions.keyUsage
        extendedKeyUsage = extensions.extendedKeyUsage
        subjectAlternativeNames = extensions.subjectAlternativeNames
        asksForAuthority = extensions.isCertificateAuthority
    }

    /// The extensions of the attribute `extensionRequest` (RFC 2985 section 5.4.2).
    private static func requestedExtensions(_ attributes: ASN1Node?) throws(DERFailure) -> CertificateExtensions {
        guard let attributes else { return try CertificateExtensions(nil) }
        for attribute in try attributes.children("the attributes") {
            var elements = try attribute.elements(of: "an attribute")
            guard try elements.next().objectIdentifier("an attribute's type") == .extensionRequest else { continue }
            return try CertificateExtensions(try elements.next())
        }
        return try CertificateExtensions(nil)
    }

    /// `NEW CERTIFICATE REQUEST` is what old Microsoft and Netscape tools write.
    static func isLabel(_ label: String) -> Bool {
        label == "CERTIFICATE REQUEST" || label == "NEW CERTIFICATE REQUEST"
    }

    /// The common name, which Kubernetes takes for the user name; nil when there is none.
    public var commonName: String? { subject.texts(of: "CN").last }

    /// The organizations, which Kubernetes takes for the groups, in encoded order.
    public var organizations: [String] { subject.texts(of: "O") }

    /// SHA-256 of the DER encoding, 64 lower-case hexadecimal digits.
    public var fingerprintSHA256: String { SHA256Digest.hex(of: der) }

    /// The request as PEM: lines of 64 characters, a final newline.
    public var pem: String { PEM.text(der, label: "CERTIFICATE REQUEST") }

    /// Whether the request is signed with the key that it is for; nil when the algorithm cannot be checked here.
    public var isSignatureValid: Bool? {
        switch SignatureVerification.outcome(of: signature, by: signatureAlgorithm, over: signedBytes, with: publicKey)
        {
        case .valid: true
        case .invalid: false
        case .unsupported: nil
        }
    }

    /// Compares the encoded bytes.
    public static func == (left: CertificateRequest, right: CertificateRequest) -> Bool { left.der == right.der }

    /// Hashes the encoded bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

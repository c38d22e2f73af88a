// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Certificates in the order of a file: a user's own first and its intermediates after it, or a cluster's CAs.
public struct CertificateBundle: Sendable, Hashable {
    /// The certificates; never empty.
    public let certificates: [Certificate]

    /// Reads the certificates of a PEM text or of one DER-encoded certificate.
    ///
    /// Blocks of other kinds are passed over, as Go does, as long as there is a certificate.
    ///
    /// - Parameters:
    ///   - bytes: What the file or field holds, at most ``PEM/sizeLimit`` bytes.
    ///   - name: What messages call it.
    /// - Throws: ``CertificateError`` with `empty`, `too-large`, `no-pem`, `unfinished-pem`, `invalid-base64`,
    ///   `not-a-certificate` or `malformed-certificate`.
    public init(reading bytes: [UInt8], named name: String) throws(CertificateError) {
        try Self.checkSize(bytes, named: name)
        // A text may begin with the digit 0, which is the tag of a SEQUENCE.
        if bytes.first == 0x30, case let contents = DERContents(of: bytes[...]), contents != .unknown {
            certificates = [try Self.certificate(inDER: bytes, contents, named: name)]
            return
        }
        var certificates: [Certificate] = []
        for block in try Self.certificateBlocks(in: bytes, named: name) {
            do {
                certificates.append(try Certificate(der: block.contents, named: name))
            } catch {
                throw Self.misreading(block, named: name, error)
            }
        }
        guard !certificates.isEmpty else { throw Self.withoutCertificate(bytes, named: name) }
        self.certificates = certificates
    }

    /// Reads certificates in DER, one by one, as TLS has them.
    ///
    /// - Throws: ``CertificateError`` with `empty` or `malformed-certificate`.
    init(encodings: [[UInt8]], named name: String) throws(CertificateError) {
        guard !encodings.isEmpty else { throw CertificateError(.empty, name, detail: "a certificate") }
        var certificates: [Certificate] = []
        for der in encodings { certificates.append(try Certificate(der: der, named: name)) }
        self.certificates = certificates
    }

    private init(certificates: [Certificate]) { self.certificates = certificates }

    /// The first certificate, which TLS takes for the user's own.
    public var leaf: Certificate {
        guard let leaf = certificates.first else { fatalError("a bundle of certificates is never empty") }
        return leaf
    }

    /// What follows the first certificate.
    public var intermediates: [Certificate] { Array(certificates.dropFirst()) }

    /// All certificates as PEM, in order, with nothing between them.
    public var pem: String { certificates.map(\.pem).joined() }

    /// The same certificates with the one that belongs to the key in front; nil when none does.
    ///
    /// TLS libraries look at the first certificate only, so a file with the CA first would be refused.
    public func withLeafFirst(for key: PrivateKey) -> CertificateBundle? {
        guard let index = certificates.firstIndex(where: key.matches) else { return nil }
        var sorted = certificates
        sorted.insert(sorted.remove(at: index), at: 0)
        return CertificateBundle(certificates: sorted)
    }
}

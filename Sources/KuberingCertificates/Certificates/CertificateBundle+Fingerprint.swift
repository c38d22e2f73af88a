// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension CertificateBundle {
    /// A fingerprint of the set of certificates in a file or field, for binding a credential to a cluster's CA.
    ///
    /// SHA-256, 64 lower-case hexadecimal digits, over the DER encodings of the distinct certificates, sorted bytewise
    /// and concatenated. It does not change with line lengths, line ends, comments, order or repetitions; for a single
    /// certificate it is that certificate's ordinary fingerprint. Only the encoding is looked at: a certificate need not
    /// be readable to have its place in it.
    ///
    /// - Parameters:
    ///   - bytes: PEM or one DER-encoded certificate, for example the decoded `certificate-authority-data` of a cluster.
    ///   - name: What messages call it.
    /// - Returns: 64 lower-case hexadecimal digits.
    /// - Throws: ``CertificateError`` as for ``init(reading:named:)``, without `malformed-certificate`.
    public static func fingerprint(ofBundle bytes: [UInt8], named name: String) throws(CertificateError) -> String {
        try checkSize(bytes, named: name)
        if bytes.first == 0x30, DERContents(of: bytes[...]) == .certificate { return SHA256Digest.hex(of: bytes) }
        let contents = try certificateBlocks(in: bytes, named: name).map(\.contents)
        guard !contents.isEmpty else { throw withoutCertificate(bytes, named: name) }
        return fingerprint(of: contents)
    }

    /// The fingerprint of the certificates, as ``fingerprint(ofBundle:named:)`` makes it.
    public var fingerprintSHA256: String { Self.fingerprint(of: certificates.map(\.der)) }

    private static func fingerprint(of encodings: [[UInt8]]) -> String {
        let sorted = Set(encodings).sorted { $0.lexicographicallyPrecedes($1) }
        return SHA256Digest.hex(of: Array(sorted.joined()))
    }
}

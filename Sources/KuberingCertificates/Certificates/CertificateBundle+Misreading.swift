// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Telling what a file holds that should hold certificates.
extension CertificateBundle {
    static let expectation = "a certificate in PEM form (-----BEGIN CERTIFICATE-----)"

    /// The blocks that hold certificates; `X509 CERTIFICATE` is an old name that OpenSSL still reads.
    static func certificateBlocks(in bytes: [UInt8], named name: String) throws(CertificateError) -> [PEMBlock] {
        try PEM.blocks(in: bytes, named: name) { $0 == "CERTIFICATE" || $0 == "X509 CERTIFICATE" }
    }

    /// Refuses nothing and too much.
    static func checkSize(_ bytes: [UInt8], named name: String) throws(CertificateError) {
        try PEM.checkSize(bytes.count, of: "certificates", expecting: expectation, named: name)
    }

    /// Reads the one certificate of a DER file.
    static func certificate(
        inDER bytes: [UInt8], _ contents: DERContents, named name: String
    ) throws(CertificateError) -> Certificate {
        switch contents {
        case .certificate: return try Certificate(der: bytes, named: name)
        default: throw mistaken(contents, named: name, isDER: true)
        }
    }

    /// The error for a block that is called a certificate and is none.
    static func misreading(
        _ block: PEMBlock, named name: String, _ error: CertificateError
    ) -> CertificateError {
        let contents = DERContents(of: block.contents[...])
        if contents != .certificate, contents != .unknown {
            return CertificateError(.notACertificate, name, line: block.line, detail: contents.noun)
        }
        return CertificateError(error.code, name, line: block.line, detail: error.detail)
    }

    /// The error for a text without any block that is called a certificate.
    static func withoutCertificate(_ bytes: [UInt8], named name: String) -> CertificateError {
        let regions: [PEMRegion]
        do {
            regions = try PEMScanner.regions(in: bytes.span, named: name)
        } catch {
            return error
        }
        guard let first = regions.first else {
            return CertificateError(.noPEM, name, detail: expectation)
        }
        let labels = regions.map(\.label)
        if labels.contains("TRUSTED CERTIFICATE") {
            return CertificateError(
                .notACertificate, name, line: first.line, detail: "a TRUSTED CERTIFICATE block",
                remedy: ConversionCommand.certificate(fromTrusted: name))
        }
        if labels.contains("PKCS7") || labels.contains("CMS") {
            return mistaken(.pkcs7, named: name, isDER: false)
        }
        if labels.contains("CERTIFICATE REQUEST") || labels.contains("NEW CERTIFICATE REQUEST") {
            return mistaken(.certificateRequest, named: name, isDER: false)
        }
        if labels.contains(where: { $0.hasSuffix("PRIVATE KEY") }) {
            return mistaken(.pkcs8Key, named: name, isDER: false)
        }
        return CertificateError(.notACertificate, name, detail: regions.noun)
    }

    private static func mistaken(_ contents: DERContents, named name: String, isDER: Bool) -> CertificateError {
        switch contents {
        case .pkcs12:
            CertificateError(
                .notACertificate, name, detail: contents.noun,
                remedy: ConversionCommand.certificates(fromPKCS12: name))
        case .pkcs7:
            CertificateError(
                .notACertificate, name, detail: contents.noun,
                remedy: ConversionCommand.certificates(fromPKCS7: name, isDER: isDER))
        case .certificateRequest:
            CertificateError(
                .notACertificate, name, detail: "a certificate request, which a CA has yet to sign,")
        default: CertificateError(.notACertificate, name, detail: contents.noun)
        }
    }
}

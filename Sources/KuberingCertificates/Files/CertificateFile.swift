// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Everything about certificates that a file holds, whatever else is around it.
///
/// For looking at files of all kinds: what cannot be read is an item with the reason, and does not hide the rest.
public struct CertificateFile: Sendable {
    /// One thing in the file.
    public enum Item: Sendable {
        /// A certificate.
        case certificate(Certificate)
        /// A certificate request.
        case request(CertificateRequest)
        /// A private key; its public half, or nil when it is under a passphrase.
        case privateKey(PublicKey?)
        /// Something that should be one of these and cannot be read.
        case unreadable(CertificateError)
        /// Something else, by the label of its PEM block.
        case other(String)
    }

    /// What is there, in order; never empty.
    public let items: [Item]

    /// Reads a PEM text with anything around the blocks, or one DER-encoded certificate, request or key.
    ///
    /// - Parameters:
    ///   - bytes: What the file holds, at most ``PEM/sizeLimit`` bytes.
    ///   - name: What messages call it.
    /// - Throws: ``CertificateError`` when nothing at all can be made of it, with the command that converts it if there
    ///   is one.
    public init(reading bytes: [UInt8], named name: String) throws(CertificateError) {
        try CertificateBundle.checkSize(bytes, named: name)
        if bytes.first == 0x30, case let contents = DERContents(of: bytes[...]), contents != .unknown {
            items = [try Self.item(inDER: bytes, contents, named: name)]
            return
        }
        var items: [Item] = []
        for region in try PEMScanner.regions(in: bytes.span, named: name) {
            items.append(Self.item(region, in: bytes, named: name))
        }
        guard items.contains(where: \.isKnown) else {
            throw CertificateBundle.withoutCertificate(bytes, named: name)
        }
        self.items = items
    }

    /// The certificates, in order.
    public var certificates: [Certificate] {
        items.compactMap { if case .certificate(let certificate) = $0 { certificate } else { nil } }
    }

    /// Whether there is a private key, encrypted or not.
    public var hasKey: Bool {
        items.contains { if case .privateKey = $0 { true } else { false } }
    }

    /// The certificate requests, in order.
    public var requests: [CertificateRequest] {
        items.compactMap { if case .request(let request) = $0 { request } else { nil } }
    }

    /// The public half of the first private key that can be read.
    public var key: PublicKey? {
        for case .privateKey(let key?) in items { return key }
        return nil
    }

    private static func item(
        inDER bytes: [UInt8], _ contents: DERContents, named name: String
    ) throws(CertificateError) -> Item {
        switch contents {
        case .certificateRequest: .request(try CertificateRequest(der: bytes, named: name))
        case .pkcs8Key, .pkcs1Key, .sec1Key, .encryptedPKCS8Key: try key(SecretBytes(bytes), named: name)
        default: .certificate(try CertificateBundle.certificate(inDER: bytes, contents, named: name))
        }
    }

    private static func item(_ region: PEMRegion, in bytes: [UInt8], named name: String) -> Item {
        do throws(CertificateError) {
            switch region.label {
            case "CERTIFICATE", "X509 CERTIFICATE":
                return .certificate(
                    try Certificate(der: try PEM.contents(of: region, in: bytes.span, named: name), named: name))
            case "TRUSTED CERTIFICATE":
                let contents = try PEM.contents(of: region, in: bytes.span, named: name)
                return .certificate(try Certificate(der: DERLength.firstElement(of: contents), named: name))
            case let label where CertificateRequest.isLabel(label):
                return .request(
                    try CertificateRequest(der: try PEM.contents(of: region, in: bytes.span, named: name), named: name))
            case let label where label.hasSuffix("PRIVATE KEY"):
                return try key(region, in: bytes, named: name)
            case let label: return .other(label)
            }
        } catch {
            return .unreadable(
                CertificateError(
                    error.code, name, line: error.line ?? region.line, detail: error.detail, remedy: error.remedy))
        }
    }

    private static func key(
        _ region: PEMRegion, in bytes: [UInt8], named name: String
    ) throws(CertificateError) -> Item {
        if region.label == "ENCRYPTED PRIVATE KEY" || region.headers.contains(where: { $0.name == "Proc-Type" }) {
            return .privateKey(nil)
        }
        if region.label == "OPENSSH PRIVATE KEY" { return .other(region.label) }
        return try key(try PEM.secretContents(of: region, in: bytes.span, named: name), named: name)
    }

    private static func key(_ der: SecretBytes, named name: String) throws(CertificateError) -> Item {
        let file = try PrivateKeyFile(reading: der, named: name)
        return .privateKey(file.needsPassphrase ? nil : try file.key().publicKey)
    }
}

extension CertificateFile.Item {
    /// Whether it is of a kind that is looked for.
    fileprivate var isKnown: Bool { if case .other = self { false } else { true } }
}

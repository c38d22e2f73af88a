// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1

/// The extensions of a certificate that matter here (RFC 5280 section 4.2).
struct CertificateExtensions {
    private(set) var isCertificateAuthority = false
    private(set) var pathLength: Int?
    private(set) var keyUsage: KeyUsage?
    private(set) var extendedKeyUsage: [ExtendedKeyUsage]?
    private(set) var subjectAlternativeNames: [SubjectAlternativeName] = []
    private(set) var critical: [String] = []
    private(set) var hasNameConstraints = false
    private(set) var subjectKeyIdentifier: [UInt8]?

    /// Reads the `[3]` element of a certificate, or the values of a request's attribute; nil has no extensions.
    init(_ tagged: ASN1Node?) throws(DERFailure) {
        guard let list = try tagged?.children("the extensions").firstNode else { return }
        for node in try list.sequence("the extensions") {
            var elements = try node.elements(of: "an extension")
            let type = try elements.next().objectIdentifier("an extension's type")
            if let flag = elements.next(if: { $0.identifier == .boolean }),
                try flag.bytes("an extension's critical flag").contains(where: { $0 != 0 })
            {
                critical.append(type.description)
            }
            try read(type, try elements.next().bytes("an extension", as: .octetString))
        }
    }

    private mutating func read(_ type: ASN1ObjectIdentifier, _ value: ArraySlice<UInt8>) throws(DERFailure) {
        switch type {
        case .basicConstraints:
            var elements = try ASN1Node.reading(der: value).elements(of: "the basic constraints")
            if let flag = elements.next(if: { $0.identifier == .boolean }) {
                isCertificateAuthority = try flag.bytes("the CA flag").contains { $0 != 0 }
            }
            pathLength = try elements.next { $0.identifier == .integer }?.integer("the path length")
        case .keyUsage:
            let bits = try ASN1Node.reading(der: value).bytes("the key usage", as: .bitString).dropFirst()
            keyUsage = KeyUsage(bits: bits)
        case .extendedKeyUsage:
            var usages: [ExtendedKeyUsage] = []
            for node in try ASN1Node.reading(der: value).sequence("the extended key usage") {
                usages.append(ExtendedKeyUsage(try node.objectIdentifier("an extended key usage").description))
            }
            extendedKeyUsage = usages
        case .subjectAlternativeName:
            subjectAlternativeNames = SubjectAlternativeName.names(in: try ASN1Node.reading(der: value))
        case .subjectKeyIdentifier:
            // Only a hint for those who look for issuers: one that cannot be read is none.
            let node = try? ASN1Node.reading(der: value)
            subjectKeyIdentifier = try? node.map { Array(try $0.bytes("the identifier", as: .octetString)) }
        case .nameConstraints:
            hasNameConstraints = true
        default: break
        }
    }
}

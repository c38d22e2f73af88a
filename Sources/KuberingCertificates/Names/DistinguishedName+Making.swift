// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1
import X509

extension DistinguishedName {
    /// A name of organizations, in order, and a common name after them, as Kubernetes users know it: `O=dev,CN=jane`.
    ///
    /// - Parameters:
    ///   - organizations: An attribute of its own for each.
    ///   - commonName: The user.
    /// - Throws: ``CertificateError`` with `malformed-request` when a text cannot be part of a name.
    public init(organizations: [String], commonName: String) throws(CertificateError) {
        do {
            let attributes =
                organizations.map {
                    RelativeDistinguishedName.Attribute(
                        type: .RDNAttributeType.organizationName, value: .init(utf8String: $0))
                } + [.init(type: .RDNAttributeType.commonName, value: .init(utf8String: commonName))]
            var serializer = DER.Serializer()
            try X509.DistinguishedName(attributes).serialize(into: &serializer)
            try self.init(try ASN1Node.reading(der: serializer.serializedBytes[...]))
        } catch {
            throw CertificateError(.malformedRequest, commonName, detail: "no name can be made of it")
        }
    }
}

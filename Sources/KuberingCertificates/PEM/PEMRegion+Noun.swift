// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension [PEMRegion] {
    /// What the blocks of a text hold as a noun with its article, for messages about what they should hold instead.
    var noun: String {
        switch first?.label {
        case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE": "a certificate"
        case let label? where CertificateRequest.isLabel(label): "a certificate request"
        case "PUBLIC KEY", "RSA PUBLIC KEY": "a public key"
        case let label? where label.hasSuffix("PRIVATE KEY"): "a private key"
        default: "PEM of type " + map(\.label).distinct.joined(separator: ", ")
        }
    }
}

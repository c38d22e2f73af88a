// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem

import struct FoundationEssentials.Date

extension CredentialID {
    /// An id that ends with this number.
    static func sample(_ number: Int = 1) -> CredentialID {
        CredentialID { count in
            [UInt8](repeating: 0xAB, count: count - 2) + [UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
        }
    }
}

extension CredentialBinding {
    static let sample = CredentialBinding(server: "https://10.0.0.1:6443", caFingerprint: "ab12")
}

extension StoredCredential {
    static let sampleCreation = Date(timeIntervalSince1970: 1_795_424_400)  // 2026-11-23T09:00:00Z

    static let certificate = StoredCredential(
        content: .clientCertificate(
            certificatePEM: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
            keyPEM: SecretBytes(utf8: "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n")),
        binding: .sample, label: "jane@prod", notAfter: Date(timeIntervalSince1970: 1_826_960_400),
        created: sampleCreation)

    static func token(_ text: String) -> StoredCredential {
        StoredCredential(
            content: .token(SecretBytes(utf8: text)), binding: .sample, label: "jane@prod", notAfter: nil,
            created: sampleCreation)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

/// A field that comes in two forms: the name of a file, and its contents with `-data` behind the name.
struct CertificateField {
    /// The field's name in its first form.
    let name: String
    /// What files made from it are called after the entry's name.
    let suffix: String

    /// The fields that an entry of this kind has.
    static func all(of kind: EntryKind) -> [CertificateField] {
        switch kind {
        case .cluster: [CertificateField(name: "certificate-authority", suffix: "-ca.crt")]
        case .user:
            [
                CertificateField(name: "client-certificate", suffix: ".crt"),
                CertificateField(name: "client-key", suffix: ".key"),
            ]
        case .context: []
        }
    }
}

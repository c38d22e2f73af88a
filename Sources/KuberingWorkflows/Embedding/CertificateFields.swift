// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

/// The fields of an entry that come in two forms: the name of a file, and its contents with `-data` behind the name.
struct CertificateFields {
    /// One of them.
    struct Field {
        /// The field's name in its first form.
        let name: String
        /// What files made from it are called after the entry's name.
        let suffix: String
    }

    /// The fields that an entry of this kind has.
    static func of(_ kind: EntryKind) -> [Field] {
        switch kind {
        case .cluster: [Field(name: "certificate-authority", suffix: "-ca.crt")]
        case .user: [Field(name: "client-certificate", suffix: ".crt"), Field(name: "client-key", suffix: ".key")]
        case .context: []
        }
    }
}

/// Which clusters and users are meant.
public enum CertificateHolders: Sendable {
    /// All of them.
    case all
    /// Those of these names.
    case named(clusters: [String], users: [String])

    /// The entries, clusters first.
    ///
    /// - Throws: `ConfigError` of code `entry-not-found`.
    func places(in config: Kubeconfig) throws -> [EntryPlace] {
        switch self {
        case .all:
            return [EntryKind.cluster, .user].flatMap { kind in
                config.entries(kind).map { EntryPlace(file: $0.file, kind: kind, name: $0.entry.name) }
            }
        case .named(let clusters, let users):
            return try EntrySelection(.cluster, clusters).places(in: config)
                + EntrySelection(.user, users).places(in: config)
        }
    }
}

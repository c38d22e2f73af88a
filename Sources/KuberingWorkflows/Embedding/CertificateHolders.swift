// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

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

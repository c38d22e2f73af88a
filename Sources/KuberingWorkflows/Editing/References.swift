// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

/// Which contexts refer to a cluster or a user, counted over every file and shadowed contexts, too.
struct References {
    /// Every context of every file, in file order.
    let all: [(place: EntryPlace, context: Context)]

    init(_ config: Kubeconfig) throws {
        all = try config.files.indices.flatMap { file in
            try config.contexts(ofFile: file).map {
                (EntryPlace(file: file, kind: .context, name: $0.name), $0.context)
            }
        }
    }

    /// The contexts that name this cluster or user, in file order.
    func contexts(using kind: EntryKind, named name: String) -> [EntryPlace] {
        all.filter { $0.context.name(of: kind).isExactly(name) }.map(\.place)
    }
}

extension Context {
    /// The name of the cluster or user that the context refers to; empty for none.
    func name(of kind: EntryKind) -> String {
        switch kind {
        case .cluster: cluster
        case .user: user
        case .context: ""
        }
    }
}

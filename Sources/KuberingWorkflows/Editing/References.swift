// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

/// Which contexts refer to a cluster or a user, counted over every file and shadowed contexts, too.
struct References {
    private let config: Kubeconfig

    init(_ config: Kubeconfig) {
        self.config = config
    }

    /// The contexts that name this cluster or user, in file order.
    func contexts(using kind: EntryKind, named name: String) throws -> [EntryPlace] {
        try all().filter { (kind == .cluster ? $0.context.cluster : $0.context.user).utf8.elementsEqual(name.utf8) }
            .map(\.place)
    }

    /// Every context of every file.
    func all() throws -> [(place: EntryPlace, context: Context)] {
        try config.files.indices.flatMap { file in
            try config.contexts(ofFile: file).map {
                (EntryPlace(file: file, kind: .context, name: $0.name), $0.context)
            }
        }
    }
}

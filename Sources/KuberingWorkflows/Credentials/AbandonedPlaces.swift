// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSecrets
import KuberingSystem

/// The old places of moved credentials that nobody else in the kubeconfig uses.
struct AbandonedPlaces {
    /// Files with a key or a token, absolute.
    let unusedFiles: [String]
    private let items: [(id: CredentialID, store: StoreName)]

    /// Looks for them.
    ///
    /// - Parameters:
    ///   - moves: What was moved.
    ///   - config: The kubeconfig as it was.
    /// - Throws: `ConfigError` when an entry of it cannot be read.
    init(_ moves: [UserMove], in config: Kubeconfig) throws {
        let moved = Set(moves.map { ExactName($0.place.name) })
        var used: Set<String> = []
        for origin in config.entries(.user) where !moved.contains(ExactName(origin.entry.name)) {
            let content = try config.content(of: origin, .user)
            for field in ["client-key", "tokenFile"] {
                guard let path = content[field]?.string, !path.isEmpty else { continue }
                used.insert(config.resolved(path, from: origin))
            }
            // However kubering is called there: what somebody may still ask for is not removed.
            if let id = content["exec"]?["args"]?.array?.last?.string { used.insert(id) }
        }
        var files: [String] = []
        var items: [(id: CredentialID, store: StoreName)] = []
        for move in moves {
            switch move.credential.place {
            case .fields(let old):
                for path in [old.key, old.token].compactMap({ $0 }) where !used.contains(path) && !files.contains(path)
                {
                    files.append(path)
                }
            case .store(_, let id, let store):
                if !used.contains(id.description), !items.contains(where: { $0.id == id }) {
                    items.append((id: id, store: store))
                }
            }
        }
        unusedFiles = files
        self.items = items
    }

    /// Removes the items from their stores.
    ///
    /// - Returns: Those that are still there, and why; what was asked for is done all the same.
    func removeItems(from stores: CredentialStores, _ index: CredentialIndex) -> [(id: String, reason: String)] {
        items.compactMap { item in
            do {
                try stores.store(item.store).remove(item.id)
                try index.remove(item.id.description)
                return nil
            } catch {
                return (id: item.id.description, reason: "\(error)")
            }
        }
    }
}

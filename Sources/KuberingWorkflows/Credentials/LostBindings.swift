// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSecrets
import KuberingYAML

/// Tells which users a change of clusters leaves with a credential that is not given out any more.
public struct LostBindings {
    private let location: KubeconfigLocation
    private let before: [(user: EntryPlace, binding: CredentialBinding)]

    /// Notes what the stored credentials are bound to before the change.
    ///
    /// - Parameter location: The kubeconfigs; from those that cannot be read nothing is noted.
    public init(before location: KubeconfigLocation) {
        self.location = location
        // The change itself says what is wrong with a kubeconfig.
        guard let config = try? Kubeconfig.load(location) else {
            before = []
            return
        }
        before = config.entries(.user).compactMap { origin in
            let place = EntryPlace(file: origin.file, kind: .user, name: origin.entry.name)
            // Without a cluster that can be read there is nothing that could be lost.
            guard origin.entry.item["user"]?["extensions"] != nil,
                (try? config.user(named: place.name)).flatMap({ $0 }).flatMap(CredentialFacts.init(of:)) != nil,
                let binding = try? UserCluster.only(of: place, in: config).binding()
            else { return nil }
            return (place, binding)
        }
    }

    /// The users whose credentials were given out before the change, and are not after it.
    public func users() throws -> [String] {
        guard !before.isEmpty else { return [] }
        let config = try Kubeconfig.load(location)
        return before.compactMap { user, binding in
            do {
                try UserCluster.only(of: user, in: config).check(binding)
                return nil
            } catch {
                return user.name
            }
        }
    }
}

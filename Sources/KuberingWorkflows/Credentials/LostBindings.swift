// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSecrets
import KuberingYAML

/// Tells which users a change of clusters leaves with a credential that is not given out any more.
public struct LostBindings {
    private let location: KubeconfigLocation
    private let before: [(user: EntryPlace, binding: CredentialBinding)]

    /// Notes what the stored credentials were bound to.
    ///
    /// - Parameter config: The configuration before the change.
    public init(before config: Kubeconfig) {
        location = config.location
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

    /// A credential that is not given out any more.
    public struct Loss: Sendable, Hashable {
        /// Whose it is.
        public let user: String
        /// Why it cannot be bound to what its user has now, one sentence; nil when it can.
        public let obstacle: String?
    }

    /// The users whose credentials were given out before the change, and are not after it.
    public func losses() throws -> [Loss] {
        guard !before.isEmpty else { return [] }
        let config = try Kubeconfig.load(location)
        return try before.compactMap { user, binding in
            // One that no context uses any more has nothing to be given out for.
            guard config.origin(.user, named: user.name) != nil,
                try !References(config).contexts(using: .user, named: user.name).isEmpty
            else { return nil }
            do {
                try UserCluster.only(of: user, in: config).check(binding)
                return nil
            } catch let error as WorkflowError where error.code == .severalClusters {
                return Loss(user: user.name, obstacle: error.description)
            } catch {
                return Loss(user: user.name, obstacle: nil)
            }
        }
    }
}

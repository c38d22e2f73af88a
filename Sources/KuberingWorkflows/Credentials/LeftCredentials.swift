// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig

/// The stored credentials that a change of the kubeconfig leaves without a user.
public struct LeftCredentials {
    private let location: KubeconfigLocation
    private let before: [CredentialIndex.Entry]

    /// Notes which credentials the users refer to.
    ///
    /// - Parameter config: The configuration before the change.
    /// - Throws: `ConfigError` when a user cannot be read.
    public init(before config: Kubeconfig) throws {
        location = config.location
        before = try Self.entries(of: config)
    }

    /// Those that no user refers to after the change, and that are still stored as far as that is known.
    ///
    /// - Parameter index: The list of what is stored.
    /// - Returns: Each once, by the first user who had it.
    /// - Throws: `ConfigError` when the kubeconfig cannot be read.
    public func entries(among index: CredentialIndex) throws -> [CredentialIndex.Entry] {
        guard !before.isEmpty else { return [] }
        var passed = Set(try Self.entries(of: Kubeconfig.load(location)).map(\.facts.id))
        // A list that cannot be read knows of none that was removed.
        passed.formUnion((try? index.removed()) ?? [])
        return before.filter { !index.isMissing($0) && passed.insert($0.facts.id).inserted }
    }

    private static func entries(of config: Kubeconfig) throws -> [CredentialIndex.Entry] {
        try config.names(.user).compactMap { name in
            try config.user(named: name).flatMap(CredentialFacts.init(of:)).map { .init(user: name, facts: $0) }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSecrets
public import KuberingSystem

/// Everything stored, and who uses it; nothing is unlocked, and no store but the vault's folder is looked at.
public struct ListCredentials {
    /// What can be told of a stored credential.
    public enum State: String, Sendable, Hashable {
        /// A user of the kubeconfig refers to it, or it is a registry's.
        case used
        /// No user of the kubeconfig refers to it; one of a kubeconfig that was not loaded may.
        case unused
        /// A request that waits for its certificate.
        case pending
        /// The command that stored it was ended before any user could refer to it.
        case unfinished
        /// The vault does not hold it any more.
        case missing
    }

    /// A stored credential and its state.
    public struct Listed: Sendable, Hashable {
        /// The credential.
        public let entry: CredentialIndex.Entry
        /// What became of it.
        public let state: State

        /// The entry's object with the state at its end.
        public var json: JSONValue {
            .object((entry.json.members ?? []) + [.init("state", .string(state.rawValue))])
        }
    }

    private let index: CredentialIndex

    /// Prepares a listing.
    public init(_ directories: XDGDirectories) { index = CredentialIndex(directories) }

    /// Lists.
    ///
    /// - Parameter config: Whose users are looked at.
    /// - Returns: The credentials, by user.
    /// - Throws: An error when the list or a user cannot be read.
    public func run(_ config: Kubeconfig) throws -> [Listed] {
        let users = try config.names(.user).compactMap { try config.user(named: $0) }
        let used = Set(users.compactMap { CredentialFacts(of: $0)?.id })
        return try index.entries(with: config).map { Listed(entry: $0, state: state(of: $0, used)) }
    }

    private func state(of entry: CredentialIndex.Entry, _ used: Set<String>) -> State {
        if index.isMissing(entry) { return .missing }
        if used.contains(entry.facts.id) { return .used }
        if entry.isUnfinished { return .unfinished }
        return switch entry.facts.kind {
        case StoredCredential.Kind.certificateRequest.rawValue: .pending
        case RegistryLogins.kind: .used
        default: .unused
        }
    }
}

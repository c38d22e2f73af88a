// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What is still somewhere of credentials that have a new place.
public struct MoveLeftovers: Sendable {
    /// Files with a key or token that nothing in the kubeconfig uses any more, absolute.
    public let unusedFiles: [String]
    /// Other files beside the kubeconfigs that still hold one of the secrets, absolute.
    public let copies: [String]
    /// Credentials that could not be removed from their old store, and why.
    public internal(set) var notRemoved: [(id: String, reason: String)]
    /// What became of the history's knowledge.
    public let forgetting: Forgetting

    static let nothing = MoveLeftovers(unusedFiles: [], copies: [], notRemoved: [], forgetting: .nothing)
}

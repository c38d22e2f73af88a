// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The store behind a docker credential helper, such as pass.
///
/// An item is kept for an address that nothing else has, `https://kubering.invalid/ID`. Helpers do not tell "locked" from
/// "not there", so what they say is checked against their list of what they have.
public struct HelperStore: CredentialStore {
    /// `helper:` and the helper's name.
    public let name: StoreName

    private let helper: CredentialHelper

    private static let address = "https://kubering.invalid/"
    private static let username = "kubering"

    /// Whether a server that a helper knows is no server but an item of kubering.
    static func owns(_ server: String) -> Bool { server.hasPrefix(address) }

    /// Describes the store; nothing is run yet.
    public init(_ helper: CredentialHelper) {
        self.helper = helper
        name = .helper(helper.name)
    }

    /// Whether the helper is there and can list what it has; a locked store need not show by that.
    public func state() -> StoreState {
        do {
            _ = try listed()
            return .usable
        } catch {
            return error.code == .storeLocked ? .locked(error) : .unavailable(error)
        }
    }

    /// Sees that the helper is there.
    ///
    /// - Parameter access: Makes no difference.
    /// - Throws: ``SecretsError``.
    public func prepare(for access: StoreAccess) throws(SecretsError) { _ = try listed() }

    /// Stores a credential and reads it back.
    ///
    /// - Parameters:
    ///   - credential: What is stored.
    ///   - id: The id it is found by.
    /// - Throws: ``SecretsError``; one that does not read back is removed again.
    public func save(_ credential: StoredCredential, id: CredentialID) throws(SecretsError) {
        let text = try credential.encoded(id: id)
        do throws(SecretsError) {
            try helper.store(text, username: Self.username, server: Self.server(id))
        } catch {
            // The words of the Secret Service's own helper.
            throw error.detail?.contains("locked") == true ? .helperLocked(helper.name, id, error.detail) : error
        }
        do throws(SecretsError) {
            guard try self.text(of: id).hasSameBytes(as: text) else { throw .credentialNotSaved(id, in: place) }
        } catch {
            // The first failure is the one to tell.
            _ = try? helper.erase(Self.server(id))
            throw error
        }
    }

    /// The credential with that id.
    ///
    /// - Parameter id: The id it was saved under.
    /// - Returns: The credential.
    /// - Throws: ``SecretsError``; `store-locked` when the helper has it and does not give it.
    public func read(_ id: CredentialID) throws(SecretsError) -> StoredCredential {
        try StoredCredential(decoding: try text(of: id), id: id)
    }

    /// Removes the credential with that id and looks again that it is gone.
    ///
    /// - Parameter id: The id it was saved under.
    /// - Throws: ``SecretsError``, with `credential-not-found` when there was none.
    public func remove(_ id: CredentialID) throws(SecretsError) {
        guard try listed().contains(id) else { throw .credentialNotFound(id, in: place) }
        try helper.erase(Self.server(id))
        guard try !listed().contains(id) else { throw .credentialNotRemoved(id, from: place) }
    }

    /// The ids of everything kubering keeps there, sorted.
    public func identifiers() throws(SecretsError) -> [CredentialID] {
        try listed().sorted { $0.description < $1.description }
    }

    private var place: String { "the store of docker-credential-\(helper.name)" }

    private static func server(_ id: CredentialID) -> String { "\(address)\(id)" }

    private func text(of id: CredentialID) throws(SecretsError) -> SecretBytes {
        var reason: String?
        do throws(SecretsError) {
            if let answer = try helper.get(Self.server(id)) { return answer.secret }
        } catch {
            guard error.code == .helperFailed else { throw error }
            reason = error.detail
        }
        let known: Set<CredentialID>
        do throws(SecretsError) {
            known = try listed()
        } catch {
            // Of two failures the first one tells more.
            if let reason, error.code == .helperFailed { throw .helperFailed(helper.name, reason) }
            throw error
        }
        if known.contains(id) { throw .helperLocked(helper.name, id, reason) }
        if let reason { throw .helperFailed(helper.name, reason) }
        throw .credentialNotFound(id, in: place)
    }

    /// What is there; newer helpers put words before the address.
    private func listed() throws(SecretsError) -> Set<CredentialID> {
        var ids: Set<CredentialID> = []
        for (server, username) in try helper.list() {
            // What docker-credential-secretservice says of a locked item, whose attributes it cannot see.
            if server.isEmpty, username == "account not defined" { throw .helperLocked(helper.name, nil, nil) }
            guard let start = server.firstRange(of: Self.address)?.upperBound else { continue }
            if let id = CredentialID(parsing: server[start...]) { ids.insert(id) }
        }
        return ids
    }
}

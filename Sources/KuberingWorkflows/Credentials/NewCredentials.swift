// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem

/// Credentials that are put into a store for a kubeconfig that is not written yet.
///
/// Each is listed first, as unfinished: if we are killed then, nothing is in the store that `credential list` does not show,
/// and it shows what nobody can have come to use.
final class NewCredentials {
    private let store: any CredentialStore
    private let index: CredentialIndex
    private var listed: [CredentialIndex.Entry] = []

    init(in store: any CredentialStore, _ index: CredentialIndex) {
        self.store = store
        self.index = index
    }

    func add(_ credential: StoredCredential, id: CredentialID, user: String, _ facts: CredentialFacts) throws {
        let entry = CredentialIndex.Entry(user: user, facts: facts)
        try index.begin(entry)
        listed.append(entry)
        try store.save(credential, id: id)
    }

    /// Notes that all of them are in use.
    func finish() throws { try index.finish(listed) }

    /// Removes all of them again.
    ///
    /// A store that did not answer in time may have a credential all the same, so each is looked for. One that cannot be
    /// removed stays on the list, as unfinished.
    ///
    /// - Parameter failure: Why.
    /// - Throws: ``WorkflowError`` with both reasons when one of them may be left, and the exit status of the first.
    func takeBack(after failure: any Error) throws {
        var left: [String] = []
        for entry in listed {
            let id = entry.facts.id
            do {
                try removeFromStore(id)
                try index.remove(id)
            } catch {
                let reason = "\(error)" == "\(failure)" ? "" : " (\(error))"
                left.append(
                    "the credential \(id) may be left in \(store.name.rawValue)\(reason): remove it with: "
                        + "kubering credential remove \(id)")
            }
        }
        guard !left.isEmpty else { return }
        throw WorkflowError(
            .notTakenBack, (["\(failure)"] + left).joined(separator: "; and "),
            exitStatus: (failure as? any UserFacingError)?.exitStatus ?? .failed)
    }

    private func removeFromStore(_ text: String) throws(SecretsError) {
        guard let id = CredentialID(parsing: text) else { return }
        do throws(SecretsError) {
            try store.remove(id)
        } catch {
            guard error.code == .credentialNotFound || error.code == .vaultMissing else { throw error }
        }
    }
}

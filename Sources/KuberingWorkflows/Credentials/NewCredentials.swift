// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem

/// Credentials that are put into a store for a kubeconfig that is not written yet.
///
/// Each is listed first: if we are killed then, nothing is in the store that `credential list` does not show.
final class NewCredentials {
    private let store: any CredentialStore
    private let index: CredentialIndex
    private var listed: [CredentialID] = []
    private var stored: Set<CredentialID> = []

    init(in store: any CredentialStore, _ index: CredentialIndex) {
        self.store = store
        self.index = index
    }

    func add(_ credential: StoredCredential, id: CredentialID, user: String, _ facts: CredentialFacts) throws {
        try index.add(.init(user: user, facts: facts))
        listed.append(id)
        try store.save(credential, id: id)
        stored.insert(id)
    }

    /// Removes all of them again.
    ///
    /// - Parameter failure: Why.
    /// - Throws: ``WorkflowError`` with both reasons when one of them stays.
    func takeBack(after failure: any Error) throws {
        for id in listed {
            do {
                if stored.contains(id) { try store.remove(id) }
                try index.remove(id.description)
            } catch {
                throw WorkflowError(
                    .doesNotFit,
                    "\(failure); and the credential \(id) that was stored could not be removed again (\(error)): "
                        + "remove it with: kubering credential remove \(id)")
            }
        }
    }
}

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
    private var stored: Set<String> = []

    init(in store: any CredentialStore, _ index: CredentialIndex) {
        self.store = store
        self.index = index
    }

    func add(_ credential: StoredCredential, id: CredentialID, user: String, _ facts: CredentialFacts) throws {
        let entry = CredentialIndex.Entry(user: user, facts: facts)
        try index.begin(entry)
        listed.append(entry)
        try store.save(credential, id: id)
        stored.insert(facts.id)
    }

    /// Notes that all of them are in use.
    func finish() throws { try index.finish(listed) }

    /// Removes all of them again.
    ///
    /// - Parameter failure: Why.
    /// - Throws: ``WorkflowError`` with both reasons when one of them stays.
    func takeBack(after failure: any Error) throws {
        for entry in listed {
            do {
                if stored.contains(entry.facts.id), let id = CredentialID(parsing: entry.facts.id) {
                    try store.remove(id)
                }
                try index.remove(entry.facts.id)
            } catch {
                throw WorkflowError(
                    .doesNotFit,
                    "\(failure); and the credential \(entry.facts.id) that was stored could not be removed again "
                        + "(\(error)): remove it with: kubering credential remove \(entry.facts.id)")
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

/// The users whose credential kubering stored, with its public facts.
struct StoredCredentials {
    let entry: CheckedEntry
    let facts: CredentialFacts

    static func all(in subject: CheckSubject) -> [StoredCredentials] {
        subject.all(.user, with: "extensions").compactMap { entry in
            guard entry.has("exec"), let value = entry.extension(KuberingExtension.name) else { return nil }
            return CredentialFacts(value).map { StoredCredentials(entry: entry, facts: $0) }
        }
    }
}

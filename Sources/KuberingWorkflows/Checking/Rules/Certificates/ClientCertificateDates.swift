// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingConfig
import KuberingSecrets
import KuberingSystem

/// When a user's certificate ends, wherever it rests.
struct ClientCertificateDates {
    let entry: CheckedEntry
    /// The field it stands in, or the plugin that kubering is.
    let field: String
    /// The first moment it is valid; nil when only the end is known.
    let start: Date?
    let end: Date

    /// The dates of every user whose certificate can be read, and of those whose key kubering stored, by the public facts.
    static func all(_ facts: CheckFacts) -> [ClientCertificateDates] {
        facts.users.compactMap { user in
            if let certificate = user.certificate {
                guard case .usable(let bundle) = certificate.outcome else { return nil }
                return ClientCertificateDates(
                    entry: user.entry, field: certificate.field, start: bundle.leaf.notBefore,
                    end: bundle.leaf.notAfter)
            }
            guard user.entry.has("extensions"),
                let stored = user.entry.extension(KuberingExtension.name).flatMap({ CredentialFacts($0) }),
                stored.kind == StoredCredential.Kind.clientCertificate.rawValue,
                let end = stored.notAfter.flatMap({ Date(rfc3339: $0) })
            else { return nil }
            return ClientCertificateDates(entry: user.entry, field: "exec", start: nil, end: end)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem

/// The ServiceAccounts that a pull secret is attached to, as they are in the cluster.
struct AttachedAccounts {
    /// Where they were read from; nil when nothing is known of them.
    let source: String?
    let known: [ServiceAccountManifest]

    /// The account of a name; one that nothing is known of has no pull secrets.
    ///
    /// - Throws: A usage error when the source was to have it and does not.
    func account(_ name: String, in namespace: String?) throws -> ServiceAccountManifest {
        guard let source else { return try ServiceAccountManifest(name: name, namespace: namespace) }
        let account = known.first { account in
            account.name == name && (namespace == nil || account.namespace == nil || account.namespace == namespace)
        }
        if let account { return account }
        let place = namespace.map { " in namespace \(OutsideText.quoted($0))" } ?? ""
        throw UsageError(
            "there is no service account \(OutsideText.quoted(name))\(place) in \(OutsideText.escaped(source))")
    }
}

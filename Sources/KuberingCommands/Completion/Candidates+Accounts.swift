// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// Where credentials are, and whose; no store is opened.
extension Candidates {
    static func registries(_ prefix: String) -> [String] {
        offered(RegistrySources(.process()).names, prefix)
    }

    /// The users whose accounts are known, of the registries that the words name if any.
    static func accounts(_ prefix: String, _ words: [String]) -> [String] {
        // A list that cannot be read offers nothing.
        let all = (try? KnownRegistries(.process()).all()) ?? []
        let named = Set(words.map { RegistryKey($0) })
        let own = all.filter { named.contains(RegistryKey($0.server)) }
        return offered(Set((own.isEmpty ? all : own).compactMap(\.username)).sorted(), prefix)
    }

    /// What the account of a registry can be taken from.
    static func accountPlaces(_ prefix: String, and more: [String] = []) -> [String] {
        let helpers = CredentialStores(.process(), mayAsk: false).names.map(\.rawValue).filter {
            $0.hasPrefix("helper:")
        }
        return offered(["docker", "podman"] + more + helpers, prefix) + [files]
    }

    /// The stores there are here.
    static func stores(_ prefix: String, and more: [String] = []) -> [String] {
        offered(CredentialStores(.process(), mayAsk: false).names.map(\.rawValue) + more, prefix)
    }

    /// The service account that every namespace has, in those that contexts use.
    static func defaultServiceAccounts(_ prefix: String, _ words: [String]) -> [String] {
        namespaces("", words).map { "\($0):default" }.filter { $0.hasPrefix(prefix) }
    }
}

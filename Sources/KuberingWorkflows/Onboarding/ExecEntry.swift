// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

/// The part of a kubeconfig user that leaves its credential to kubering.
enum ExecEntry {
    private static let words: [JSONValue] = ["credential", "get"]

    /// The content of a new user: the exec plugin, and the public facts in an extension.
    static func user(_ facts: CredentialFacts, command: String) -> JSONValue {
        ["exec": plugin(facts.id, command), "extensions": [item(facts)]]
    }

    /// The id of the credential that a user's plugin asks kubering for; nil when its plugin is another one, or none.
    static func id(of user: User) -> String? {
        user.exec.flatMap { KuberingExtension.credentialID(in: $0.arguments) }
    }

    /// Lets a user that has its credential elsewhere leave it to kubering.
    ///
    /// - Parameters:
    ///   - place: The user.
    ///   - content: What its entry holds.
    ///   - facts: The public facts of the credential.
    ///   - command: How the kubeconfig calls kubering.
    /// - Returns: The changes; what else the user signs in with is left as it is.
    static func adding(
        to place: EntryPlace, _ content: JSONValue, _ facts: CredentialFacts, command: String
    ) -> [KubeconfigEdit] {
        [.change(place, .set(["exec"], plugin(facts.id, command))), settingFacts(of: place, content, facts)]
    }

    /// Lets a user that leaves its credential to kubering use another one; whatever else its plugin says stays.
    static func changing(
        _ place: EntryPlace, _ content: JSONValue, _ facts: CredentialFacts
    ) -> [KubeconfigEdit] {
        [
            .change(place, .set(["exec", "args"], .array(words + [.string(facts.id)]))),
            settingFacts(of: place, content, facts),
        ]
    }

    /// Takes the plugin and the public facts from a user.
    static func removing(from place: EntryPlace, _ content: JSONValue) -> [KubeconfigEdit] {
        var edits: [KubeconfigEdit] = [.change(place, .unset(["exec"]))]
        if let index = index(in: content) {
            let isOnly = content["extensions"]?.array?.count == 1
            edits.append(.change(place, .unset(isOnly ? ["extensions"] : ["extensions", .index(index)])))
        }
        return edits
    }

    private static func settingFacts(
        of place: EntryPlace, _ content: JSONValue, _ facts: CredentialFacts
    ) -> KubeconfigEdit {
        guard let index = index(in: content) else { return .change(place, .append(["extensions"], item(facts))) }
        return .change(place, .set(["extensions", .index(index), "extension"], facts.json))
    }

    /// Where in the user's extensions ours is.
    private static func index(in content: JSONValue) -> Int? {
        content["extensions"]?.array?.firstIndex { $0["name"]?.string == KuberingExtension.name }
    }

    private static func item(_ facts: CredentialFacts) -> JSONValue {
        ["name": .string(KuberingExtension.name), "extension": facts.json]
    }

    /// Kubernetes type: `ExecConfig`.
    private static func plugin(_ id: String, _ command: String) -> JSONValue {
        [
            "apiVersion": "client.authentication.k8s.io/v1",
            "command": .string(command),
            "args": .array(words + [.string(id)]),
            "interactiveMode": "IfAvailable",
            "provideClusterInfo": true,
        ]
    }
}

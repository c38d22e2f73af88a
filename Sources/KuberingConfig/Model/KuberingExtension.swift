// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import KuberingYAML

/// The extensions in which kubering keeps what is its own: the public facts of a stored credential, and marks.
public enum KuberingExtension {
    /// The name, in a user's `extensions`, of the facts of a stored credential.
    public static let name = "kubering/credential"

    /// The name, in a context's `extensions`, of the mark that the context is one to be careful with.
    public static let protection = "kubering/protected"

    /// The item of a context's `extensions` that is the mark.
    public static let protectionMark: JSONValue = ["name": .string(protection), "extension": true]

    /// Whether an extension of a context is the mark; one with the value `false` says that the context has none.
    static func isProtection(_ item: NamedExtension) -> Bool { item.name == protection && item.value != false }

    /// The id of the credential that a plugin with these arguments asks kubering for: they are `credential get ID`.
    ///
    /// - Returns: The id, which is not secret; nil when the plugin is another one.
    public static func credentialID(in arguments: [String]) -> String? {
        arguments.count == 3 && arguments.starts(with: ["credential", "get"]) ? arguments.last : nil
    }

    /// Whether an extension of that name is ours; none of those holds a secret.
    public static func isOurs(named text: String) -> Bool { text.isExactly(name) || text.isExactly(protection) }

    /// Whether a list item is an extension of ours.
    static func isOurs(_ item: YAMLNode) -> Bool {
        guard let itemName = item["name"] else { return false }
        return itemName.hasText(name) || itemName.hasText(protection)
    }
}

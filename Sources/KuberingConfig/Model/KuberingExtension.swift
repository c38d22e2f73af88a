// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

/// The extensions in which kubering keeps what is its own: the public facts of a stored credential, and marks.
public enum KuberingExtension {
    /// The name, in a user's `extensions`, of the facts of a stored credential.
    public static let name = "kubering/credential"

    /// The name, in a context's `extensions`, of the mark that the context is one to be careful with.
    public static let protection = "kubering/protected"

    /// Whether a list item is that extension.
    static func isOurs(_ item: YAMLNode) -> Bool {
        item["name"]?.hasText(name) ?? false
    }
}

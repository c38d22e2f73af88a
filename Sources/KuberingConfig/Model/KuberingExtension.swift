// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

/// The extension in which kubering keeps the public facts of a stored credential.
public enum KuberingExtension {
    /// Its name in a user's `extensions`.
    public static let name = "kubering/credential"

    /// Whether a list item is that extension.
    static func isOurs(_ item: YAMLNode) -> Bool {
        item["name"]?.hasText(name) ?? false
    }
}

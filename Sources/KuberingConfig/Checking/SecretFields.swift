// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// The fields that hold a secret in plain text.
public enum SecretFields {
    static let ofUsers = ["client-key-data", "token", "password"]
    /// The fields of an auth provider's `config`.
    public static let ofProviders = ["id-token", "refresh-token", "access-token", "client-secret"]

    /// The way to the first field of an entry that holds a secret; nil when none does.
    static func first(of entry: CheckedEntry) -> [String]? {
        switch entry.place.kind {
        case .context: return nil
        case .cluster:
            return ["server", "proxy-url"].first { entry.has($0) && hasPassword(entry.text($0)) }.map { [$0] }
        case .user:
            if let name = ofUsers.first(where: { entry.has($0) }) { return [name] }
            let config = entry.field("auth-provider", "config")
            return ofProviders.first { config?[$0]?.text.isEmpty == false }.map { ["auth-provider", "config", $0] }
        }
    }

    private static func hasPassword(_ url: String) -> Bool { URLRedaction.redacted(url) != url }
}

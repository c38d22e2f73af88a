// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// What a user's auth provider gets; of those that were built into kubectl, only `oidc` still is.
///
/// Naming the provider puts it in the place of another one with all its settings, and of a plugin; without a name the one
/// that is there is changed.
public struct AuthProviderFields: Sendable {
    /// Its name; empty for no provider.
    public var name: String?
    /// Its settings, in order; one without a value goes.
    public var settings: [(name: String, value: String?)] = []

    /// Says nothing.
    public init() {}

    /// What that sets and removes in a user.
    func settings(of user: JSONValue?) throws(WorkflowError) -> [FieldSetting] {
        if let name {
            guard !name.isEmpty else { return [.init(["auth-provider"], .removed)] }
            let config = settings.compactMap { name, value in value.map { JSONValue.Member(name, .string($0)) } }
            let provider: JSONValue = ["name": .string(name), "config": .object(config)]
            return [.init(["auth-provider"], .json(provider)), .init(["exec"], .removed)]
        }
        guard user?["auth-provider"]?.members != nil else {
            throw WorkflowError(
                .doesNotFit, "the user has no auth provider that could be changed; name it with --auth-provider",
                exitStatus: .usage)
        }
        return settings.map { name, value in
            .init(["auth-provider", "config", .key(name)], value.map { .json(.string($0)) } ?? .removed)
        }
    }
}

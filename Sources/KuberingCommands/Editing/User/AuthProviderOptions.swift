// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// A provider that is built into kubectl.
struct AuthProviderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A provider built into kubectl: oidc; '' for none.", valueName: "name"))
    var authProvider: String?
    @Option(help: ArgumentHelp("A setting of it, or name- to remove one; may be repeated.", valueName: "name=value"))
    var authProviderArg: [String] = []

    var isGiven: Bool { authProvider?.isEmpty == false || !authProviderArg.isEmpty }

    func validate() throws {
        guard authProviderArg.allSatisfy({ NamedValue($0) != nil }) else {
            throw ValidationError("--auth-provider-arg needs NAME=VALUE, or NAME- to remove it")
        }
        if authProvider?.isEmpty == true, !authProviderArg.isEmpty {
            throw ValidationError("--auth-provider '' removes it with all its settings; leave out --auth-provider-arg")
        }
    }

    /// What the provider gets; nil when nothing is said of it.
    func fields() throws -> AuthProviderFields? {
        guard authProvider != nil || isGiven else { return nil }
        var fields = AuthProviderFields()
        fields.name = authProvider
        fields.settings = authProviderArg.compactMap(NamedValue.init).map { ($0.name, $0.value) }
        if let secret = fields.settings.first(where: { $0.value != nil && SecretFields.ofProviders.contains($0.name) })
        {
            throw UsageError(
                "\(secret.name) is a secret, and others can read arguments; use: kubering set "
                    + "users.NAME.auth-provider.config.\(secret.name) --value-stdin")
        }
        return fields
    }
}

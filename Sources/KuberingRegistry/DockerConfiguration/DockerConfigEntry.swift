// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// One registry's entry of an `auths` map, as far as it matters to somebody who wants its password.
///
/// Field names match whatever their case, as Go's `encoding/json` has it.
struct DockerConfigEntry: Sendable {
    /// The outcome of decoding `auth`.
    enum Authentication: Sendable {
        case absent
        case decoded(BasicAuthentication)
        case faulty(BasicAuthentication.Fault)
    }

    let username: String?
    let password: SecretBytes?
    let authentication: Authentication
    let email: String?
    /// What docker exchanges for a token of the registry.
    let identityToken: SecretBytes?
    /// Whether the entry holds an identity or registry token.
    let hasToken: Bool
    /// The names of fields that must be strings and are not; a kubelet then refuses the whole file.
    let malformedFields: [String]
    /// Whether the entry itself is neither an object nor null.
    let isMalformed: Bool

    init(_ value: JSONValue) {
        var malformed: [String] = []
        func text(_ name: String) -> String? {
            switch value.member(named: name) {
            case nil, .null: return nil
            case .string(let text): return text.isEmpty ? nil : text
            default:
                malformed.append(name)
                return nil
            }
        }
        username = text("username")
        password = text("password").map { SecretBytes(utf8: $0) }
        email = text("email")
        switch text("auth") {
        case nil: authentication = .absent
        case let field?:
            do throws(BasicAuthentication.Fault) {
                authentication = .decoded(try BasicAuthentication(decoding: field))
            } catch {
                authentication = .faulty(error)
            }
        }
        malformedFields = malformed
        func token(_ name: String) -> SecretBytes? {
            value.member(named: name)?.string.flatMap { $0.isEmpty ? nil : SecretBytes(utf8: $0) }
        }
        identityToken = token("identitytoken")
        hasToken = identityToken != nil || token("registrytoken") != nil
        isMalformed = value.members == nil && value != .null
    }
}

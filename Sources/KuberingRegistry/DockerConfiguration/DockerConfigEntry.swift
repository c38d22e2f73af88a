// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// One registry's entry of an `auths` map, as far as it matters to somebody who wants its password.
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
    /// How often the file has the entry; the last one is this.
    let count: Int
    /// The names of fields that the entry has more than once.
    let repeatedFields: [String]

    init(_ entry: GoField.Entry) {
        let value = entry.value
        var malformed: [String] = []
        var repeated: [String] = []
        func text(_ name: String) -> String? {
            let field = GoField(name, of: value)
            if !field.isText { malformed.append(name) }
            if field.count > 1 { repeated.append(name) }
            return field.text
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
        repeatedFields = repeated
        count = entry.count
        identityToken = GoField("identitytoken", of: value).text.map { SecretBytes(utf8: $0) }
        hasToken = identityToken != nil || GoField("registrytoken", of: value).text != nil
        isMalformed = value.members == nil && value != .null
    }

    /// What the file has more than once of the entry, for people; nil when there is nothing.
    func repetition(as key: String) -> String? {
        let registry = "registry \(OutsideText.quoted(key))"
        return count > 1 ? registry : repeatedFields.first.map { "the \($0) of \(registry)" }
    }
}

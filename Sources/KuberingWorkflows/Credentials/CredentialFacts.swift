// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem

/// The public facts of a stored credential, as its user carries them in the kubeconfig.
///
/// They stand in the user's `extensions` under `kubering/credential`, so that listing and expiry never need the store.
public struct CredentialFacts: Sendable, Hashable {
    /// The id in the store.
    public var id: String
    /// The store's name.
    public var store: String
    /// `client-certificate`, `token`, `basic` or `certificate-request`.
    public var kind: String
    /// The certificate's subject; nil for other kinds.
    public var subject: String?
    /// The groups of the user, which are the certificate's organizations.
    public var groups: [String]
    /// Who signed the certificate, as people call them; nil for other kinds, and for what an older kubering stored.
    public var authority: String?
    /// When it began to be valid, in RFC 3339; nil when not known, as for what an older kubering stored.
    public var notBefore: String?
    /// When it ends, in RFC 3339; nil when not known.
    public var notAfter: String?
    /// SHA-256 of the certificate, in hexadecimal; nil for other kinds.
    public var fingerprint: String?
    /// The server it may be used with.
    public var server: String?

    /// The request that waits for its certificate, in PEM; nil for other kinds, and never in a kubeconfig.
    public var request: String?

    /// Puts the facts together.
    public init(
        id: String, store: String, kind: String, subject: String? = nil, groups: [String] = [],
        authority: String? = nil, notBefore: String? = nil, notAfter: String? = nil, fingerprint: String? = nil,
        server: String? = nil, request: String? = nil
    ) {
        self.id = id
        self.store = store
        self.kind = kind
        self.subject = subject
        self.groups = groups
        self.authority = authority
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.fingerprint = fingerprint
        self.server = server
        self.request = request
    }

    /// Reads the facts of a user; nil when the user has none.
    public init?(of user: User) {
        guard let value = user.extensions.first(where: { $0.name == KuberingExtension.name })?.value else { return nil }
        self.init(value)
    }

    /// Reads the facts from the value of the extension, or from the list of credentials.
    init?(_ value: JSONValue) {
        guard let id = value["id"]?.string, let store = value["store"]?.string, let kind = value["kind"]?.string else {
            return nil
        }
        self.init(
            id: id, store: store, kind: kind, subject: value["subject"]?.string,
            groups: value["groups"]?.array?.compactMap(\.string) ?? [], authority: value["authority"]?.string,
            notBefore: value["notBefore"]?.string, notAfter: value["notAfter"]?.string,
            fingerprint: value["fingerprint"]?.string,
            // None of ours has a password in it, but another program's might.
            server: value["server"]?.string.map(URLRedaction.redacted),
            request: value["request"]?.string)
    }

    /// The value of the extension.
    public var json: JSONValue {
        .object(present: [
            "id": .string(id), "store": .string(store), "kind": .string(kind), "server": server.map(JSONValue.string),
            "subject": subject.map(JSONValue.string),
            "groups": groups.isEmpty ? nil : .array(groups.map(JSONValue.string)),
            "authority": authority.map(JSONValue.string), "notBefore": notBefore.map(JSONValue.string),
            "notAfter": notAfter.map(JSONValue.string),
            "fingerprint": fingerprint.map(JSONValue.string),
            "request": request.map(JSONValue.string),
        ])
    }
}

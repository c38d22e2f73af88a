// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// The text of a docker configuration, edited without touching what is not meant: unknown fields, order and indentation
/// stay.
///
/// JSON is edited as the YAML that it is.
public struct DockerConfigText {
    /// Where the text came from, for messages.
    private let path: String
    /// Whether the registries are the whole map, as in `.dockercfg`.
    private let isLegacy: Bool
    private var document: YAMLDocument

    /// Reads a text; an empty one is an empty configuration.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 JSON.
    ///   - path: Where it came from, for messages.
    ///   - format: Whether the registries stand under `auths`.
    /// - Throws: ``RegistryError`` with `docker-config-invalid`, `docker-config-too-large` or `docker-config-repeats`.
    public init(_ bytes: [UInt8], path: String, format: PullSecretFormat = .current) throws(RegistryError) {
        let config = try DockerConfig(parsing: bytes, path: path)
        if let repetition = config.repetition { throw .dockerConfigRepeats(repetition, path: path) }
        let text = bytes.allSatisfy(\.isJSONBlank) ? Array("{}".utf8) : bytes
        do throws(YAMLError) {
            document = try YAMLDocument(parsing: SourceText(text))
        } catch {
            throw .dockerConfigInvalid(path: path, reason: "\(error)")
        }
        self.path = path
        isLegacy = format == .legacy
    }

    /// The text as it is now.
    public var bytes: [UInt8] { document.text.bytes }

    /// Whether nothing has been written into an empty configuration.
    public var isEmpty: Bool { document.root.map { $0.count == 0 } ?? true }

    /// The keys of the entries that stand for a registry, however they are spelled.
    ///
    /// - Parameter registry: The registry in any spelling.
    /// - Returns: As the text spells them; none when the registry is not there.
    public func keys(for registry: String) -> [String] {
        let wanted = RegistryKey(registry)
        let entries = document[registries]
        return (entries.map { Array($0.entries) } ?? []).map(\.key.text).filter { RegistryKey($0) == wanted }
    }

    /// Writes the credential into the entry under its server's name, as docker does: `auth` and nothing else of the account,
    /// but for an identity token.
    ///
    /// - Parameters:
    ///   - credential: What is written.
    ///   - spellsOut: Whether `username` and `password` are written, too, as kubectl does.
    /// - Throws: ``RegistryError`` with `docker-config-invalid` when the text is written so that it cannot be edited.
    public mutating func set(_ credential: RegistryCredential, spellsOut: Bool) throws(RegistryError) {
        let isToken = credential.isIdentityToken
        let auth = BasicAuthentication.encode(
            username: credential.username, password: isToken ? SecretBytes([]) : credential.password)
        // Not UTF-8: JSON cannot hold the password, and `auth` goes first anyway.
        let password = credential.password.withExposedBytes { String(validating: $0, as: UTF8.self) }
        try write(
            [
                ("username", spellsOut ? .string(credential.username) : nil),
                ("password", spellsOut ? password.map(JSONValue.string) : nil), ("auth", .string(auth)),
                ("identitytoken", isToken ? password.map(JSONValue.string) : nil), ("registrytoken", nil),
            ], to: credential.server)
    }

    /// Leaves an entry without a credential, by which docker remembers that a credential store has it.
    ///
    /// - Parameter server: The entry's key, to the letter.
    /// - Throws: ``RegistryError`` with `docker-config-invalid` when the text is written so that it cannot be edited.
    public mutating func mark(_ server: String) throws(RegistryError) {
        try write(["username", "password", "auth", "identitytoken", "registrytoken"].map { ($0, nil) }, to: server)
    }

    /// The text for people to see: what may be secret is hidden, and what differs from an older text says so.
    ///
    /// - Parameter old: The text before.
    /// - Returns: The text with `REDACTED` or `REDACTED (new)` in place of passwords, tokens, headers and proxies.
    /// - Throws: ``RegistryError`` with `docker-config-invalid` when the text is written so that it cannot be edited.
    public func redacted(since old: DockerConfigText) throws(RegistryError) -> [UInt8] {
        let edits = secretFields.map { field in
            let isNew = document[field]?.scalarBytes != old.document[field]?.scalarBytes
            return YAMLEdit.set(field, .string(isNew ? "REDACTED (new)" : "REDACTED"))
        }
        var copy = self
        try copy.apply(edits)
        return isEmpty ? [] : copy.bytes
    }

    private var secretFields: [YAMLPath] {
        func below(_ path: YAMLPath) -> [YAMLPath] {
            guard let node = document[path], node.kind == .mapping else { return [path] }
            return node.entries.flatMap { below(path + [.key($0.key.text)]) }
        }
        let others = [field("HttpHeaders", of: []), field("proxies", of: [])].filter { document[$0] != nil }
        let secrets = ["auth", "password", "identitytoken", "registrytoken"]
        let own =
            document[registries] == nil
            ? []
            : below(registries).filter { path in
                guard case .key(let name) = path.last else { return false }
                return secrets.contains { GoField.isName(name, of: $0) }
            }
        return own + others.flatMap(below)
    }

    private mutating func write(_ values: [(String, JSONValue?)], to server: String) throws(RegistryError) {
        let entry = path(of: server)
        let members = values.compactMap { name, value in value.map { JSONValue.Member(name, $0) } }
        if isEmpty {
            // An empty mapping would be filled in the manner of YAML.
            let auths = JSONValue.object([.init(server, .object(members))])
            let text = (isLegacy ? auths : ["auths": auths]).jsonText(indent: 4) + "\n"
            return try apply { () throws(YAMLError) in try YAMLDocument(parsing: text) }
        }
        guard document[entry]?.kind == .mapping else {
            return try apply([.set(entry, .object(members))])
        }
        var edits: [YAMLEdit] = []
        for (name, value) in values {
            let field = field(name, of: entry)
            if let value {
                edits.append(.set(field, value))
            } else if document[field] != nil {
                edits.append(.remove(field))
            }
        }
        try apply(edits)
    }

    /// Removes an entry.
    ///
    /// - Parameter key: As the text spells it.
    /// - Throws: ``RegistryError`` with `docker-config-invalid` when the text is written so that it cannot be edited.
    public mutating func remove(_ key: String) throws(RegistryError) {
        try apply([.remove(path(of: key))])
    }

    /// Where the registries are.
    private var registries: YAMLPath { isLegacy ? [] : field("auths", of: []) }

    private func path(of key: String) -> YAMLPath { registries + [.key(key)] }

    /// Where a field of a mapping is, or would be: its name may be written in letters of another case.
    private func field(_ name: String, of mapping: YAMLPath) -> YAMLPath {
        let names = document[mapping].map { $0.entries.map(\.key.text) } ?? []
        return mapping + [.key(names.first { GoField.isName($0, of: name) } ?? name)]
    }

    private mutating func apply(_ edits: [YAMLEdit]) throws(RegistryError) {
        let document = document
        try apply { () throws(YAMLError) in try document.applying(edits).document }
    }

    private mutating func apply(_ edited: () throws(YAMLError) -> YAMLDocument) throws(RegistryError) {
        do throws(YAMLError) {
            document = try edited()
        } catch {
            throw .dockerConfigInvalid(path: path, reason: "\(error)")
        }
    }
}

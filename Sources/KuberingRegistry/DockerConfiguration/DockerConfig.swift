// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The registries and credentials of docker's own configuration file.
///
/// Both shapes are read: `config.json`, with the registries under `auths`, and the legacy `.dockercfg`, which is the
/// bare map. Unknown fields are ignored, and what is repeated is taken as docker takes it (``GoField``). Nothing is asked
/// of credential stores; they are only named. Source: docker/cli `cli/config/configfile/file.go`.
public struct DockerConfig: Sendable {
    /// The longest file that is read, in bytes: 1 MiB.
    public static let maximumSize = 1 << 20

    /// Where the configuration came from, for messages.
    public let path: String
    /// The entries under their keys, in the file's order.
    let entries: [(key: String, entry: DockerConfigEntry)]
    /// `credHelpers`: the helper of one registry.
    let helpers: [(key: String, helper: String)]
    /// `credsStore`: the helper of every other registry.
    let defaultStore: String?
    /// The first thing that the file has more than once, for people; nil when there is none.
    let repetition: String?

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - bytes: The file's content, UTF-8 JSON. An empty file is an empty configuration, as it is to docker.
    ///   - path: Where the content came from, for messages.
    /// - Throws: ``RegistryError`` with `docker-config-invalid` or `docker-config-too-large`.
    public init(parsing bytes: [UInt8], path: String) throws(RegistryError) {
        guard bytes.count <= Self.maximumSize else { throw .dockerConfigTooLarge(path: path) }
        self.path = path
        let root: JSONValue
        do throws(JSONError) {
            root = bytes.allSatisfy(\.isJSONBlank) ? .object([]) : try JSONValue(parsing: bytes)
        } catch {
            throw .dockerConfigInvalid(path: path, reason: "\(error)")
        }
        guard let members = root.members else {
            throw .dockerConfigInvalid(path: path, reason: "it is not a JSON object")
        }
        let auths = GoField("auths", of: root)
        guard auths.isMap else { throw .dockerConfigInvalid(path: path, reason: "its auths is not an object") }
        defaultStore = GoField("credsStore", of: root).text
        helpers = GoField("credHelpers", of: root).entries.compactMap { entry in
            entry.value.string.map { (entry.key, $0) }
        }
        let isLegacy = !auths.isPresent && defaultStore == nil && helpers.isEmpty
        let registries = isLegacy ? GoField.entries(of: members.filter(\.looksLikeEntry)) : auths.entries
        entries = registries.map { ($0.key, DockerConfigEntry($0)) }
        repetition = auths.count > 1 ? "auths" : entries.lazy.compactMap { $0.entry.repetition(as: $0.key) }.first
    }

    /// Reads a configuration, or the manifest of a pull secret: everything in it counts, of a List, too.
    ///
    /// - Parameters:
    ///   - bytes: The file's content, JSON or, for a manifest, YAML.
    ///   - path: Where the content came from, for messages.
    /// - Throws: ``RegistryError`` as ``init(parsing:path:)`` and ``PullSecretInspection``.
    public init(parsingAny bytes: [UInt8], path: String) throws(RegistryError) {
        let isObject = bytes.first { !$0.isJSONBlank } == UInt8(ascii: "{")
        // What is no JSON is said where it is read in earnest.
        if bytes.allSatisfy(\.isJSONBlank) || (isObject && (try? JSONValue(parsing: bytes))?["kind"] == nil) {
            try self.init(parsing: bytes, path: path)
            return
        }
        let entries = try PullSecretInspection.contents(of: bytes, source: path).flatMap(\.entries)
        self.init(path: path, entries: entries)
    }

    private init(path: String, entries: [(key: String, entry: DockerConfigEntry)]) {
        self.path = path
        self.entries = entries
        helpers = []
        defaultStore = nil
        repetition = nil
    }

    /// Every registry the file names, as it is written there: first those with an entry, then those with only a helper.
    public var registries: [String] {
        let named = entries.map(\.key)
        return named + helpers.map(\.key).filter { key in !named.contains { $0.utf8.elementsEqual(key.utf8) } }
    }

    /// The credential store that docker asks for a registry, by the `xyz` of `docker-credential-xyz`.
    ///
    /// - Parameter registry: The registry in any spelling.
    /// - Returns: The registry's own helper, else the default store, else nil.
    public func store(for registry: String) -> String? {
        helper(for: registry) ?? defaultStore
    }

    func helper(for registry: String) -> String? {
        let wanted = RegistryKey(registry)
        return helpers.first { RegistryKey($0.key) == wanted }?.helper
    }
}

extension JSONValue.Member {
    /// Whether this could be an entry of the bare legacy map, and not some setting of `config.json`.
    fileprivate var looksLikeEntry: Bool {
        ["auth", "username", "identitytoken"].contains { GoField($0, of: value).isPresent }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingYAML

/// The text of manifests with pull secrets, in which one registry can be changed and everything else stays.
public struct PullSecretText {
    /// What was changed.
    public struct Change: Sendable, Hashable {
        /// In how many pull secrets.
        public let secrets: Int
        /// Whether the registry was not there before.
        public let isNew: Bool
    }

    /// One pull secret of the text.
    private struct Place {
        /// Which document.
        let part: Int
        /// The value with the docker configuration.
        let field: YAMLPath
        let format: PullSecretFormat
        let name: String
        /// Whether the value is base64.
        var isEncoded: Bool { !field.contains("stringData") }
    }

    private var parts: [YAMLDocument]
    private let places: [Place]
    private let source: String

    /// Reads manifests.
    ///
    /// - Parameters:
    ///   - bytes: YAML or JSON: Secrets, Lists of them, several documents; what is no pull secret stays as it is.
    ///   - source: Where it came from, for messages.
    ///   - name: Only the pull secrets of this name count; nil for all.
    /// - Throws: ``RegistryError`` with `manifest-unreadable`, `manifest-too-large` or `no-pull-secret`.
    public init(_ bytes: [UInt8], source: String, secret name: String? = nil) throws(RegistryError) {
        guard bytes.count <= PullSecretInspection.maximumSize else { throw .manifestTooLarge(source: source) }
        do throws(YAMLError) {
            parts = try YAMLDocument.parts(of: SourceText(bytes))
        } catch {
            throw .manifestUnreadable(source: source, reason: "\(error)")
        }
        self.source = source
        let all = parts.enumerated().flatMap { part, document in
            document.secrets.compactMap { secret in Self.place(of: secret, in: document, part) }
        }
        places = all.filter { name == nil || $0.name == name }
        guard places.isEmpty else { return }
        if let name, !all.isEmpty { throw .noSecretNamed(name, source: source, known: all.map(\.name)) }
        let kind = parts.first?[["kind"]]?.text ?? ""
        throw .noPullSecret(
            source: source,
            found: kind.isEmpty ? "no Kubernetes object" : "a \(OutsideText.escaped(kind)) without a pull secret")
    }

    /// The text as it is now.
    public var bytes: [UInt8] { parts.flatMap(\.text.bytes) }

    /// Sets the credential of a registry wherever it is; the entries that stand for it keep the spelling of their keys.
    ///
    /// - Parameter credential: What is written; where no pull secret has the registry, the only one, in as many
    ///   namespaces as it is, gets a new entry under its server's name.
    /// - Returns: What was changed.
    /// - Throws: ``RegistryError`` with `docker-config-invalid` or `manifest-unreadable` when the content cannot be read or
    ///   edited, `secret-ambiguous` when a new entry could go into several, or what ``ImagePullSecret`` would not take, as
    ///   `secret-too-large`.
    public mutating func set(_ credential: RegistryCredential) throws(RegistryError) -> Change {
        try credential.check()
        let changed = try edit { content throws(RegistryError) in
            let keys = content.keys(for: credential.server)
            for key in keys {
                try content.set(
                    RegistryCredential(server: key, username: credential.username, password: credential.password),
                    spellsOut: true)
            }
            return !keys.isEmpty
        }
        if changed > 0 { return Change(secrets: changed, isNew: false) }
        // One Secret in several namespaces is one to whoever wrote it.
        guard Set(places.map(\.name)).count == 1 else {
            throw .secretAmbiguous(registry: credential.server, source: source, known: places.map(\.name))
        }
        let added = try edit { content throws(RegistryError) in
            try content.set(credential, spellsOut: true)
            return true
        }
        return Change(secrets: added, isNew: true)
    }

    /// Removes the entries of a registry, wherever they are.
    ///
    /// - Parameter registry: The registry in any spelling.
    /// - Returns: What was changed.
    /// - Throws: ``RegistryError`` with `registry-not-found`, or as ``set(_:)``.
    public mutating func remove(_ registry: String) throws(RegistryError) -> Change {
        let changed = try edit { content throws(RegistryError) in
            let keys = content.keys(for: registry)
            for key in keys { try content.remove(key) }
            return !keys.isEmpty
        }
        if changed == 0 { throw .registryNotInSecret(registry, source: source) }
        return Change(secrets: changed, isNew: false)
    }

    /// The text for people to see: every value of a Secret is hidden, and one that differs from an older text says so.
    ///
    /// - Parameter old: The text before.
    /// - Returns: The text with `REDACTED` or `REDACTED (new)` in place of every value.
    /// - Throws: ``RegistryError`` with `manifest-unreadable` when the text is written so that it cannot be edited.
    public func redacted(since old: PullSecretText) throws(RegistryError) -> [UInt8] {
        var bytes: [UInt8] = []
        for (part, before) in zip(parts, old.parts) {
            let edits = part.secretFields.map { field in
                let isNew = part[field]?.scalarBytes != before[field]?.scalarBytes
                return YAMLEdit.set(field, .string(isNew ? "REDACTED (new)" : "REDACTED"))
            }
            bytes += try Self.applying(edits, to: part, source).text.bytes
        }
        return bytes
    }

    /// Changes the docker configurations; gives how many were.
    private mutating func edit(
        _ change: (inout DockerConfigText) throws(RegistryError) -> Bool
    ) throws(RegistryError) -> Int {
        var count = 0
        for place in places {
            let document = parts[place.part]
            var content = try content(of: place, in: document)
            guard try change(&content) else { continue }
            if content.bytes.count > ImagePullSecret.maximumSize { throw .secretTooLarge(name: place.name) }
            let text =
                place.isEncoded
                ? Data(content.bytes).base64EncodedString() : String(decoding: content.bytes, as: UTF8.self)
            parts[place.part] = try Self.applying([.set(place.field, .string(text))], to: document, source)
            count += 1
        }
        return count
    }

    private func content(of place: Place, in document: YAMLDocument) throws(RegistryError) -> DockerConfigText {
        var bytes = document[place.field]?.scalarBytes ?? []
        if place.isEncoded {
            guard let decoded = Data(base64Encoded: Data(bytes.filter { $0 != 0x0A && $0 != 0x0D })) else {
                throw .manifestUnreadable(source: source, reason: "the value of \(place.format.dataKey) is not base64")
            }
            bytes = Array(decoded)
        }
        return try DockerConfigText(bytes, path: source, format: place.format)
    }

    private static func applying(
        _ edits: [YAMLEdit], to document: YAMLDocument, _ source: String
    ) throws(RegistryError) -> YAMLDocument {
        do throws(YAMLError) {
            return try document.applying(edits).document
        } catch {
            throw .manifestUnreadable(source: source, reason: "\(error)")
        }
    }

    private static func place(of secret: YAMLPath, in document: YAMLDocument, _ part: Int) -> Place? {
        let type = document[secret + ["type"]]?.text
        func field(_ format: PullSecretFormat) -> YAMLPath? {
            let fields: [YAMLPath] = ["stringData", "data"].map { secret + [.key($0), .key(format.dataKey)] }
            return fields.first { document[$0] != nil }
        }
        let formats = PullSecretFormat.allCases
        guard let format = formats.first(where: { $0.type == type }) ?? formats.first(where: { field($0) != nil })
        else { return nil }
        return Place(
            part: part, field: field(format) ?? secret + ["data", .key(format.dataKey)], format: format,
            name: document[secret + ["metadata", "name"]]?.text ?? "")
    }
}

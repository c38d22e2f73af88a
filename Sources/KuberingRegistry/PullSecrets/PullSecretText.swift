// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
public import KuberingYAML

/// The text of a pull secret's manifest, in which one registry can be changed and everything else stays.
public struct PullSecretText {
    private var document: YAMLDocument
    private let format: PullSecretFormat
    private let source: String
    private let field: YAMLPath

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: YAML or JSON; the first document counts, others stay as they are.
    ///   - source: Where it came from, for messages.
    /// - Throws: ``RegistryError`` with `manifest-unreadable`, `manifest-too-large` or `no-pull-secret`.
    public init(_ bytes: [UInt8], source: String) throws(RegistryError) {
        guard bytes.count <= PullSecretInspection.maximumSize else { throw .manifestTooLarge(source: source) }
        do throws(YAMLError) {
            document = try YAMLDocument(parsing: SourceText(bytes))
        } catch {
            throw .manifestUnreadable(source: source, reason: "\(error)")
        }
        let kind = document[["kind"]]?.text ?? ""
        let formats = PullSecretFormat.allCases
        let type = document[["type"]]?.text
        let document = document
        guard kind == "Secret",
            let format = formats.first(where: { $0.type == type })
                ?? formats.first(where: { format in
                    ["data", "stringData"].contains { document[[.key($0), .key(format.dataKey)]] != nil }
                })
        else {
            throw .noPullSecret(
                source: source, found: kind.isEmpty ? "no Kubernetes object" : "a \(OutsideText.escaped(kind))")
        }
        self.source = source
        self.format = format
        let place = document[["stringData", .key(format.dataKey)]] == nil ? "data" : "stringData"
        field = [.key(place), .key(format.dataKey)]
    }

    /// The text as it is now.
    public var text: SourceText { document.text }

    /// Sets the credential of a registry; the entries that stand for it keep the spelling of their keys.
    ///
    /// - Parameter credential: What is written; a new entry is made under its server's name.
    /// - Returns: The keys that were there already.
    /// - Throws: ``RegistryError`` with `docker-config-invalid` or `manifest-unreadable` when the content cannot be read or
    ///   edited, or what ``ImagePullSecret`` would not take.
    public mutating func set(_ credential: RegistryCredential) throws(RegistryError) -> [String] {
        try credential.check()
        var content = try content()
        let keys = content.keys(for: credential.server)
        for key in keys.isEmpty ? [credential.server] : keys {
            try content.set(
                RegistryCredential(server: key, username: credential.username, password: credential.password),
                spellsOut: true)
        }
        try write(content.bytes)
        return keys
    }

    /// Removes the entries of a registry.
    ///
    /// - Parameter registry: The registry in any spelling.
    /// - Throws: ``RegistryError`` with `registry-not-found`, or as ``set(_:)``.
    public mutating func remove(_ registry: String) throws(RegistryError) {
        var content = try content()
        let keys = content.keys(for: registry)
        guard !keys.isEmpty else { throw .registryNotInSecret(registry, source: source) }
        for key in keys { try content.remove(key) }
        try write(content.bytes)
    }

    private func content() throws(RegistryError) -> DockerConfigText {
        var bytes = document[field]?.scalarBytes ?? []
        if field.first == "data" {
            guard let decoded = Data(base64Encoded: Data(bytes.filter { $0 != 0x0A && $0 != 0x0D })) else {
                throw .manifestUnreadable(source: source, reason: "the value of \(format.dataKey) is not base64")
            }
            bytes = Array(decoded)
        }
        return try DockerConfigText(bytes, path: source, format: format)
    }

    private mutating func write(_ content: [UInt8]) throws(RegistryError) {
        let text =
            field.first == "data" ? Data(content).base64EncodedString() : String(decoding: content, as: UTF8.self)
        do throws(YAMLError) {
            document = try document.applying(.set(field, .string(text))).document
        } catch {
            throw .manifestUnreadable(source: source, reason: "\(error)")
        }
    }
}

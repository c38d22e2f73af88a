// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// Reads the fields of a mapping whose schema has been checked; an absent mapping has none.
struct FieldReader {
    private let node: YAMLNode?

    init(_ node: YAMLNode?) {
        self.node = node
    }

    /// The string at `key`; empty when it is absent or null.
    func string(_ key: String) -> String {
        present(key)?.text ?? ""
    }

    /// The string at `key` in memory of its own; nil when it is absent, null or empty.
    func secret(_ key: String) -> SecretBytes? {
        present(key)?.withScalarBytes { $0.isEmpty ? nil : SecretBytes($0) }
    }

    /// The boolean at `key`; false when it is absent or null.
    func bool(_ key: String) -> Bool {
        guard case .bool(let value) = node?[key]?.scalar else { return false }
        return value
    }

    /// The decoded base64 at `key`; nil when it is absent, null or empty.
    func base64(_ key: String) -> [UInt8]? {
        let bytes = present(key)?.withScalarBytes { Base64.decoded($0) }
        return bytes?.isEmpty == false ? bytes : nil
    }

    /// The same in memory of its own.
    func secretBase64(_ key: String) -> SecretBytes? {
        let bytes = present(key)?.withScalarBytes { Base64.decodedSecret($0) }
        return bytes.flatMap { $0.count > 0 ? $0 : nil }
    }

    /// The strings of the list at `key`.
    func strings(_ key: String) -> [String] {
        elements(key).map { $0.isNull ? "" : $0.text }
    }

    /// The fields of each mapping in the list at `key`.
    func list(_ key: String) -> [FieldReader] {
        elements(key).map(FieldReader.init)
    }

    /// The fields of the mapping at `key`; nil when it is absent or null.
    func mapping(_ key: String) -> FieldReader? {
        guard let value = node?[key], value.kind == .mapping else { return nil }
        return FieldReader(value)
    }

    /// The names of all fields, in order.
    var names: [String] {
        guard let node, node.kind == .mapping else { return [] }
        return node.entries.map { $0.key.text }
    }

    /// The entry's extensions, in order.
    func extensions() throws(YAMLError) -> [NamedExtension] {
        var result: [NamedExtension] = []
        for element in elements("extensions") {
            let name = FieldReader(element).string("name")
            result.append(NamedExtension(name: name, value: try element["extension"]?.jsonValue() ?? .null))
        }
        return result
    }

    private func present(_ key: String) -> YAMLNode? {
        guard let value = node?[key], !value.isNull else { return nil }
        return value
    }

    private func elements(_ key: String) -> [YAMLNode] {
        guard let list = node?[key], list.kind == .sequence else { return [] }
        return Array(list.elements)
    }
}

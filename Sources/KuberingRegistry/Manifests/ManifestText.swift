// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// Kubernetes manifests as text: the one place of this room that knows YAML.
enum ManifestText {
    /// The value as YAML with sorted keys and a final newline, as kubectl prints it.
    static func yaml(_ value: JSONValue) -> String {
        value.yamlText(sortedKeys: true)
    }

    /// Reads JSON, or every document of YAML.
    ///
    /// JSON is tried first: it may be indented with tabs, which docker does and YAML forbids.
    static func values(of bytes: [UInt8], source: String) throws(RegistryError) -> [JSONValue] {
        // What is no JSON may be YAML.
        if bytes.first(where: { !$0.isJSONBlank }) == UInt8(ascii: "{"), let value = try? JSONValue(parsing: bytes) {
            return [value]
        }
        do {
            return try YAMLDocument.all(in: SourceText(bytes)).map { try $0.root?.jsonValue() ?? .null }
        } catch {
            throw .manifestUnreadable(source: source, reason: "\(error)")
        }
    }
}

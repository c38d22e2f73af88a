// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import KuberingYAML

extension FieldPath {
    /// The value that a text means for this field.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8: the text itself for a string; `true` or `false`; base64 for bytes; YAML or JSON for lists,
    ///     mappings and extensions.
    ///   - isRaw: Whether the bytes are those that base64 stands for.
    /// - Returns: What can be written.
    /// - Throws: ``ConfigError`` of code `bad-value`, which does not say what was given; `bad-path` when the path is that
    ///   of a whole entry or section.
    public func value(from bytes: SecretBytes, isRaw: Bool = false) throws(ConfigError) -> JSONValue {
        switch root {
        case .section(let kind): throw failure("names no field; kubering \(kind.rawValue) set makes entries")
        case .entry(let kind, _) where steps.isEmpty:
            throw failure("names no field; fields here: \(Self.fields(of: kind).joined(separator: ", "))")
        case .entry, .file: break
        }
        if isRaw, isBytes { return .string(bytes.exposedBase64) }
        let text = bytes.withExposedBytes { String(validating: $0, as: UTF8.self) }
        guard let text else { throw bad("UTF-8") }
        switch kind {
        case .string: return .string(text)
        case .base64:
            guard Base64.decoded(text.utf8) != nil else {
                throw bad("base64; --set-raw-bytes takes the bytes themselves")
            }
            return .string(text)
        case .bool:
            // Source: Go `strconv.ParseBool`, which kubectl asks.
            if ["1", "t", "T", "true", "TRUE", "True"].contains(text) { return true }
            guard ["0", "f", "F", "false", "FALSE", "False"].contains(text) else { throw bad("true or false") }
            return false
        case .any: return try yaml(text, "YAML or JSON")
        case .stringList:
            guard let items = try yaml(text, "a list").array else { throw bad("a list, such as [a, b]") }
            var strings: [JSONValue] = []
            for item in items { strings.append(.string(try string(item))) }
            return .array(strings)
        case .stringMap, .stringListMap, .object:
            let value = try yaml(text, "a mapping")
            guard value.members != nil else { throw bad("a mapping, such as {name: value}") }
            return value
        case .list, .namedList:
            let value = try yaml(text, "a list")
            guard value.array != nil else { throw bad("a list of mappings, such as [{name: a}]") }
            return value
        }
    }

    private func string(_ value: JSONValue) throws(ConfigError) -> String {
        switch value {
        case .string(let text), .number(let text): return text
        case .bool(let flag): return flag ? "true" : "false"
        case .null, .array, .object: throw bad("a list of strings")
        }
    }

    private func yaml(_ text: String, _ wanted: String) throws(ConfigError) -> JSONValue {
        do throws(YAMLError) {
            return try YAMLDocument(parsing: text).root?.jsonValue() ?? .null
        } catch {
            throw bad(wanted)
        }
    }

    private func bad(_ wanted: String) -> ConfigError {
        ConfigError(.badValue, "the value for \(OutsideText.quoted(self.text)) must be \(wanted)")
    }
}

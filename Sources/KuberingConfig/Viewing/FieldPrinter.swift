// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// Turns the nodes of a kubeconfig into JSON, field by field of a schema.
struct FieldPrinter {
    let isRedacting: Bool

    /// The known fields of a mapping, in the schema's order, without the empty ones that kubectl leaves out.
    func object(_ node: YAMLNode?, _ schema: Schema) throws(YAMLError) -> JSONValue {
        var members: [JSONValue.Member] = []
        for field in schema.fields {
            let value = node?[field.name]
            if let value, let shown = try json(value, field) {
                members.append(.init(field.name, shown))
            } else if let empty = field.whenEmpty {
                members.append(.init(field.name, empty.json))
            } else if field.name == "interactiveMode", let mode = defaultMode(node) {
                members.append(.init(field.name, .string(mode)))
            }
        }
        return .object(members)
    }

    /// An item of a list whose items have a name: the name and the content are always there.
    func named(_ node: YAMLNode, _ schema: Schema) throws(YAMLError) -> JSONValue {
        let isPublic = KuberingExtension.isOurs(node)
        let printer = isPublic ? FieldPrinter(isRedacting: false) : self
        var members: [JSONValue.Member] = [.init("name", .string(FieldReader(node).string("name")))]
        for field in schema.fields.dropFirst() {
            members.append(
                .init(
                    field.name,
                    try node[field.name].flatMap { (value) throws(YAMLError) in
                        try printer.json(value, field)
                    } ?? .null))
        }
        return .object(members)
    }

    /// The value of one field; nil when kubectl would call it empty.
    private func json(_ value: YAMLNode, _ field: Field) throws(YAMLError) -> JSONValue? {
        if value.isNull { return nil }
        switch field.kind {
        case .string:
            return value.text.isEmpty ? nil : .string(shown(value.text, field))
        case .bool:
            if case .bool(true) = value.scalar { return .bool(true) }
            return nil
        case .base64:
            let digits = value.withScalarBytes { bytes in
                String(decoding: bytes.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
            }
            return digits.isEmpty ? nil : .string(shown(digits, field))
        case .any: return redacted(try value.jsonValue().withSortedMembers, field)
        case .stringList, .stringMap, .stringListMap:
            let json = try value.jsonValue().withSortedMembers
            if json == .array([]) || json == .object([]) { return field.whenEmpty == nil ? nil : json }
            if field.name == "args", KuberingExtension.credentialID(in: value.elements.map(\.text)) != nil {
                return json
            }
            return redacted(json, field)
        case .object(let schema): return try object(value, schema)
        case .list(let schema):
            let items = try value.elements.map { (element) throws(YAMLError) in try object(element, schema) }
            return .array(items)
        case .namedList(let schema):
            let items = try value.elements.map { (element) throws(YAMLError) in try named(element, schema) }
            let sorted = items.sorted {
                ($0["name"]?.string ?? "").precedes($1["name"]?.string ?? "")
            }
            return sorted.isEmpty ? nil : .array(sorted)
        }
    }

    private func shown(_ text: String, _ field: Field) -> String {
        guard isRedacting else { return text }
        return switch field.redaction {
        case .none: text
        case .data: "DATA+OMITTED"
        case .value: "REDACTED"
        case .url: URLRedaction.redacted(text)
        }
    }

    /// Every string below replaced, the shape kept.
    private func redacted(_ value: JSONValue, _ field: Field) -> JSONValue {
        guard isRedacting, case .value = field.redaction else { return value }
        return switch value {
        case .null, .bool: value
        case .number, .string: "REDACTED"
        case .array(let elements): .array(elements.map { redacted($0, field) })
        case .object(let members): .object(members.map { .init($0.name, redacted($0.value, field)) })
        }
    }

    /// The only default that reading a kubeconfig applies (`ExecConfig`, v1beta1 and v1alpha1).
    private func defaultMode(_ node: YAMLNode?) -> String? {
        guard let node, node["command"] != nil || node["apiVersion"] != nil else { return nil }
        let version = FieldReader(node).string("apiVersion")
        return version.hasSuffix("/v1beta1") || version.hasSuffix("/v1alpha1") ? "IfAvailable" : nil
    }
}

extension Field.EmptyForm {
    fileprivate var json: JSONValue {
        switch self {
        case .emptyString: ""
        case .null: .null
        case .false: false
        }
    }
}

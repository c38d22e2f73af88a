// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// A value that the schema does not allow, with the way to it.
struct SchemaViolation: Error {
    /// Outermost first, for example `users`, `[0]`, `.user`, `.token` joined.
    private(set) var path: String
    let position: YAMLPosition
    let problem: String
    let remedy: String?
    let kind: FileProblem.Kind
    /// What would stand in quotes; nil where quotes would change more, or nothing.
    let unquoted: Range<Int>?

    init(at node: YAMLNode, _ problem: String, _ kind: FileProblem.Kind = .shape, remedy: String? = nil) {
        path = ""
        position = node.position
        self.problem = problem
        self.remedy = remedy
        self.kind = kind
        let isPlain = node.style == .plain && !node.isAlias && node.tag == nil && node.anchor == nil
        unquoted = kind == .unquoted && isPlain ? node.range : nil
    }

    func inside(_ step: String) -> SchemaViolation {
        var copy = self
        copy.path = step + path
        return copy
    }
}

extension Schema {
    /// Checks every known field of a mapping, as kubectl's decoder would.
    ///
    /// Unknown fields are not looked at. `null` is allowed everywhere and means absent.
    func check(_ mapping: YAMLNode) throws(SchemaViolation) {
        if mapping.isNull { return }
        guard mapping.kind == .mapping else {
            throw SchemaViolation(at: mapping, "must be a mapping, but is \(mapping.kindInWords)")
        }
        var isMerging = false
        try mapping.forEachEntry { key, value throws(SchemaViolation) in
            if let field = field(for: key) {
                try check(value, of: field, in: mapping)
            } else if key.style == .plain, key.hasText("<<") {
                try Self.checkMerge(value)
                isMerging = true
            }
        }
        guard isMerging else { return }
        for field in fields {
            if let value = mapping[field.name] { try check(value, of: field, in: mapping) }
        }
    }

    /// Checks one field, unless a later one of the same name takes its place: what nobody reads may say anything.
    private func check(_ value: YAMLNode, of field: Field, in mapping: YAMLNode) throws(SchemaViolation) {
        do throws(SchemaViolation) {
            try field.kind.check(value)
        } catch {
            guard mapping[field.name]?.range == value.range else { return }
            throw error.inside("." + field.name)
        }
    }

    /// Checks that a merge key (`<<`) names a mapping or a list of mappings.
    private static func checkMerge(_ value: YAMLNode) throws(SchemaViolation) {
        if value.kind == .mapping { return }
        if value.kind == .sequence, value.elements.allSatisfy({ $0.kind == .mapping }) { return }
        throw SchemaViolation(at: value, "has a merge key (<<) that names neither a mapping nor a list of mappings")
    }
}

extension Field.Kind {
    func check(_ value: YAMLNode) throws(SchemaViolation) {
        let scalar = value.scalar
        switch (self, scalar) {
        case (_, .null), (.any, _), (.string, .string), (.bool, .bool): return
        default: break
        }
        switch self {
        case .any: return
        case .string: try Self.checkString(value)
        case .bool: throw SchemaViolation(at: value, "must be true or false, but is \(value.kindInWords)")
        case .base64:
            try Self.checkString(value)
            guard value.isKnownBase64 || value.withScalarBytes({ Base64.isValid(UnsafeRawBufferPointer($0)) }) else {
                throw SchemaViolation(at: value, "is not valid base64 (standard alphabet, with padding)", .base64)
            }
        case .stringList:
            try Self.checkList(value) { element throws(SchemaViolation) in
                if !element.isNull { try Self.checkString(element) }
            }
        case .stringMap:
            try Self.checkMap(value) { element throws(SchemaViolation) in
                if !element.isNull { try Self.checkString(element) }
            }
        case .stringListMap:
            try Self.checkMap(value) { element throws(SchemaViolation) in
                try Self.stringList.check(element)
            }
        case .object(let schema): try schema.check(value)
        case .list(let schema), .namedList(let schema):
            try Self.checkList(value) { element throws(SchemaViolation) in try schema.check(element) }
            // Repeated clusters, users and contexts are found when they are indexed.
            if schema === Schema.namedExtension { try Self.checkNames(value) }
        }
    }

    private static func checkString(_ value: YAMLNode) throws(SchemaViolation) {
        if case .string = value.scalar { return }
        let problem = "must be a string, but is \(value.kindInWords)"
        guard value.kind == .scalar else { throw SchemaViolation(at: value, problem) }
        throw SchemaViolation(at: value, problem, .unquoted, remedy: "put it in quotes")
    }

    private static func checkList(
        _ list: YAMLNode, each: (YAMLNode) throws(SchemaViolation) -> Void
    ) throws(SchemaViolation) {
        guard list.kind == .sequence else {
            throw SchemaViolation(at: list, "must be a list, but is \(list.kindInWords)")
        }
        var index = 0
        for element in list.elements {
            do throws(SchemaViolation) { try each(element) } catch { throw error.inside("[\(index)]") }
            index += 1
        }
    }

    private static func checkNames(_ list: YAMLNode) throws(SchemaViolation) {
        var names = Set<ExactName>()
        var index = 0
        for element in list.elements {
            let name = FieldReader(element).string("name")
            guard names.insert(ExactName(name)).inserted else {
                throw SchemaViolation(
                    at: element, "has the name \(OutsideText.quoted(name)) of an earlier item", .duplicate,
                    remedy: "rename or remove one of them"
                ).inside("[\(index)]")
            }
            index += 1
        }
    }

    private static func checkMap(
        _ map: YAMLNode, each: (YAMLNode) throws(SchemaViolation) -> Void
    ) throws(SchemaViolation) {
        guard map.kind == .mapping else {
            throw SchemaViolation(at: map, "must be a mapping, but is \(map.kindInWords)")
        }
        for entry in map.entries {
            let (key, value) = (entry.key, entry.value)
            do throws(SchemaViolation) { try each(value) } catch {
                throw error.inside("." + OutsideText.escaped(key.text))
            }
        }
    }
}

extension YAMLNode {
    /// What the YAML says here, for messages.
    ///
    /// Never the text of a string: it could be a secret.
    fileprivate var kindInWords: String {
        switch kind {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar:
            switch scalar {
            case .bool: "\(OutsideText.escaped(text)), a boolean in YAML 1.1"
            case .integer, .float: "a number"
            case .null: "null"
            default: "a string"
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension FieldPath {
    /// Reads a path.
    ///
    /// Source: the rule for names is that of kubectl `pkg/cmd/config/navigation_step_parser.go`.
    ///
    /// - Parameter text: For example `contexts.prod.namespace`.
    /// - Throws: ``ConfigError`` of code `bad-path` for a field that kubeconfigs do not have.
    public init(parsing text: String) throws(ConfigError) {
        var parser = PathParser(text)
        try parser.parse(.object(.config))
        var steps = parser.steps
        var root = Root.file
        if case .key(let key)? = steps.first, let kind = EntryKind.allCases.first(where: { $0.listKey == key }) {
            steps.removeFirst()
            root = .section(kind)
            if case .named(let name, _)? = steps.first {
                steps.removeFirst()
                root = .entry(kind, name)
            }
        }
        guard !parser.steps.isEmpty else { throw parser.failure("names no field", .config) }
        self.init(text, root: root, steps: steps, kind: parser.kind)
    }

    /// The fields of the file, and what a path can begin with; for completion.
    public static var sections: [String] { Schema.config.fields.map(\.name) }

    /// The fields of an entry of that kind; for completion.
    public static func fields(of kind: EntryKind) -> [String] { Schema.content(of: kind).fields.map(\.name) }
}

/// Reads one step after the other, guided by the schema.
private struct PathParser {
    /// kubectl's names of fields, where the file has another.
    private static let otherNames = [
        "act-as": "as", "act-as-uid": "as-uid", "act-as-groups": "as-groups", "act-as-user-extra": "as-user-extra",
    ]

    private let text: String
    private var rest: Substring
    private(set) var steps: [FieldPath.Step] = []
    /// What stands at the end of the steps so far.
    private(set) var kind = Field.Kind.object(.config)

    init(_ text: String) {
        self.text = text
        rest = text[...]
    }

    /// Reads the rest of the path inside a value of that kind.
    mutating func parse(_ kind: Field.Kind) throws(ConfigError) {
        self.kind = kind
        if rest.isEmpty { return }
        switch kind {
        case .object(let schema):
            guard let field = takeField(of: schema) else { throw failure("names no field", schema) }
            steps.append(.key(field.name))
            try parseBehindDot(field.kind)
        case .namedList(let schema):
            try parseNamed(schema)
        case .list(let schema):
            if try takeIndex() { return try parseBehindDot(.object(schema)) }
            try parseNamed(schema)
        case .stringList:
            guard try takeIndex() else { throw failure("needs the number of an item: [0], or [+] for a new one") }
            try parseBehindDot(.string)
        case .stringMap:
            steps.append(.key(try takeName { _ in false }))
            try parseBehindDot(.string)
        case .stringListMap:
            steps.append(.key(try takeName { $0.hasPrefix("[") }))
            try parseBehindDot(.stringList)
        case .string, .bool, .base64, .any: throw failure("has nothing below it")
        }
    }

    private mutating func parseBehindDot(_ kind: Field.Kind) throws(ConfigError) {
        self.kind = kind
        if rest.isEmpty || rest.hasPrefix("[") { return try parse(kind) }
        guard rest.popFirst() == ".", !rest.isEmpty else { throw failure("ends in the middle of a step") }
        try parse(kind)
    }

    /// An item by its name, and what is below its content.
    private mutating func parseNamed(_ schema: Schema) throws(ConfigError) {
        guard let content = schema.fields.last, rest.first != "[" else { throw failure("needs the name of an item") }
        if case .object(let fields) = content.kind {
            let name = try takeName { $0.first == "." && Self.field(atStartOf: $0.dropFirst(), fields) != nil }
            steps.append(.named(name, member: content.name))
        } else {
            // The name of a variable ends where its value begins, that of an extension at the end.
            let isVariable = schema === Schema.environmentVariable
            let name = try takeName { isVariable && $0 == ".value" }
            if rest == ".value" { rest = "" }
            steps.append(.named(name, member: content.name))
        }
        try parseBehindDot(content.kind)
    }

    /// A field's name when the rest begins with one.
    private mutating func takeField(of schema: Schema) -> Field? {
        guard let field = Self.field(atStartOf: rest, schema) else { return nil }
        rest = rest.drop { $0 != "." && $0 != "[" }
        return field
    }

    private static func field(atStartOf rest: Substring, _ schema: Schema) -> Field? {
        let word = String(rest.prefix { $0 != "." && $0 != "[" })
        let name = otherNames[word] ?? word
        return schema.fields.first { $0.name == name }
    }

    /// A name: in double quotes, or up to where `isEnd` says so.
    private mutating func takeName(before isEnd: (Substring) -> Bool) throws(ConfigError) -> String {
        if rest.first == "\"" { return try takeQuoted() }
        var name = ""
        while let character = rest.first, name.isEmpty || !isEnd(rest) {
            name.append(character)
            rest = rest.dropFirst()
        }
        return name
    }

    private mutating func takeQuoted() throws(ConfigError) -> String {
        var name = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if character == "\"" { return name }
            if character == "\\" {
                guard let escaped = rest.popFirst() else { break }
                name.append(escaped)
            } else {
                name.append(character)
            }
        }
        throw failure("has a quotation mark that is not closed")
    }

    /// `[0]`, `[+]`, or `0` as kubectl would write it.
    private mutating func takeIndex() throws(ConfigError) -> Bool {
        guard rest.first == "[" else {
            let digits = rest.prefix { $0 != "." && $0 != "[" }
            guard let position = Int(digits), position >= 0 else { return false }
            steps.append(.index(position))
            rest = rest.dropFirst(digits.count)
            return true
        }
        guard let end = rest.firstIndex(of: "]") else { throw failure("has a bracket that is not closed") }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        if inside == "+" {
            steps.append(.end)
            return true
        }
        guard let position = Int(inside), position >= 0 else {
            throw failure("needs a number from 0 or + between its brackets")
        }
        steps.append(.index(position))
        return true
    }

    func failure(_ problem: String, _ schema: Schema? = nil) -> ConfigError {
        let fields = schema.map { "; fields here: " + $0.fields.map(\.name).joined(separator: ", ") } ?? ""
        let place = rest.isEmpty || rest.count == text.count ? "" : " (at \(OutsideText.quoted(String(rest))))"
        return ConfigError(.badPath, "the path \(OutsideText.quoted(text)) \(problem)\(place)\(fields)")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// The places of a kubeconfig's text that hold secrets.
///
/// An alias is followed to what it stands for, so that a secret is found where it is written, be it in a field that
/// nobody knows. What a repeated key or a merge key hides counts as well.
struct SecretRanges {
    private let document: YAMLDocument
    private var splices: [Int: Splice] = [:]
    /// The nodes by anchor.
    ///
    /// An anchor can be given again, and then either may be meant. Found when first needed.
    private var anchored: [String: [YAMLNode]]?
    /// What aliases were followed to so far: with anchors that are given again, a value can lead back to itself.
    private var followed: Set<Followed> = []

    /// A node that an alias stands for, and what it was looked at as.
    private struct Followed: Hashable {
        let start: Int
        let role: Role
    }

    private enum Role: Hashable {
        case mapping(fields: [String])
        case list(fields: [String])
        case strings(Field.Redaction)
    }

    /// The text with every secret value replaced by `REDACTED` or `DATA+OMITTED`.
    static func redacted(_ document: YAMLDocument) -> SourceText {
        guard let root = document.root else { return document.text }
        var ranges = SecretRanges(document: document)
        ranges.collect(root, Schema.config)
        return document.text.splicing(ranges.splices.values.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }

    private init(document: YAMLDocument) {
        self.document = document
    }

    private mutating func collect(_ mapping: YAMLNode, _ schema: Schema) {
        for mapping in written(mapping, as: .mapping(fields: schema.fields.map(\.name))) {
            for entry in mapping.entries {
                if entry.key.hasText("<<") {
                    for list in written(entry.value, as: .list(fields: schema.fields.map(\.name)))
                    where list.kind == .sequence {
                        for merged in list.elements { collect(merged, schema) }
                    }
                    collect(entry.value, schema)
                } else if let field = schema.fields.first(where: { entry.key.hasText($0.name) }) {
                    collect(entry.value, field)
                }
            }
        }
    }

    private mutating func collect(_ value: YAMLNode, _ field: Field) {
        switch (field.kind, field.redaction) {
        case (.object(let schema), _): collect(value, schema)
        case (.list(let schema), _), (.namedList(let schema), _):
            for list in written(value, as: .list(fields: schema.fields.map(\.name))) {
                // What kubering wrote itself is public.
                for element in list.elements where !KuberingExtension.isOurs(element) { collect(element, schema) }
            }
        case _ where field.name == "args" && KuberingExtension.credentialID(in: value.elements.map(\.text)) != nil:
            break
        case (_, .data), (_, .value), (_, .url): collectStrings(value, field.redaction)
        default: break
        }
    }

    private mutating func collectStrings(_ value: YAMLNode, _ redaction: Field.Redaction) {
        for value in written(value, as: .strings(redaction)) {
            switch value.kind {
            case .scalar:
                guard !value.isNull, !value.range.isEmpty else { continue }
                let shown =
                    switch redaction {
                    case .data: "DATA+OMITTED"
                    case .url: URLRedaction.redacted(value.text)
                    case .value, .none: "REDACTED"
                    }
                if shown != value.text { splices[value.range.lowerBound] = Splice(value.range, shown) }
            case .sequence: for element in value.elements { collectStrings(element, redaction) }
            case .mapping: for entry in value.entries { collectStrings(entry.value, redaction) }
            }
        }
    }

    /// The node itself, or for an alias the nodes it may stand for that were not looked at as this yet.
    private mutating func written(_ node: YAMLNode, as role: @autoclosure () -> Role) -> [YAMLNode] {
        guard node.isAlias else { return [node] }
        guard let anchor = node.anchor else { return [] }
        let all = anchored ?? Self.anchors(of: document)
        anchored = all
        let role = role()
        return all[anchor, default: []].filter {
            followed.insert(Followed(start: $0.range.lowerBound, role: role)).inserted
        }
    }

    private static func anchors(of document: YAMLDocument) -> [String: [YAMLNode]] {
        var found: [String: [YAMLNode]] = [:]
        var open = document.root.map { [$0] } ?? []
        while let node = open.popLast() {
            if node.isAlias { continue }
            if let anchor = node.anchor { found[anchor, default: []].append(node) }
            open += node.elements
            for entry in node.entries { open += [entry.key, entry.value] }
        }
        return found
    }
}

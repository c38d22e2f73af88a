// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
public import KuberingYAML

/// A cluster, user or context as its rules look at it: by its fields as they are written.
public final class CheckedEntry: Sendable {
    /// Which one.
    public let place: EntryPlace
    /// The file, as spelled.
    public let path: String
    /// Whether an earlier file has one of the same name, which counts instead.
    public let isShadowed: Bool
    let item: YAMLNode
    private let content: YAMLNode?
    /// The known fields that are there and not null.
    let fields: [(name: String, value: YAMLNode)]
    private let folder: String

    /// - Parameters:
    ///   - place: Which one.
    ///   - item: The list's item.
    ///   - path: The file, as spelled.
    ///   - folder: What relative paths are relative to.
    ///   - isShadowed: Whether an earlier file has one of the same name.
    init(_ place: EntryPlace, _ item: YAMLNode, path: String, folder: String, isShadowed: Bool) {
        self.place = place
        self.item = item
        self.isShadowed = isShadowed
        self.path = path
        self.folder = folder
        content = item[place.kind.contentKey]
        fields = Self.fields(of: content, Schema.content(of: place.kind))
    }

    /// The entry's name.
    public var name: String { place.name }

    /// The entry for messages: `user "jane"`.
    public var title: String { "\(place.kind.rawValue) \(OutsideText.quoted(place.name))" }

    /// A field; nil when it is absent or null.
    public func field(_ name: String) -> YAMLNode? { fields.first { $0.name == name }?.value }

    /// A field inside another one; nil when it is absent or null.
    public func field(_ name: String, _ inner: String, _ more: String...) -> YAMLNode? {
        Self.present(more.reduce(field(name)?[inner]) { $0?[$1] })
    }

    /// Whether a field is there and not empty.
    public func has(_ name: String) -> Bool { Self.isFilled(field(name)) }

    /// The text of a field; empty when it is absent or null.
    public func text(_ name: String) -> String { field(name)?.text ?? "" }

    /// The text of a field inside another one; empty when it is absent or null.
    public func text(_ name: String, _ inner: String) -> String { field(name, inner)?.text ?? "" }

    private static func present(_ node: YAMLNode?) -> YAMLNode? { node?.isNull == false ? node : nil }

    /// Rules ask for many fields, and an entry has few: they are looked up once.
    private static func fields(of content: YAMLNode?, _ schema: Schema) -> [(name: String, value: YAMLNode)] {
        guard let content, content.kind == .mapping else { return [] }
        guard !content.entries.contains(where: { $0.key.hasText("<<") }) else {
            return schema.fields.compactMap { field in present(content[field.name]).map { (field.name, $0) } }
        }
        var found: [(name: String, value: YAMLNode)] = []
        for entry in content.entries {
            guard let field = schema.field(for: entry.key) else { continue }
            // The last of repeated ones counts.
            found.removeAll { $0.name == field.name }
            found.append((field.name, entry.value))
        }
        return found.filter { !$0.value.isNull }
    }

    /// Whether a value is there and not empty.
    private static func isFilled(_ node: YAMLNode?) -> Bool {
        guard let node else { return false }
        return node.kind == .scalar ? node.withScalarBytes { !$0.isEmpty } : node.count > 0
    }

    /// Whether a field is true.
    public func isTrue(_ name: String) -> Bool { field(name)?.scalar == .bool(true) }

    /// The secret text of a field; nil when it is absent or empty.
    public func secret(_ name: String) -> SecretBytes? { FieldReader(content).secret(name) }

    /// The bytes of a field in base64; nil when it is absent or empty.
    public func data(_ name: String) -> [UInt8]? { FieldReader(content).base64(name) }

    /// The same of a field with a key.
    public func secretData(_ name: String) -> SecretBytes? { FieldReader(content).secretBase64(name) }

    /// The value of the extension of this name; nil when there is none.
    public func `extension`(_ name: String) -> JSONValue? {
        // One that is no JSON is nobody's extension.
        let all = try? FieldReader(content).extensions()
        return all?.first { $0.name == name }?.value
    }

    /// A path that the entry names as the operating system needs it: relative ones are relative to the kubeconfig's folder.
    ///
    /// Source: client-go `tools/clientcmd/loader.go`, `ResolveLocalPaths`.
    public func resolved(_ path: String) -> String { LexicalPath.absolute(path, in: folder) }

    /// Where the last field of the way is that is there; the entry itself when none is.
    public func position(of fields: [String]) -> YAMLPosition {
        var node = content
        var last: YAMLNode?
        for name in fields {
            node = node?[name]
            last = node ?? last
        }
        return (last ?? item).position
    }
}

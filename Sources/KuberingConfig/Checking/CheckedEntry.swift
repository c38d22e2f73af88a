// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
public import KuberingYAML

/// A cluster, user or context as its rules look at it: by its fields as they are written.
public struct CheckedEntry: Sendable {
    /// Which one.
    public let place: EntryPlace
    /// The file, as spelled.
    public let path: String
    /// Whether an earlier file has one of the same name, which counts instead.
    public let isShadowed: Bool
    let item: YAMLNode
    private let content: YAMLNode?
    private let folder: String

    init(_ place: EntryPlace, _ item: YAMLNode, _ file: KubeconfigFile, isShadowed: Bool) {
        self.place = place
        self.item = item
        self.isShadowed = isShadowed
        path = file.path
        content = item[place.kind.contentKey]
        folder = file.folder
    }

    /// The entry's name.
    public var name: String { place.name }

    /// The entry for messages: `user "jane"`.
    public var title: String { "\(place.kind.rawValue) \(OutsideText.quoted(place.name))" }

    /// The field at the end of the way; nil when it is absent or null.
    public func field(_ names: String...) -> YAMLNode? { node(at: names) }

    /// Whether the field at the end of the way is there and not empty.
    public func has(_ names: String...) -> Bool {
        guard let node = node(at: names) else { return false }
        return node.kind == .scalar ? node.withScalarBytes { !$0.isEmpty } : node.count > 0
    }

    /// The text of the field at the end of the way; empty when it is absent or null.
    public func text(_ names: String...) -> String { node(at: names)?.text ?? "" }

    private func node(at names: [String]) -> YAMLNode? {
        var node = content
        for name in names { node = node?[name] }
        return node?.isNull == false ? node : nil
    }

    /// Whether a field is true.
    public func isTrue(_ name: String) -> Bool { field(name)?.scalar == .bool(true) }

    /// The bytes of a field in base64; nil when it is absent or empty.
    public func data(_ name: String) -> [UInt8]? { Fields(content).base64(name) }

    /// The value of the extension of this name; nil when there is none.
    public func `extension`(_ name: String) -> JSONValue? {
        // One that is no JSON is nobody's extension.
        let all = try? Fields(content).extensions()
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

extension KubeconfigFile {
    /// The folder that its relative paths are relative to.
    fileprivate var folder: String { LexicalPath.directory(of: absolutePath) }
}

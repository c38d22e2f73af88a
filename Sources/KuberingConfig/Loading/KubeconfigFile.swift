// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
public import KuberingYAML

/// One kubeconfig file: its bytes, their meaning, and its entries by name.
public struct KubeconfigFile: Sendable {
    /// An entry of one of the three lists.
    public struct Entry: Sendable {
        /// The value of `name`; empty when absent.
        public let name: String
        /// Its place in the list, from 0.
        public let index: Int
        /// The whole list item.
        public let item: YAMLNode
    }

    /// The most bytes that are read.
    public static let sizeLimit = YAMLLimits.standard.size

    /// The path, as the user spelled it.
    public let path: String
    /// The path for the operating system.
    public let absolutePath: String
    /// Whether the file existed when it was read.
    public let exists: Bool
    /// The parsed text; empty for a missing file.
    public let document: YAMLDocument
    /// The value of `current-context`; empty when absent.
    public let currentContext: String
    private let lists: EntryLists

    /// Reads and checks a file; one that does not exist is like an empty one.
    ///
    /// - Parameters:
    ///   - path: As the user spelled it, for messages and origins.
    ///   - absolutePath: For the operating system.
    ///   - allowsDuplicates: Whether the first of several entries of a name counts, instead of an error.
    /// - Returns: The file.
    /// - Throws: ``FileError`` when it exists and cannot be read, ``ConfigError`` when it is no valid kubeconfig.
    public static func load(
        _ path: String, absolutePath: String, allowsDuplicates: Bool = false
    ) throws -> KubeconfigFile {
        let bytes: [UInt8]?
        do throws(FileError) {
            bytes = try FileSnapshot.read(absolutePath, limit: sizeLimit).bytes
        } catch {
            // Not `isMissing`: a path that leads through a file is an error for kubectl, too.
            guard error.cause == .errno(ENOENT) else { throw FileError(.read, path, error.cause) }
            bytes = nil
        }
        return try KubeconfigFile(
            path: path, absolutePath: absolutePath, exists: bytes != nil, text: SourceText(bytes ?? []),
            allowsDuplicates: allowsDuplicates)
    }

    init(
        path: String, absolutePath: String, exists: Bool, text: SourceText, allowsDuplicates: Bool = false
    ) throws(ConfigError) {
        let document: YAMLDocument
        do throws(YAMLError) {
            document = try YAMLDocument(parsing: text)
        } catch {
            throw .invalid(path, error)
        }
        try self.init(
            path: path, absolutePath: absolutePath, exists: exists, checking: document,
            allowsDuplicates: allowsDuplicates)
    }

    /// Checks a document against the schema and indexes its entries.
    init(
        path: String, absolutePath: String, exists: Bool, checking document: YAMLDocument,
        allowsDuplicates: Bool = false
    ) throws(ConfigError) {
        self.path = path
        self.absolutePath = absolutePath
        self.exists = exists
        self.document = document
        if let version = document.versionDirective, (version.major, version.minor) != (1, 1) {
            throw ConfigError(
                .invalidFile, path: path,
                "kubectl does not read YAML \(version.major).\(version.minor); remove the line that begins with %YAML")
        }
        guard let root = document.root, !root.isNull else {
            currentContext = ""
            lists = EntryLists()
            return
        }
        do throws(SchemaViolation) {
            try Schema.config.check(root)
        } catch {
            throw .invalid(path, error)
        }
        try Self.checkVersion(root, path)
        currentContext = FieldReader(root).string("current-context")
        lists = try EntryLists(in: root, path, allowsDuplicates)
    }

    /// A file that is there and cannot be used, as if it were empty.
    init(unusable path: String, absolutePath: String) {
        self.path = path
        self.absolutePath = absolutePath
        exists = true
        document = .empty
        currentContext = ""
        lists = EntryLists()
    }

    /// Takes a document as it is, kubeconfig or not; it has no entries then.
    init(unchecked document: YAMLDocument, path: String, absolutePath: String) {
        self.path = path
        self.absolutePath = absolutePath
        exists = true
        self.document = document
        currentContext = ""
        lists = EntryLists()
    }

    /// The entries of one list, in file order.
    public func entries(_ kind: EntryKind) -> [Entry] { lists[kind].entries }

    /// The entry of that name.
    public func entry(_ kind: EntryKind, named name: String) -> Entry? {
        lists[kind].indices[ExactName(name)].map { lists[kind].entries[$0] }
    }

    private static func checkVersion(_ root: YAMLNode, _ path: String) throws(ConfigError) {
        for (field, wanted) in [("apiVersion", "v1"), ("kind", "Config")] {
            let found = FieldReader(root).string(field)
            guard !found.isEmpty, found != wanted else { continue }
            throw ConfigError(
                .invalidFile, path: path, position: root[field]?.position,
                "this is no kubeconfig: \(field) is \(OutsideText.quoted(found)), not \(wanted)")
        }
    }
}

/// The three lists of a file.
private struct EntryLists {
    private var clusters = EntryList()
    private var users = EntryList()
    private var contexts = EntryList()

    /// Lists without an entry.
    init() {}

    init(in root: YAMLNode, _ path: String, _ allowsDuplicates: Bool) throws(ConfigError) {
        clusters = try EntryList(.cluster, in: root, path, allowsDuplicates)
        users = try EntryList(.user, in: root, path, allowsDuplicates)
        contexts = try EntryList(.context, in: root, path, allowsDuplicates)
    }

    subscript(_ kind: EntryKind) -> EntryList {
        switch kind {
        case .cluster: clusters
        case .user: users
        case .context: contexts
        }
    }
}

/// The entries of one list, and where each name is.
private struct EntryList {
    private(set) var entries: [KubeconfigFile.Entry] = []
    private(set) var indices: [ExactName: Int] = [:]

    init() {}

    init(_ kind: EntryKind, in root: YAMLNode, _ path: String, _ allowsDuplicates: Bool) throws(ConfigError) {
        guard let list = root[kind.listKey], list.kind == .sequence else { return }
        entries.reserveCapacity(list.count)
        indices.reserveCapacity(list.count)
        for item in list.elements {
            let name = FieldReader(item).string("name")
            if let first = indices.updateValue(entries.count, forKey: ExactName(name)) {
                guard allowsDuplicates else {
                    throw .duplicate(
                        kind.rawValue, name, in: path, at: item.position, first: entries[first].item.position)
                }
                indices[ExactName(name)] = first
            }
            entries.append(KubeconfigFile.Entry(name: name, index: entries.count, item: item))
        }
    }
}

extension KubeconfigFile.Entry {
    /// The fields of the content beside the name.
    func content(_ kind: EntryKind) -> FieldReader {
        FieldReader(item[kind.contentKey])
    }
}

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
        try load(path, absolutePath: absolutePath, allowsDuplicates: allowsDuplicates, only: nil)
    }

    /// The same for one list, if only that is needed: all else may then be missing here, and wrong in the file.
    static func load(
        _ path: String, absolutePath: String, allowsDuplicates: Bool, only kind: EntryKind?
    ) throws -> KubeconfigFile {
        let bytes: [UInt8]?
        do throws(FileError) {
            bytes = try FileSnapshot.read(absolutePath, limit: sizeLimit).bytes
        } catch {
            // Not `isMissing`: a path that leads through a file is an error for kubectl, too.
            guard error.cause == .errno(ENOENT) else { throw FileError(.read, path, error.cause) }
            bytes = nil
        }
        let text = SourceText(bytes ?? [])
        if let kind,
            let file = KubeconfigFile(
                path: path, absolutePath: absolutePath, only: kind, of: text, allowsDuplicates: allowsDuplicates)
        {
            return file
        }
        return try KubeconfigFile(
            path: path, absolutePath: absolutePath, exists: bytes != nil, text: text, allowsDuplicates: allowsDuplicates
        )
    }

    /// Reads one list; nil when only a look at the whole tells what is in it.
    private init?(
        path: String, absolutePath: String, only kind: EntryKind, of text: SourceText, allowsDuplicates: Bool
    ) {
        // Whatever is wrong here is found when the whole is read.
        guard let block = text.block(ofRootKey: kind.listKey), let part = try? YAMLDocument(parsing: block),
            let root = part.root, root[kind.listKey]?.kind == .sequence, (try? Schema.config.check(root)) != nil,
            let found = try? EntryLists(in: root, path, allowsDuplicates)
        else { return nil }
        self.path = path
        self.absolutePath = absolutePath
        exists = true
        document = part
        currentContext = ""
        lists = found
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
        try Self.check(root, path)
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
        lists[kind].index(of: name).map { lists[kind].entries[$0] }
    }

    /// Checks that this is a kubeconfig, and that its fields hold what kubectl expects.
    private static func check(_ root: YAMLNode, _ path: String) throws(ConfigError) {
        do throws(SchemaViolation) {
            try Schema.config.check(root)
        } catch {
            throw .invalid(path, error)
        }
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

    /// The lists of a root whose schema has been checked.
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
    /// Where the names are; empty in a short list, which is looked through sooner than Swift makes a dictionary's type.
    private var indices: [ExactName: Int] = [:]
    /// How many entries a short list has at most.
    private static let shortLength = 16

    init() {}

    init(_ kind: EntryKind, in root: YAMLNode, _ path: String, _ allowsDuplicates: Bool) throws(ConfigError) {
        guard let list = root[kind.listKey], list.kind == .sequence else { return }
        let isShort = list.count <= Self.shortLength
        entries.reserveCapacity(list.count)
        if !isShort { indices.reserveCapacity(list.count) }
        for item in list.elements {
            let name = FieldReader(item).string("name")
            let first = isShort ? index(of: name) : indices.updateValue(entries.count, forKey: ExactName(name))
            if let first {
                guard allowsDuplicates else {
                    throw .duplicate(
                        kind.rawValue, name, in: path, at: item.position, first: entries[first].item.position)
                }
                if !isShort { indices[ExactName(name)] = first }
            }
            entries.append(KubeconfigFile.Entry(name: name, index: entries.count, item: item))
        }
    }

    /// Where the first entry of this name is.
    func index(of name: String) -> Int? {
        indices.isEmpty ? entries.firstIndex { $0.name.isExactly(name) } : indices[ExactName(name)]
    }
}

extension KubeconfigFile.Entry {
    /// The fields of the content beside the name.
    func content(_ kind: EntryKind) -> FieldReader {
        FieldReader(item[kind.contentKey])
    }
}

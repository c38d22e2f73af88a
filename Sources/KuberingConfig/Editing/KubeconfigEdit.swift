// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
public import KuberingYAML

/// One change to the merged configuration, in the words of its entries.
public enum KubeconfigEdit: Sendable {
    /// Makes a context the current one; an empty name clears it.
    case setCurrentContext(String)
    /// Sets `current-context` in one file, where it need not be the value that counts; an empty name clears it.
    case setCurrentContextOfFile(Int, String)
    /// Sets a context's namespace; nil removes it.
    case setNamespace(String?, context: String)
    /// Adds an entry; one of that name must not exist.
    case add(EntryKind, name: String, content: JSONValue)
    /// Adds a context to the first file, the front of a session, though a later file has one of that name; one that the front has
    /// is replaced.
    case front(context: String, content: JSONValue)
    /// Adds entries of other kubeconfigs to one list, as they are written there; their names must be free.
    case transplant(EntryKind, [EntryTransplant])
    /// Changes an entry of one file, a shadowed one too.
    case change(EntryPlace, EntryChange)
    /// Changes a field of one file outside of its entries; the path starts at the top. Not for `current-context`.
    case changeFile(Int, EntryChange)
    /// Replaces bytes of a file's text, which must then still be a kubeconfig; a file that does not exist is made.
    case splice(file: Int, [Splice])
    /// Removes a file.
    case removeFile(Int)
}

/// An entry by its file, its list and its name, which no other entry of that list in that file has.
public struct EntryPlace: Sendable, Hashable {
    /// The file's place in ``Kubeconfig/files``.
    public var file: Int
    /// Which list.
    public var kind: EntryKind
    /// The entry's name.
    public var name: String

    /// Names a place.
    public init(file: Int, kind: EntryKind, name: String) {
        self.file = file
        self.kind = kind
        self.name = name
    }

    /// Whether both are the same place; names are the same when their bytes are.
    public static func == (left: EntryPlace, right: EntryPlace) -> Bool {
        left.file == right.file && left.kind == right.kind && left.name.isExactly(right.name)
    }

    /// Hashes the parts.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(file)
        hasher.combine(kind)
        hasher.combine(ExactName(name))
    }
}

/// What can happen to an entry.
public enum EntryChange: Sendable, Hashable {
    /// Sets a field; the path starts below the entry's content (`cluster`, `user` or `context`).
    case set(YAMLPath, JSONValue)
    /// Adds an item to a list, which is made when it is missing.
    case append(YAMLPath, JSONValue)
    /// Removes a field or an item; the path starts below the entry's content.
    case unset(YAMLPath)
    /// Gives the entry another name, which must be free in its file. References stay as they are.
    case rename(String)
    /// Removes the entry.
    case remove
}

extension KubeconfigEdit {
    /// The change as an edit of one file.
    struct FileEdit {
        /// What happens to the file.
        enum Change {
            /// An edit of its document.
            case edit(YAMLEdit)
            /// Other bytes in its text.
            case splice([Splice])
            /// The file goes.
            case removal
        }

        let file: Int
        let change: Change

        init(file: Int, edit: YAMLEdit) { self.init(file: file, .edit(edit)) }

        init(file: Int, _ change: Change) {
            self.file = file
            self.change = change
        }
    }

    /// Finds the file that must change, and what must change there; nil when there is nothing to do.
    ///
    /// A changed entry stays in its file; what is new, and a `current-context` that is not empty, goes to the default
    /// file; clearing `current-context` clears the first that is set. Source: client-go
    /// `tools/clientcmd/config.go`, `ModifyConfig`.
    func planned(in config: Kubeconfig) throws -> FileEdit? {
        switch self {
        case .setCurrentContext(let name) where name.isEmpty:
            try config.checkCanClearCurrentContext()
            guard let file = config.files.firstIndex(where: { !$0.currentContext.isEmpty }) else { return nil }
            return FileEdit(file: file, edit: .set(["current-context"], ""))
        case .setCurrentContext(let name):
            guard !name.isExactly(config.currentContext) else { return nil }
            let file = config.location.hasFront ? 0 : try config.defaultFile()
            return FileEdit(file: file, edit: .set(["current-context"], .string(name)))
        case .setCurrentContextOfFile(let file, let name):
            guard config.files.indices.contains(file), !name.isExactly(config.files[file].currentContext) else {
                return nil
            }
            return FileEdit(file: file, edit: .set(["current-context"], .string(name)))
        case .setNamespace(let namespace, let context):
            guard let origin = config.origin(.context, named: context) else { throw config.contextNotFound(context) }
            let path: YAMLPath = ["contexts", .index(origin.entry.index), "context", "namespace"]
            let old = origin.entry.content(.context).string("namespace")
            if let namespace {
                guard !namespace.isExactly(old) else { return nil }
                return FileEdit(file: origin.file, edit: .set(path, .string(namespace)))
            }
            guard origin.entry.content(.context).names.contains("namespace") else { return nil }
            return FileEdit(file: origin.file, edit: .remove(path))
        case .add(let kind, let name, let content):
            if let existing = config.origin(kind, named: name) {
                throw ConfigError.exists(kind, name, in: config.path(of: existing))
            }
            let item: JSONValue = .object([.init("name", .string(name)), .init(kind.contentKey, content)])
            return FileEdit(file: try config.defaultFile(), edit: .append([.key(kind.listKey)], item))
        case .front(let name, let content):
            if let copy = config.files.first?.entry(.context, named: name) {
                return FileEdit(file: 0, edit: .set(["contexts", .index(copy.index), "context"], content))
            }
            let item: JSONValue = ["name": .string(name), "context": content]
            return FileEdit(file: 0, edit: .append(["contexts"], item))
        case .transplant(let kind, let entries):
            for entry in entries {
                guard let existing = config.origin(kind, named: entry.name) else { continue }
                throw ConfigError.exists(kind, entry.name, in: config.path(of: existing))
            }
            guard !entries.isEmpty else { return nil }
            return FileEdit(
                file: try config.defaultFile(), edit: .transplant([.key(kind.listKey)], entries.map(\.item)))
        case .change(let place, let change):
            guard let edit = try change.planned(at: place, in: config) else { return nil }
            return FileEdit(file: place.file, edit: edit)
        case .changeFile(let file, let change):
            guard config.files.indices.contains(file) else { return nil }
            return change.planned(below: [], of: config.files[file].document.root).map {
                FileEdit(file: file, edit: $0)
            }
        case .splice(let file, let splices): return FileEdit(file: file, .splice(splices))
        case .removeFile(let file): return FileEdit(file: file, .removal)
        }
    }

    /// Whether the merged configuration says what this edit asked for.
    func isDone(in config: Kubeconfig) throws -> Bool {
        switch self {
        // Clearing may bring the value of a later file to the surface, as with kubectl.
        case .setCurrentContext(let name): name.isEmpty || config.currentContext.isExactly(name)
        case .setNamespace(let namespace, let context):
            try config.context(named: context)?.namespace.isExactly(namespace ?? "") == true
        case .add(let kind, let name, _): config.origin(kind, named: name) != nil
        case .front(let name, _): config.origin(.context, named: name)?.file == 0
        case .transplant(let kind, let entries):
            entries.allSatisfy { config.origin(kind, named: $0.name) != nil }
        // The text was compared with the intended tree already, and other files have no say in it.
        case .change, .changeFile, .setCurrentContextOfFile, .splice, .removeFile: true
        }
    }
}

extension EntryChange {
    /// What must change in the entry's file; nil when there is nothing to do.
    fileprivate func planned(at place: EntryPlace, in config: Kubeconfig) throws -> YAMLEdit? {
        guard config.files.indices.contains(place.file),
            case let file = config.files[place.file], let entry = file.entry(place.kind, named: place.name)
        else {
            throw ConfigError.notFound(
                place.kind, place.name, existing: config.names(place.kind), place: config.placeInWords)
        }
        let item: YAMLPath = [.key(place.kind.listKey), .index(entry.index)]
        let content = item + [.key(place.kind.contentKey)]
        switch self {
        case .set, .append, .unset: return planned(below: content, of: entry.item[place.kind.contentKey])
        case .rename(let name):
            guard !name.isExactly(place.name) else { return nil }
            guard file.entry(place.kind, named: name) == nil else {
                throw ConfigError.exists(place.kind, name, in: file.path)
            }
            return .set(item + ["name"], .string(name))
        case .remove: return .remove(item)
        }
    }

    /// What must change below a node; nil when there is nothing to do.
    fileprivate func planned(below content: YAMLPath, of node: YAMLNode?) -> YAMLEdit? {
        switch self {
        case .set(let path, let value): return .set(content + path, value)
        case .append(let path, let value): return .append(content + path, value)
        case .unset(let path):
            let value = path.reduce(node) { $0?.child(at: $1) }
            return value == nil ? nil : .remove(content + path)
        case .rename, .remove: return nil
        }
    }
}

extension Kubeconfig {
    /// The place in ``files`` of the file that takes what is new; never the front of a session, which vanishes with it.
    ///
    /// - Throws: ``ConfigError`` of code `no-file` when the list of files is empty.
    public func defaultFile() throws(ConfigError) -> Int {
        // Asked of the files as they were read, not of the disk again.
        let candidates = files.indices.dropFirst(location.hasFront ? 1 : 0)
        guard let index = candidates.first(where: { files[$0].exists }) ?? files.indices.last else {
            throw ConfigError(.noFile, "\(location.inWords): there is no file to write to")
        }
        return index
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import KuberingYAML

/// Every kubeconfig file of the user, merged as kubectl merges them.
///
/// Per name the first file in the list supplies the whole entry; `current-context` is the first that is not empty,
/// whichever file its context is in. Source: client-go `tools/clientcmd/loader.go`, `Load`.
public struct Kubeconfig: Sendable {
    /// An entry and the file it comes from.
    public struct Origin: Sendable {
        /// The file's place in ``Kubeconfig/files``.
        public let file: Int
        /// The entry in that file.
        public let entry: KubeconfigFile.Entry
    }

    /// Where the files were looked for.
    public let location: KubeconfigLocation
    /// The files, in order of precedence; missing ones are empty.
    public let files: [KubeconfigFile]

    /// Reads every file.
    ///
    /// - Parameter location: Which files.
    /// - Returns: The merged configuration.
    /// - Throws: What ``KubeconfigFile/load(_:absolutePath:allowsDuplicates:)`` throws for the first bad file; nothing of
    ///   the good ones is used then.
    public static func load(_ location: KubeconfigLocation) throws -> Kubeconfig {
        Kubeconfig(
            location: location,
            files: try location.paths.map {
                try KubeconfigFile.load(
                    $0, absolutePath: location.absolute($0), allowsDuplicates: location.allowsDuplicates)
            })
    }

    /// The names of one kind, as ``names(_:)`` has them, in a fraction of the time: of a file whose list is valid and
    /// written as usual nothing else is parsed, or has to be valid.
    ///
    /// - Parameters:
    ///   - kind: The kind.
    ///   - location: Which files.
    /// - Returns: The names, in file order.
    /// - Throws: What ``load(_:)`` throws, for a file that cannot be read or has to be parsed as a whole.
    public static func names(_ kind: EntryKind, in location: KubeconfigLocation) throws -> [String] {
        let files = try location.paths.map {
            try KubeconfigFile.load(
                $0, absolutePath: location.absolute($0), allowsDuplicates: location.allowsDuplicates, only: kind)
        }
        return Kubeconfig(location: location, files: files).names(kind)
    }

    /// The current context's name; empty when not set.
    ///
    /// The context need not exist.
    public var currentContext: String {
        files.lazy.map(\.currentContext).first { !$0.isEmpty } ?? ""
    }

    /// All names of one kind, in file order; shadowed entries are left out.
    public func names(_ kind: EntryKind) -> [String] {
        entries(kind).map(\.entry.name)
    }

    /// All entries of one kind, in file order; shadowed ones are left out.
    public func entries(_ kind: EntryKind) -> [Origin] {
        if files.count == 1, !location.allowsDuplicates {
            return files[0].entries(kind).map { Origin(file: 0, entry: $0) }
        }
        var seen = Set<ExactName>()
        let places = location.isFrontLast ? Array(files.indices.dropFirst()) + [0] : Array(files.indices)
        return places.flatMap { index in
            files[index].entries(kind).filter { seen.insert(ExactName($0.name)).inserted }
                .map { Origin(file: index, entry: $0) }
        }
    }

    /// The entry that counts for a name; nil when there is none.
    public func origin(_ kind: EntryKind, named name: String) -> Origin? {
        for index in files.indices.dropFirst(location.isFrontLast ? 1 : 0) {
            if let entry = files[index].entry(kind, named: name) { return Origin(file: index, entry: entry) }
        }
        guard location.isFrontLast, let entry = files.first?.entry(kind, named: name) else { return nil }
        return Origin(file: 0, entry: entry)
    }

    /// The context of that name; nil when there is none.
    public func context(named name: String) throws -> Context? {
        try decoded(.context, name, Context.init)
    }

    /// The name of the context that a word means: its whole name, or a part or pattern that fits no other one.
    ///
    /// - Parameter word: What was typed; see ``PartialName``.
    /// - Returns: The name; the word itself when it fits nothing.
    /// - Throws: ``ConfigError`` of code `entry-ambiguous` when it fits several.
    public func context(matching word: String) throws(ConfigError) -> String {
        // The usual case, a whole name, needs no list of all the others.
        if origin(.context, named: word) != nil { return word }
        switch PartialName(word, among: names(.context)) {
        case .one(let name): return name
        case .several(let names): throw .ambiguous(.context, word, names)
        case .none: return word
        }
    }

    /// The cluster of that name; nil when there is none.
    public func cluster(named name: String) throws -> Cluster? {
        try decoded(.cluster, name, Cluster.init)
    }

    /// The user of that name; nil when there is none.
    public func user(named name: String) throws -> User? {
        try decoded(.user, name, User.init)
    }

    /// The contexts of one file, shadowed ones included, in its order.
    public func contexts(ofFile file: Int) throws -> [(name: String, context: Context)] {
        try files[file].entries(.context).map { entry in
            do throws(YAMLError) {
                return (entry.name, try Context(entry.content(.context)))
            } catch {
                throw ConfigError.invalid(files[file].path, error)
            }
        }
    }

    /// An entry's content as it stands in the file, unknown fields included; an empty object for none.
    public func content(of origin: Origin, _ kind: EntryKind) throws -> JSONValue {
        do throws(YAMLError) {
            let value = try origin.entry.item[kind.contentKey]?.jsonValue() ?? .null
            return value == .null ? .object([]) : value
        } catch {
            throw ConfigError.invalid(path(of: origin), error)
        }
    }

    /// The path of the file an entry comes from, as spelled.
    public func path(of origin: Origin) -> String { files[origin.file].path }

    /// A path field of an entry as the operating system needs it.
    ///
    /// Relative paths are relative to the folder of the file they stand in; links are not followed. Source: client-go,
    /// `ResolveLocalPaths`.
    public func resolved(_ path: String, from origin: Origin) -> String {
        LexicalPath.absolute(path, in: LexicalPath.directory(of: files[origin.file].absolutePath))
    }

    /// The same configuration with the text of one file replaced, checked as if it had been read.
    func replacing(_ index: Int, with document: YAMLDocument) throws(ConfigError) -> Kubeconfig {
        var files = files
        let old = files[index]
        files[index] = try KubeconfigFile(
            path: old.path, absolutePath: old.absolutePath, exists: true, checking: document,
            allowsDuplicates: location.allowsDuplicates)
        return Kubeconfig(location: location, files: files)
    }

    /// The same with a text that has yet to be parsed.
    func replacing(_ index: Int, with text: SourceText, exists: Bool = true) throws(ConfigError) -> Kubeconfig {
        var files = files
        let old = files[index]
        files[index] = try KubeconfigFile(
            path: old.path, absolutePath: old.absolutePath, exists: exists, text: text,
            allowsDuplicates: location.allowsDuplicates)
        return Kubeconfig(location: location, files: files)
    }

    /// An error that the context does not exist, with near names.
    ///
    /// - Parameters:
    ///   - name: The name that was asked for.
    ///   - isPattern: Whether it could have been a pattern.
    /// - Returns: An error of code `entry-not-found`.
    public func contextNotFound(_ name: String, isPattern: Bool = false) -> ConfigError {
        .notFound(.context, name, existing: names(.context), place: placeInWords, isPattern: isPattern)
    }

    /// The current context's name.
    ///
    /// - Returns: The name of a context that need not exist.
    /// - Throws: ``ConfigError`` of code `no-current-context`.
    public func requiredCurrentContext() throws(ConfigError) -> String {
        guard currentContext.isEmpty else { return currentContext }
        guard let missing = missingPlace else { throw .noCurrentContext }
        throw ConfigError(.noCurrentContext, "no context is current in \(missing)")
    }

    /// A sentence about the files when none of them exists; nil when one does.
    public var missingPlace: String? {
        files.contains(where: \.exists) || files.isEmpty ? nil : placeInWords
    }

    /// An error that the current context does not exist, with near names.
    public func currentContextNotFound() -> ConfigError {
        let file = files.first { !$0.currentContext.isEmpty }.map { OutsideText.escaped($0.path) } ?? location.inWords
        return ConfigError(
            .entryNotFound, name: currentContext,
            "current-context in \(file) names \(OutsideText.quoted(currentContext)), and there is no such context; "
                + (Suggestions.advice(currentContext, in: names(.context)) ?? "see: kubering list"))
    }

    /// Where the configuration is, with a word about a link that leads nowhere.
    public var placeInWords: String {
        let dangling = files.compactMap { file in
            FileSnapshot.danglingLinkTarget(file.absolutePath).map {
                "\(OutsideText.escaped(file.path)) is a symbolic link to \(OutsideText.quoted($0)), which does not exist"
            }
        }
        let missing = files.allSatisfy { !$0.exists } && !files.isEmpty ? ", which does not exist" : ""
        return dangling.first.map { "\(location.inWords); \($0)" } ?? location.inWords + missing
    }

    private func decoded<Value>(
        _ kind: EntryKind, _ name: String, _ decode: (FieldReader) throws(YAMLError) -> Value
    ) throws -> Value? {
        guard let origin = origin(kind, named: name) else { return nil }
        do throws(YAMLError) {
            return try decode(origin.entry.content(kind))
        } catch {
            throw ConfigError.invalid(path(of: origin), error)
        }
    }
}

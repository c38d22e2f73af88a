// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import KuberingYAML

extension FieldPath {
    /// The edits that give the field a value; the entry is made when there is none.
    ///
    /// - Parameters:
    ///   - value: From ``value(from:isRaw:)``.
    ///   - config: The configuration as it is.
    /// - Returns: The edits.
    /// - Throws: ``ConfigError`` of code `bad-path` for an item that the list does not have.
    public func edits(setting value: JSONValue, in config: Kubeconfig) throws -> [KubeconfigEdit] {
        switch root {
        case .section: return []
        case .entry(let kind, let name):
            guard let origin = config.origin(kind, named: name) else {
                let made = try Self.value(value, at: steps[...], self)
                return [.add(kind, name: name, content: Schema.content(of: kind).always(with: made))]
            }
            let place = EntryPlace(file: origin.file, kind: kind, name: name)
            return try change(setting: value, in: origin.entry.item[kind.contentKey]).map { [.change(place, $0)] } ?? []
        case .file:
            if case .key("current-context")? = steps.first { return [.setCurrentContext(value.string ?? "")] }
            let file = try fileWithField(config) ?? config.defaultFile()
            return try change(setting: value, in: config.files[file].document.root).map { [.changeFile(file, $0)] }
                ?? []
        }
    }

    /// The edits that remove the field, the entry or the whole section; none when it is not there.
    public func editsRemoving(in config: Kubeconfig) throws -> [KubeconfigEdit] {
        switch root {
        case .section(let kind):
            return config.entries(kind).map {
                .change(EntryPlace(file: $0.file, kind: kind, name: $0.entry.name), .remove)
            }
        case .entry(let kind, let name):
            guard let origin = config.origin(kind, named: name) else {
                // `users.jane.tokn` reads as a user of that name; it is a mistyped field when there is a jane.
                let known = config.names(kind).contains { name.hasPrefix($0 + ".") }
                guard known, steps.isEmpty else { return [] }
                throw failure("names no field; fields here: \(Self.fields(of: kind).joined(separator: ", "))")
            }
            let place = EntryPlace(file: origin.file, kind: kind, name: name)
            guard !steps.isEmpty else { return [.change(place, .remove)] }
            return try changeRemoving(in: origin.entry.item[kind.contentKey]).map { [.change(place, $0)] } ?? []
        case .file:
            if case .key("current-context")? = steps.first { try config.checkCanClearCurrentContext() }
            guard let file = fileWithField(config) else { return [] }
            return try changeRemoving(in: config.files[file].document.root).map { [.changeFile(file, $0)] } ?? []
        }
    }

    private func fileWithField(_ config: Kubeconfig) -> Int? {
        guard case .key(let key)? = steps.first else { return nil }
        // An empty one does not count: the one that does may come later.
        if key == "current-context", let file = config.files.firstIndex(where: { !$0.currentContext.isEmpty }) {
            return file
        }
        return config.files.firstIndex { $0.document.root?[key].map { !$0.isNull } ?? false }
    }

    private func change(setting value: JSONValue, in content: YAMLNode?) throws -> EntryChange? {
        var (path, node) = (YAMLPath(), content)
        for (index, step) in steps.enumerated() {
            let rest = steps[(index + 1)...]
            switch step {
            case .key(let key):
                path.append(.key(key))
                node = node?[key]
                continue
            case .index(let position):
                guard node?.kind == .sequence, let item = node?.element(at: position) else { break }
                path.append(.index(position))
                node = item
                continue
            case .named(let name, let member):
                guard let position = node?.position(ofItemNamed: name) else { break }
                path.append(.index(position))
                node = node?.element(at: position)
                if rest.isEmpty {
                    path.append(.key(member))
                    node = node?[member]
                }
                continue
            case .end: break
            }
            // The list has no such item.
            if case .index = step, let node, node.kind == .sequence {
                throw failure("names an item that the list of \(node.count) does not have")
            }
            let made = try Self.value(value, at: [step] + rest, self)
            guard node?.kind == .sequence, let item = made.array?.first else { return .set(path, made) }
            return .append(path, item)
        }
        return .set(path, value)
    }

    private func changeRemoving(in content: YAMLNode?) throws -> EntryChange? {
        var (path, node) = (YAMLPath(), content)
        for step in steps {
            switch step {
            case .key(let key): path.append(.key(key))
            case .index(let position): path.append(.index(position))
            case .named(let name, _):
                guard let position = node?.position(ofItemNamed: name) else { return nil }
                path.append(.index(position))
            case .end: throw failure("names an item that is not there yet")
            }
            guard let last = path.last, let next = node?.child(at: last) else { return nil }
            node = next
        }
        return .unset(path)
    }

    /// The value with all that has to be made on the way to it.
    private static func value(
        _ value: JSONValue, at steps: ArraySlice<Step>, _ path: FieldPath
    ) throws(ConfigError) -> JSONValue {
        guard let step = steps.first else { return value }
        let inner = try Self.value(value, at: steps.dropFirst(), path)
        switch step {
        case .key(let key): return .object([.init(key, inner)])
        case .index(0), .end: return .array([inner])
        case .index: throw path.failure("names an item that the list does not have")
        case .named(let name, let member):
            let members = steps.count == 1 ? [JSONValue.Member(member, inner)] : inner.members ?? []
            return .array([.object([.init("name", .string(name))] + members)])
        }
    }

    /// An error about this path.
    func failure(_ problem: String) -> ConfigError {
        ConfigError(.badPath, "the path \(OutsideText.quoted(text)) \(problem)")
    }
}

extension YAMLNode {
    fileprivate func position(ofItemNamed name: String) -> Int? {
        Array(elements).firstIndex { FieldReader($0).string("name").isExactly(name) }
    }
}

extension Schema {
    /// A value with the fields that a new entry always has, as kubectl writes it.
    func always(with value: JSONValue) -> JSONValue {
        let missing = fields.filter { $0.whenEmpty == .emptyString && value[$0.name] == nil }
        return .object(missing.map { .init($0.name, "") } + (value.members ?? []))
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

extension Kubeconfig {
    /// What a front file says of a context: all that the context's own file says, maybe with another namespace.
    ///
    /// - Parameters:
    ///   - name: The context.
    ///   - namespace: Its namespace there; nil for the one it has, empty for none.
    /// - Returns: The content of the entry.
    /// - Throws: ``ConfigError`` when there is no such context.
    public func frontContent(of name: String, namespace: String?) throws -> JSONValue {
        guard let origin = origin(.context, named: name) else { throw contextNotFound(name, isPattern: true) }
        let content = try content(of: origin, .context)
        guard let namespace else { return content }
        let others = (content.members ?? []).filter { $0.name != "namespace" }
        return .object(others + (namespace.isEmpty ? [] : [.init("namespace", .string(namespace))]))
    }

    /// What lets a session's changes to a context land in its front file: the context's entry there.
    ///
    /// - Parameters:
    ///   - name: The context that is switched to or changed.
    ///   - namespace: Its namespace from now on; nil for the one it has, empty for none.
    /// - Returns: The edit; nil when the files have no front, or it has the context already.
    /// - Throws: ``ConfigError`` when the context cannot be read.
    public func enteringFront(_ name: String, namespace: String? = nil) throws -> KubeconfigEdit? {
        guard location.hasFront, let origin = origin(.context, named: name) else { return nil }
        if origin.file == 0 { return try refreshingFront(origin, namespace: namespace) }
        return .front(context: name, content: try frontContent(of: name, namespace: namespace))
    }

    /// What makes the front's copy of a context say again what the user's own file says of it by now, but for the namespace; nil
    /// when it does.
    private func refreshingFront(_ copy: Origin, namespace: String?) throws -> KubeconfigEdit? {
        let name = copy.entry.name
        let others = files.indices.dropFirst()
        guard let file = others.first(where: { files[$0].entry(.context, named: name) != nil }),
            let entry = files[file].entry(.context, named: name)
        else { return nil }
        let isNamespace = { (member: JSONValue.Member) in member.name == "namespace" }
        let members = try content(of: copy, .context).members ?? []
        let own = (try content(of: Origin(file: file, entry: entry), .context).members ?? []).filter {
            !isNamespace($0)
        }
        guard own != members.filter({ !isNamespace($0) }) else { return nil }
        let kept = namespace.map { $0.isEmpty ? [] : [.init("namespace", .string($0))] } ?? members.filter(isNamespace)
        return .front(context: name, content: .object(own + kept))
    }

    /// The edits, and the same ones for the front's copies of the contexts that they change.
    func followingInFront(_ edits: [KubeconfigEdit]) -> [KubeconfigEdit] {
        guard location.isFrontLast, let front = files.first else { return edits }
        let changes = edits.compactMap { edit -> (place: EntryPlace, change: EntryChange)? in
            if case .change(let place, let change) = edit { (place, change) } else { nil }
        }
        let done = Set(changes.map(\.place).filter { $0.file == 0 })
        return edits
            + changes.compactMap { place, change in
                let copy = EntryPlace(file: 0, kind: .context, name: place.name)
                guard place.kind == .context, !done.contains(copy), front.entry(.context, named: place.name) != nil,
                    origin(.context, named: place.name)?.file == place.file
                else { return nil }
                return .change(copy, change)
            }
    }

    /// Refuses to leave a session without a current context.
    ///
    /// An empty one in the front would let that of the next file count, and the shell would be in another context.
    ///
    /// - Throws: ``ConfigError`` in a session.
    public func checkCanClearCurrentContext() throws(ConfigError) {
        guard location.hasFront else { return }
        throw ConfigError(
            .notAsIntended,
            "this shell has a context of its own, and without it the kubeconfig's would be current; "
                + "leave it with: exit, or where \"use --shell\" made it: kubering use --shell --unset")
    }
}

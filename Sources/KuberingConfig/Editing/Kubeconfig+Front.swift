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
        guard location.hasFront, let origin = origin(.context, named: name), origin.file > 0 else { return nil }
        return .front(context: name, content: try frontContent(of: name, namespace: namespace))
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

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem
import KuberingYAML

/// A shell, or a command, with a current context of its own.
///
/// It has a front file, with `current-context` and one context, before the user's own files in `KUBECONFIG`. All programs
/// read the front first; nothing secret is copied, and the originals are not written.
public struct Session: Sendable, Hashable {
    static let mark = "KUBERING_SESSION"
    private static let depth = "KUBERING_DEPTH"
    private static let original = "KUBERING_KUBECONFIG"

    let folder: SessionFolder

    /// The file that holds the session's current context.
    public var frontFile: String { folder.frontFile }

    /// Where `-` remembers what it goes back to in this session.
    public var previousNames: String { folder.path + "/previous" }

    /// The session that this world is in; nil outside of one, and where `KUBECONFIG` no longer begins with its front.
    public init?(_ world: World) {
        guard let path = Self.front(of: world), let folder = SessionFolder(of: path, world) else { return nil }
        self.folder = folder
    }

    /// Whether this world is in a session whose front is gone: then the current context of the user's own files counts.
    public static func isLost(in world: World) -> Bool {
        front(of: world).map { !FileSnapshot.exists($0) } ?? false
    }

    private static func front(of world: World) -> String? {
        guard let path = world.environment[Self.mark], !path.isEmpty,
            let list = world.environment["KUBECONFIG"], list == path || list.hasPrefix(path + ":")
        else { return nil }
        return path
    }

    /// Whether the session was made for this shell, and not for another one that started it.
    ///
    /// - Parameter shell: The shell's process.
    /// - Returns: True when that, or the `kubering shell` that started it, is whose end ends the session.
    public func isOwned(by shell: Int32) -> Bool {
        // Where no owner could be told, a switch must not make another session each time.
        guard let owner = folder.owner else { return true }
        return owner == shell || owner == ProcessTable.parent(of: shell)
    }

    /// How many sessions deep this world is; 0 outside of one.
    public static func depth(in world: World) -> Int {
        min(max(0, world.environment[depth].flatMap { Int($0) } ?? 0), 1_000_000)
    }

    /// Makes the front file of a new session.
    ///
    /// - Parameters:
    ///   - context: The name of the session's context, which must exist.
    ///   - namespace: The namespace it gets; nil leaves it alone.
    ///   - config: The user's configuration.
    ///   - owner: Who ends with the session.
    ///   - world: Where its folder can be.
    /// - Throws: `ConfigError` when there is no such context; `FileError` or ``ShellError`` when the file cannot be made.
    public init(
        in context: String, namespace: String?, of config: Kubeconfig, owner: ShellIdentity?, _ world: World
    ) throws {
        let content = try config.frontContent(of: context, namespace: namespace)
        // kubectl would take an empty current-context for none, and ask the next file.
        guard !context.isEmpty else { throw ShellError.noName }
        folder = try SessionFolder(world, owner: owner)
        let front: JSONValue = [
            "apiVersion": "v1", "kind": "Config", "current-context": .string(context),
            "contexts": [["name": .string(context), "context": content]],
        ]
        try PrivateFile(frontFile).create(Array(front.yamlText(sortedKeys: false).utf8))
    }

    /// The variables of a shell in this session, and those that must not be set in it (nil).
    ///
    /// - Parameters:
    ///   - location: The user's files; the front of a session that this one is made in is left out.
    ///   - world: The shell that the session is made in.
    /// - Returns: Names and values.
    /// - Throws: ``ShellError`` when a path cannot stand in `KUBECONFIG`.
    public func variables(over location: KubeconfigLocation, _ world: World) throws(ShellError) -> [(
        name: String, value: String?
    )] {
        let outer = Session(world)
        let files = location.paths.map { LexicalPath.absolute($0, in: location.workingDirectory) }
            .filter { $0 != outer?.frontFile }
        if let path = files.first(where: { $0.contains(":") }) { throw .pathWithColon(path) }
        let original = outer == nil ? world.environment["KUBECONFIG"] : world.environment[Self.original]
        return [
            ("KUBECONFIG", ([frontFile] + files).joined(separator: ":")), (Self.mark, frontFile),
            (Self.depth, String(Self.depth(in: world) + 1)), (Self.original, original),
        ]
    }

    /// The variables that lead out of every session: back to the kubeconfigs that were there before the first.
    public func variablesAfter(_ world: World) -> [(name: String, value: String?)] {
        [
            ("KUBECONFIG", world.environment[Self.original]), (Self.mark, nil), (Self.depth, nil), (Self.original, nil),
        ]
    }

    /// Removes the front file and all that belongs to the session, unless a program that was started in it still runs; then the
    /// next session that is made after its end does.
    public func end() {
        if !folder.isInUse { folder.remove() }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
public import KuberingSystem

/// A private folder that goes with a process: a session's front file, or the copy of a context for one shell.
///
/// It is in `$XDG_RUNTIME_DIR/kubering/sessions`, else in the state folder. Its name says whose it is, so that what a
/// killed process left behind is found and removed when the next one is made. One that a program still uses stays: without it
/// that program would go on in the context of the user's own files.
public struct SessionFolder: Sendable, Hashable {
    /// The absolute path.
    public let path: String

    /// The folder that a file is in; nil where no session's folder can be: what is there belongs to somebody else.
    init?(of file: String, _ world: World) {
        path = LexicalPath.directory(of: file)
        let place = LexicalPath.directory(of: path)
        guard Self.places(in: world).contains(where: { LexicalPath.cleaned($0) == place }) else { return nil }
    }

    private init(path: String) {
        self.path = path
    }

    private static func places(in world: World) -> [String] {
        [world.directories.runtime, world.directories.state].compactMap { $0.map { $0 + "/sessions" } }
    }

    /// Makes the folder of all sessions, and refuses one that others could change.
    private static func prepare(_ place: String, _ world: World) throws {
        try Directory.create(place, mode: 0o700)
        let folder = LexicalPath.directory(of: place)
        let isRuntime = folder == world.directories.runtime
        for path in isRuntime ? [LexicalPath.directory(of: folder), folder, place] : [place]
        where !Directory.isPrivate(path) {
            throw ShellError.notPrivate(path)
        }
    }

    /// Makes an empty folder, and removes those whose processes have ended.
    ///
    /// - Parameters:
    ///   - world: Where folders can be.
    ///   - owner: Who ends with it; by default this process.
    /// - Throws: ``ShellError`` when there is no private place for it; `FileError`.
    public init(_ world: World, owner: ShellIdentity? = .ofProcess()) throws {
        let key = owner?.key ?? "unknown"
        let number = Hexadecimal.text(world.randomBytes(6))
        var failure: any Error = ShellError.noPlace
        for place in Self.places(in: world) {
            do {
                // It will stand in KUBECONFIG.
                guard !place.contains(":") else { throw ShellError.pathWithColon(place) }
                try Self.prepare(place, world)
                Self.sweep(place)
                let path = "\(place)/\(key).\(number)"
                try Directory.create(path, mode: 0o700)
                self.path = path
                return
            } catch {
                failure = error
            }
        }
        throw failure
    }

    /// The process that it goes with; nil when its name does not say.
    var owner: Int32? { Int32(LexicalPath.lastComponent(path).prefix { $0 != "-" }) }

    /// The file with the current context of a session.
    var frontFile: String { path + "/config" }

    /// Whether a program has it in its environment.
    var isInUse: Bool { ProcessTable.hasProcess(with: Session.mark, frontFile) }

    /// Removes the folder and the files in it.
    public func remove() {
        // What somebody else could have put there is not ours.
        guard [LexicalPath.directory(of: path), path].allSatisfy(Directory.isPrivate) else { return }
        for name in Directory.names(in: path) { unlink(path + "/" + name) }
        rmdir(path)
    }

    private static func sweep(_ place: String) {
        for name in Directory.names(in: place) {
            let folder = SessionFolder(path: place + "/" + name)
            let owner = String(name.prefix { $0 != "." })
            if !ShellIdentity.isAlive(key: owner), !folder.isInUse { folder.remove() }
        }
    }
}

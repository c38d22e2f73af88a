// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
public import KuberingSystem

/// A private folder that goes with a process: a session's front file, or the copy of a context for one shell.
///
/// It is in `$XDG_RUNTIME_DIR/kubering/sessions`, else in the state folder. Its name says whose it is, so that what a
/// killed process left behind is found and removed when the next one is made.
public struct SessionFolder: Sendable, Hashable {
    /// The absolute path.
    public let path: String

    /// The folder that a file is in; nil where no session's folder can be: what is there belongs to somebody else.
    init?(of file: String, _ world: CommandContext) {
        path = LexicalPath.directory(of: file)
        let place = LexicalPath.directory(of: path)
        guard Self.places(in: world).contains(where: { LexicalPath.cleaned($0) == place }) else { return nil }
    }

    private init(path: String) {
        self.path = path
    }

    private static func places(in world: CommandContext) -> [String] {
        [world.directories.runtime, world.directories.state].compactMap { $0.map { $0 + "/sessions" } }
    }

    /// Makes an empty folder, and removes those whose processes have ended.
    ///
    /// - Parameters:
    ///   - world: Where folders can be.
    ///   - owner: Who ends with it; by default this process.
    /// - Throws: ``ShellError`` when there is no place for it; `FileError`.
    public init(_ world: CommandContext, owner: ShellIdentity? = .ofProcess()) throws {
        let places = Self.places(in: world)
        guard !places.isEmpty else { throw ShellError.noPlace }
        let key = owner?.key ?? "unknown"
        let number = world.randomBytes(6).map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
        var failure: FileError?
        for place in places {
            do throws(FileError) {
                try Directory.create(place, mode: 0o700)
                Self.sweep(place)
                let path = "\(place)/\(key).\(number)"
                try Directory.create(path, mode: 0o700)
                self.path = path
                return
            } catch {
                failure = error
            }
        }
        throw failure ?? FileError(.createDirectory, "", .errno(ENOENT))
    }

    /// Removes the folder and the files in it.
    public func remove() {
        for name in Directory.names(in: path) { unlink(path + "/" + name) }
        rmdir(path)
    }

    private static func sweep(_ place: String) {
        for name in Directory.names(in: place) {
            let key = name.prefix { $0 != "." }
            if !ShellIdentity.isAlive(key: String(key)) { SessionFolder(path: place + "/" + name).remove() }
        }
    }
}

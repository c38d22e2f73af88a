// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// Where kubectx and kubens keep what `-` goes back to: the same files, so that nothing is forgotten when kubering takes
/// their place or gives it back.
///
/// `kubectx` holds the previous context, `kubens/CONTEXT` the previous namespace of each; without a newline. They are in
/// `$XDG_CACHE_HOME`, else in `$HOME/.kube`.
public struct KubectxState: Sendable {
    private let folder: String?

    /// Finds the folder; nothing is read yet.
    public init(_ world: World) {
        if let cache = world.environment["XDG_CACHE_HOME"], !cache.isEmpty {
            folder = LexicalPath.absolute(cache, in: world.workingDirectory)
        } else {
            folder = world.environment["HOME"].flatMap {
                $0.isEmpty ? nil : LexicalPath.absolute($0 + "/.kube", in: world.workingDirectory)
            }
        }
    }

    /// The context before; empty when none is known.
    public var previousContext: String {
        folder.flatMap { Self.contents($0 + "/kubectx") } ?? ""
    }

    /// Remembers the context that was left; an empty name when none was current.
    ///
    /// - Throws: `FileError`.
    public func remember(context: String) throws(FileError) {
        if let folder { try Self.write(context, to: folder + "/kubectx") }
    }

    /// The namespace that a context had before; nil when none is known.
    public func previousNamespace(of context: String) -> String? {
        guard let folder else { return nil }
        let namespaces = folder + "/kubens/"
        if let found = Self.contents(namespaces + Self.fileName(of: context)) { return found }
        // kubens makes folders of the slashes; a name that leads out of them is not followed.
        let parts = context.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 1, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else { return nil }
        return Self.contents(namespaces + context)
    }

    /// Remembers the namespace that a context had.
    ///
    /// - Throws: `FileError`.
    public func remember(namespace: String, of context: String) throws(FileError) {
        guard let folder else { return }
        try Self.write(namespace, to: folder + "/kubens/" + Self.fileName(of: context))
    }

    /// Lets what is remembered of a context follow it to its new name.
    ///
    /// - Throws: `FileError`.
    public func rename(_ context: String, to name: String) throws(FileError) {
        if previousContext.utf8.elementsEqual(context.utf8) { try remember(context: name) }
        guard let namespace = previousNamespace(of: context) else { return }
        try remember(namespace: namespace, of: name)
        try forgetNamespace(of: context)
    }

    /// Forgets a context that is no more.
    ///
    /// - Throws: `FileError`.
    public func forget(_ context: String) throws(FileError) {
        if previousContext.utf8.elementsEqual(context.utf8) { try remember(context: "") }
        try forgetNamespace(of: context)
    }

    private func forgetNamespace(of context: String) throws(FileError) {
        if let folder { try PrivateFile("\(folder)/kubens/\(Self.fileName(of: context))").remove() }
    }

    /// The name itself, unless it would lead into another folder.
    private static func fileName(of context: String) -> String {
        if context == "." || context == ".." { return String(repeating: "%2E", count: context.utf8.count) }
        return context.contains("/") ? PercentEncoding.encoded(context) : context
    }

    private static func contents(_ path: String) -> String? {
        // State that cannot be read is like none: going back is then an error of its own.
        guard let bytes = try? PrivateFile(path).read() else { return nil }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }

    /// Files and folders get the rights that kubectx gives them.
    private static func write(_ text: String, to path: String) throws(FileError) {
        let folder = LexicalPath.directory(of: path)
        let isNewFolder = !FileSnapshot.exists(folder)
        try PrivateFile(path).write(Array(text.utf8))
        try FilePermissions.set(0o644, of: path)
        if isNewFolder { try FilePermissions.set(0o755, of: folder) }
    }
}

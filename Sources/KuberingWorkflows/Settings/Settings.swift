// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
public import KuberingSecrets
public import KuberingShell
public import KuberingSystem

/// What the user has settled once, in `$XDG_CONFIG_HOME/kubering/config.yaml`.
///
/// Nothing in it must be set. It is read when a command needs it and not before: `current` does not.
public struct Settings: Sendable {
    /// How a context is picked at a terminal.
    public enum PickerChoice: String, Sendable, CaseIterable {
        /// By kubering itself.
        case builtin
        /// By the program fzf.
        case fzf
    }

    /// Where a new credential goes; nil when nothing is settled.
    public var store: StoreName?
    /// How long before its end a certificate is worth a warning, in seconds; nil when nothing is settled.
    public var warnBefore: UInt32?
    /// What `kubering prompt` prints; nil when nothing is settled.
    public var promptFormat: PromptFormat?
    /// Names and patterns of contexts that are not to be changed by accident.
    public var protectedContexts: [String] = []
    /// How a context is picked at a terminal; nil when nothing is settled.
    public var picker: PickerChoice?

    /// Settles nothing.
    public init() {}

    /// The file with the settings; nil without a home.
    public static func path(_ directories: XDGDirectories) -> String? { directories.config.map { $0 + "/config.yaml" } }

    /// Reads the user's settings.
    ///
    /// - Parameter world: For the user's folders.
    /// - Returns: The settings; nothing is settled when there is no file.
    /// - Throws: ``WorkflowError`` of code `bad-settings`, with file, line and column; `FileError`.
    public static func load(_ world: World) throws -> Settings {
        guard let path = path(world.directories), let bytes = try PrivateFile(path).read() else { return Settings() }
        return try Settings(parsing: bytes, named: path)
    }

    /// Whether a context is not to be changed by accident.
    public func isProtected(_ context: String) -> Bool {
        protectedContexts.contains { $0.isExactly(context) || GlobPattern($0).matches(context) }
    }
}

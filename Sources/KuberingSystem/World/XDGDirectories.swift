// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// kubering's own folders (XDG Base Directory Specification 0.8).
///
/// Nothing of ours lives in `~/.kube`. A variable that is empty or not absolute is ignored, as the specification asks.
public struct XDGDirectories: Sendable {
    private let environment: Environment

    /// Finds them in the variables of a process.
    public init(environment: Environment) {
        self.environment = environment
    }

    /// The user's settings; nil without a home.
    public var config: String? { folder("XDG_CONFIG_HOME", below: ".config") }

    /// What is remembered between commands; nil without a home.
    public var state: String? { folder("XDG_STATE_HOME", below: ".local/state") }

    /// What must last, the vault; nil without a home.
    public var data: String? { folder("XDG_DATA_HOME", below: ".local/share") }

    /// What goes with the login session; nil where the system gives no folder for that.
    public var runtime: String? {
        guard let path = environment["XDG_RUNTIME_DIR"], path.hasPrefix("/") else { return nil }
        return LexicalPath.cleaned(path + "/kubering")
    }

    private func folder(_ variable: String, below relative: String) -> String? {
        if let path = environment[variable], path.hasPrefix("/") { return LexicalPath.cleaned(path + "/kubering") }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return LexicalPath.cleaned("\(home)/\(relative)/kubering")
    }
}

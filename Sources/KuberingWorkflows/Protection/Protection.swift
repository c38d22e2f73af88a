// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem

/// Which contexts nobody enters without saying so: those that the settings name, and those that carry the mark.
public struct Protection: Sendable {
    private let settings: Settings

    /// Takes what is settled.
    public init(_ settings: Settings) {
        self.settings = settings
    }

    /// Whether a context is protected.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - context: What the kubeconfig says of it; nil when there is no such context.
    /// - Returns: True when the settings name it or the mark is there.
    public func covers(_ name: String, _ context: Context?) -> Bool {
        context?.isProtected == true || settings.isProtected(name)
    }

    /// The names that are protected, in their order, each once.
    ///
    /// - Parameters:
    ///   - names: Names of contexts.
    ///   - config: The configuration.
    /// - Returns: Those of the names that are protected.
    /// - Throws: `ConfigError` when a context cannot be read.
    public func covered(_ names: [String], in config: Kubeconfig) throws -> [String] {
        var seen: Set<String> = []
        return try names.filter { name in
            try seen.insert(name).inserted && covers(name, try config.context(named: name))
        }
    }
}

/// A protected context was to be entered, and nobody has agreed to that.
public struct ProtectedContext: UserFacingError, Hashable {
    /// The contexts.
    public let names: [String]

    /// Names them.
    public init(_ names: [String]) {
        self.names = names
    }

    /// One line with the remedy.
    public var description: String { "\(sentence): nothing was done; say --yes" }

    /// What a question begins with.
    public var sentence: String {
        let list = names.map { OutsideText.quoted($0) }.listed(atMost: 5)
        return names.count == 1 ? "context \(list) is protected" : "contexts \(list) are protected"
    }

    /// Ends the process with a failure.
    public var exitStatus: ExitStatus { .failed }
}

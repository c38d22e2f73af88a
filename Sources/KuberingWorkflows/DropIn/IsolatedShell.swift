// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingShell
public import KuberingSystem
import KuberingYAML

/// The shell of `kubectx -s`: it sees one context and nothing else, and kubectx refuses to leave it.
///
/// Unlike a session of kubering, it has a copy of the context with its cluster and user, secrets included, in a private
/// file that goes with the shell.
public struct IsolatedShell {
    /// The variable by which kubectx knows such a shell.
    public static let mark = "KUBECTX_ISOLATED_SHELL"

    private let world: World
    private let kubeconfig: [UInt8]

    /// Takes one context out of a configuration.
    ///
    /// - Throws: `ConfigError` when it cannot be read.
    public init(of context: String, in config: Kubeconfig, _ world: World) throws {
        var view = ConfigView()
        (view.isRaw, view.isMinified, view.isFlattened, view.context) = (true, true, true, context)
        // The copy is in another folder.
        view.hasAbsolutePaths = true
        kubeconfig = Array(try view.json(of: config).yamlText(sortedKeys: true).utf8)
        self.world = world
    }

    /// Runs the user's shell to its end.
    ///
    /// - Returns: How it ended.
    /// - Throws: `FileError` when the file cannot be made; `ProcessError` when the shell cannot be started.
    public func run() throws -> ProcessEnd {
        let folder = try SessionFolder(world)
        defer { folder.remove() }
        let file = folder.path + "/config"
        try PrivateFile(file).create(kubeconfig)
        let variables: [(name: String, value: String?)] = [("KUBECONFIG", file), (Self.mark, "1")]
        let (command, more) = try folder.shellCommand(variables, world)
        var environment = world.environment
        for (name, value) in variables + more { environment[name] = value }
        return try ChildProcess(command, environment: environment).run()
    }
}

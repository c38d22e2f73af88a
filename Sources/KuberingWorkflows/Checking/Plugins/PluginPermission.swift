// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// Whether kubectl is allowed to run kubering, by its own settings about plugins.
public enum PluginPermission {
    /// What the user has to do so that it is.
    ///
    /// - Parameter world: For the search path, kubectl's settings, and the path of this program.
    /// - Returns: A clause without a period; nil when there is nothing to be done, or the settings cannot be read, which
    ///   `kubering check` reports.
    public static func remedy(_ world: World) -> String? {
        let kuberc = Kuberc(environment: world.environment, workingDirectory: world.workingDirectory)
        guard kuberc.problem == nil, let path = kuberc.path.map(ShellQuoting.quoted) else { return nil }
        let command = ExecCommand.text(world)
        switch kuberc.policy {
        case .all: return nil
        case .none:
            return "set credentialPluginPolicy in \(path) to Allowlist, with this in credentialPluginAllowlist: "
                + entry(command)
        case .listed(let commands):
            let searchPath = world.environment["PATH", default: ""]
            let isAllowed = commands.contains {
                PluginProgram.isAllowed(command, at: world.executablePath(), by: $0, searchPath: searchPath)
            }
            return isAllowed ? nil : "add to credentialPluginAllowlist in \(path): " + entry(command)
        }
    }

    private static func entry(_ command: String) -> String { "- command: \(OutsideText.quoted(command))" }
}

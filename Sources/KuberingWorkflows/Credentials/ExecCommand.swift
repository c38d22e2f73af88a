// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// How a kubeconfig calls kubering.
enum ExecCommand {
    /// Folders that are on the `PATH` of every program, those that were not started by a shell too.
    private static let systemFolders = ["/usr/local/bin", "/usr/bin", "/bin"]

    /// The bare name when the search path finds this very program in a system folder, else its absolute path.
    static func text(_ world: CommandContext) -> String {
        let path = world.executablePath()
        let name = LexicalPath.lastComponent(path)
        let isFound = ProgramSearch.find(name, in: world.environment["PATH", default: ""]) == path
        return isFound && systemFolders.contains(LexicalPath.directory(of: path)) ? name : path
    }
}

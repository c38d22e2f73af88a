// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// How a kubeconfig calls kubering.
enum ExecCommand {
    /// Folders that are on the `PATH` of every program, those that were not started by a shell too.
    private static let systemFolders = ["/usr/local/bin", "/usr/bin", "/bin"]

    /// The bare name when the search path finds this very program in a system folder, else its absolute path.
    static func text(_ world: World) -> String {
        let path = world.executablePath()
        let name = LexicalPath.lastComponent(path)
        let isFound = ProgramSearch.find(name, in: world.environment["PATH", default: ""]) == path
        return isFound && systemFolders.contains(LexicalPath.directory(of: path)) ? name : path
    }

    /// Whether kubectl finds no program by a command that a kubeconfig calls kubering by.
    ///
    /// - Parameters:
    ///   - command: As written.
    ///   - path: The same as an absolute path, if it has a slash.
    ///   - world: For `PATH`, and the program that runs now.
    /// - Returns: True when it finds none.
    static func leadsNowhere(_ command: String, path: String, _ world: World) -> Bool {
        if command == text(world) { return false }
        if command.contains("/") { return !ProgramSearch.canRun(path) }
        return ProgramSearch.find(command, in: world.environment["PATH", default: ""]) == nil
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

extension Session {
    /// The command that starts the user's shell in this session, and more variables that it needs.
    ///
    /// - Throws: `FileError`.
    public func shellCommand(
        _ variables: [(name: String, value: String?)], _ world: World
    ) throws(FileError) -> (command: [String], more: [(name: String, value: String?)]) {
        try folder.shellCommand(variables, world)
    }
}

extension SessionFolder {
    /// The command that starts the user's shell with these variables.
    ///
    /// bash, zsh and fish get them once more when they have read the user's own files, in which
    /// `KUBECONFIG` is often set.
    ///
    /// - Parameters:
    ///   - variables: What the shell is to have.
    ///   - world: Says which shell the user works in.
    /// - Returns: The command, and more variables that it needs.
    /// - Throws: `FileError`.
    public func shellCommand(
        _ variables: [(name: String, value: String?)], _ world: World
    ) throws(FileError) -> (command: [String], more: [(name: String, value: String?)]) {
        let shell = world.userShell
        switch LexicalPath.lastComponent(shell) {
        case "bash":
            let file = try writeStartFile(
                "bashrc", "[ -r ~/.bashrc ] && . ~/.bashrc\n" + ShellCode.bash.exporting(variables))
            return ([shell, "--rcfile", file], [])
        case "zsh":
            // zsh reads its files from ZDOTDIR, which the user's own .zshenv may set.
            let own = world.environment["ZDOTDIR"]
            let folder = ShellCode.zsh.quoted(own ?? world.environment["HOME", default: ""])
            let (back, here) = (own == nil ? "unset ZDOTDIR" : "export ZDOTDIR=\(folder)", ShellCode.zsh.quoted(path))
            _ = try writeStartFile(
                ".zshenv",
                """
                \(back)
                [[ ! -r ${ZDOTDIR:-$HOME}/.zshenv ]] || source ${ZDOTDIR:-$HOME}/.zshenv
                KUBERING_ZDOTDIR=${ZDOTDIR-}
                ZDOTDIR=\(here)

                """)
            _ = try writeStartFile(
                ".zshrc",
                """
                if [[ -n $KUBERING_ZDOTDIR ]]; then ZDOTDIR=$KUBERING_ZDOTDIR; else unset ZDOTDIR; fi
                unset KUBERING_ZDOTDIR
                [[ ! -r ${ZDOTDIR:-$HOME}/.zshrc ]] || source ${ZDOTDIR:-$HOME}/.zshrc
                \(ShellCode.zsh.exporting(variables))
                """)
            return ([shell], [("ZDOTDIR", path)])
        case "fish": return ([shell, "--init-command", ShellCode.fish.exporting(variables)], [])
        default: return ([shell], [])
        }
    }

    /// A file beside the front file, for a shell's start.
    private func writeStartFile(_ name: String, _ text: String) throws(FileError) -> String {
        try PrivateFile("\(path)/\(name)").create(Array(text.utf8))
        return "\(path)/\(name)"
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What man pages say beside what the definitions of the commands do.
enum ManualSections {
    static let shorthand = """
        kubering CONTEXT is short for kubering use CONTEXT where CONTEXT is no command.

        As kubectl-ring on the PATH, the program is the plugin behind kubectl ring.
        """

    /// What the page of the settings says like all others.
    static let settings = [
        ManualSection(
            title: "FILES",
            items: [("~/.config/kubering/config.yaml", "The settings, when XDG_CONFIG_HOME is not set.")]),
        ManualSection(
            title: "ENVIRONMENT",
            items: [("XDG_CONFIG_HOME", "The folder of all programs' settings, instead of ~/.config.")]),
        ManualSection(
            title: "EXIT STATUS", items: [("1", "Of a command that needs the settings and cannot understand them.")]),
    ]

    /// Where the pages of commands say what is alike for all.
    static let reference =
        ".PP\n" + ManualText.bold("kubering")
        + "(1) has the options of every command, such as \\-\\-quiet, the files, the environment and the exit status.\n"

    /// What is alike for all commands.
    static let shared = [
        ManualSection(
            title: "OPTIONS OF EVERY COMMAND",
            items: CommonFlags.all.map { ($0.names.joined(separator: ", "), $0.meaning) }),
        ManualSection(
            title: "FILES",
            items: [
                ("~/.kube/config", "The kubeconfig, unless KUBECONFIG or --kubeconfig names others."),
                (
                    "FILE.lock",
                    "Beside a kubeconfig that is being changed: kubectl's lock, which kubering takes too."
                ),
                (
                    "$XDG_STATE_HOME/kubering/",
                    "The previous context and namespace of each shell, in credentials.json the public facts of stored credentials, never a key, and in history/ what kubering undo needs. Without the variable: ~/.local/state/kubering/."
                ),
                (
                    "$XDG_DATA_HOME/kubering/vault/",
                    "The vault: recipients.txt and identity.age, its keys, and in items/ a file for each credential, all in the format of age. Without the variable: ~/.local/share/kubering/vault/."
                ),
                (
                    "$XDG_CONFIG_HOME/kubering/config.yaml",
                    "Settings, see kubering-config(5). Without the variable: ~/.config/kubering/config.yaml."
                ),
                (
                    "$XDG_DATA_HOME/kubering/issued.jsonl",
                    "The ledger of certificate sign: a JSON object on each line. Without the variable: ~/.local/share/kubering/."
                ),
                ("~/.docker/config.json", "Where --from docker finds registry credentials."),
            ]
        ),
        ManualSection(
            title: "ENVIRONMENT",
            items: [
                ("KUBECONFIG", "Kubeconfig files separated by colons, merged as kubectl merges them."),
                (
                    "KUBERNETES_EXEC_INFO",
                    "Set by kubectl for credential get: the cluster that a credential is wanted for."
                ),
                ("DOCKER_CONFIG", "The folder of docker's config.json."),
                (
                    "KUBERING_SHELL_ID",
                    "Names the shell that use - and ns - go back in, instead of the terminal's session."
                ),
                (
                    "KUBERING_PASSPHRASE_FILE",
                    "A file of yours with mode 0600 that holds the passphrase of the vault, for where nobody can be asked."
                ),
                (
                    "KUBERING_PASSPHRASE",
                    "The passphrase itself, for continuous integration, where nobody can be asked. Prefer the file: other programs of yours can read this."
                ),
                (
                    "NO_COLOR",
                    "When set and not empty, nothing is coloured. Neither is it with TERM=dumb, CLICOLOR=0 or without a terminal."
                ),
                (
                    "CLICOLOR_FORCE",
                    "When set, not empty and not 0, colours are used without a terminal, too. NO_COLOR goes before it."
                ),
                ("COLUMNS", "How wide a line is, when that is not for the terminal to say."),
                ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "See FILES."),
            ]
        ),
        ManualSection(
            title: "EXIT STATUS",
            items: [
                ("0", "Done."),
                ("1", "It failed, or a check found problems."),
                ("2", "There is no such context, entry or credential."),
                ("3", "The credential store is locked."),
                ("4", "The credential store cannot be reached."),
                ("5", "It took too long."),
                ("64", "The command line was wrong."),
            ]
        ),
    ]
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The man pages of kubectx and kubens, as kubering is them, section 1.
struct DropInPage {
    /// The page's name, which is the program's.
    let name: String
    private let summary: String
    private let synopsis: String
    private let lines: [(words: String, meaning: String)]
    private let own: String
    private let previous: (file: String, meaning: String)
    private let sameAs: String
    private let exit: [(term: String, meaning: String)]

    /// Both of them.
    static let all = [
        DropInPage(
            name: "kubectx", summary: "switch between contexts",
            synopsis: "[NAME | - | NEW=NAME | -c | -u | -d NAME... | -s NAME]",
            lines: DropInHelp.kubectxLines,
            own: """
                -s runs the shell of SHELL with a private copy of one context. Read-only shells (-r) are not there yet. A context that kubering's \
                settings protect is asked about.
                """,
            previous: ("kubectx", "The context before."), sameAs: "kubering-use",
            exit: [("1", "It failed."), ("others", "With -s: what the shell ended with.")]),
        DropInPage(
            name: "kubens", summary: "switch between namespaces",
            synopsis: "[NAME [-f] | - | -c | -u]",
            lines: DropInHelp.kubensLines,
            own: """
                The namespaces are those of the cluster, which is asked through kubectl.
                """,
            previous: ("kubens/CONTEXT", "The namespace that a context had before."), sameAs: "kubering-ns",
            exit: [("1", "It failed.")]),
    ]

    /// The whole page.
    var text: String {
        let items = lines.map { words, meaning in
            ManualText.item(ManualText.bold(name + words), meaning.prefix(1).uppercased() + meaning.dropFirst() + ".")
        }
        return ManualText.beginning(name, 1, "User Commands", summary)
            + ManualText.section("SYNOPSIS", ManualText.bold(name) + "\n" + ManualText.escaped(synopsis) + "\n")
            + ManualText.section("DESCRIPTION", ManualText.paragraphs(description))
            + ManualText.section("COMMANDS", items.joined())
            + [files, environment, ManualSection(title: "EXIT STATUS", items: [("0", "Done.")] + exit)].map(\.text)
            .joined()
            + ManualText.section(
                "SEE ALSO",
                (["kubering", sameAs] + Self.all.map(\.name).filter { $0 != name } + ["kubectl", "fzf"])
                    .map { ManualText.bold($0) + "(1)" }.joined(separator: ",\n") + "\n")
    }

    private var description: String {
        """
        kubering under the name \(name): it takes the arguments of that program, says its words, and ends with its statuses. A change is \
        one of a few lines, made under kubectl's lock, and kubering undo takes it back.

        On a terminal fzf picks, and where it is not in PATH a picker of kubering's own.

        \(own)
        """
    }

    private var files: ManualSection {
        ManualSection(
            title: "FILES",
            items: [
                ("~/.kube/config", "The kubeconfig, unless KUBECONFIG names others."),
                ("~/.kube/\(previous.file)", previous.meaning + " With XDG_CACHE_HOME it is in that folder."),
            ])
    }

    private var environment: ManualSection {
        ManualSection(
            title: "ENVIRONMENT",
            items: [
                ("KUBECONFIG", "Kubeconfig files separated by colons."),
                ("KUBECTL", "The kubectl that is called, instead of the one in PATH."),
                ("KUBECTX_IGNORE_FZF", "When not empty, names are listed on a terminal, too."),
                ("NO_COLOR", "When not empty, nothing is coloured."),
                ("_KUBECTX_FORCE_COLOR", "When not empty, everything is, whatever else is said."),
                ("DEBUG", "When set, an error is printed a second time, for those who look for it in a log."),
            ])
    }
}

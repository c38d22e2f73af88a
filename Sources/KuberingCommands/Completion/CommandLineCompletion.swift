// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// What can come next on a command line, asked for by the completion scripts.
///
/// The scripts hand over the words up to the cursor and put what they get back into the form their shell wants; all
/// knowledge of commands is here.
struct CommandLineCompletion {
    /// The first argument of such a request; three dashes, so that it can be no option.
    static let request = "---complete"

    /// What kubectl calls for the plugin `kubectl ring`.
    static let kubectlProgram = "kubectl_complete-ring"

    /// A word that could come next, and what it means.
    struct Candidate: Hashable {
        let word: String
        let meaning: String

        init(word: String, meaning: String) {
            (self.word, self.meaning) = (word, meaning)
        }

        /// Takes what a closure of ``Candidates`` offers: the word, and maybe a tab and its meaning.
        init(_ offer: String, meaning: String = "") {
            let parts = offer.split(separator: "\t", maxSplits: 1)
            self.init(word: String(parts.first ?? ""), meaning: parts.count > 1 ? String(parts[1]) : meaning)
        }
    }

    private let words: [String]
    private let prefix: String

    /// - Parameter words: Without the program's name; the last one is what stands before the cursor, maybe nothing.
    init(_ words: [String]) {
        self.words = Array(words.dropLast())
        prefix = words.last ?? ""
    }

    /// What is wanted, and a line for each candidate: the word, a tab, its meaning.
    ///
    /// The first line is `words`; or `files` when the names of files are wanted, too; or `command` and how many words before
    /// the cursor belong to the command line of another program, which is to be completed as that program's is.
    func answer() -> String {
        let place = place()
        if place.isAfterDashes, place.command.path.last == "exec" { return "command \(place.wordsAfterDashes)\n" }
        if let option = place.option { return values(of: option, place.command, word: prefix) }
        if !place.isAfterDashes, prefix.hasPrefix("-"), prefix != "-" {
            if let equals = prefix.firstIndex(of: "=") {
                let name = String(prefix[..<equals])
                let command = place.command.taking(option: name)
                guard let option = command.option(name) else { return Self.text([]) }
                let value = String(prefix[prefix.index(after: equals)...])
                return values(of: option, command, word: value, before: name + "=")
            }
            return Self.text(options(place.command.withDefault))
        }
        let arguments = place.command.arguments.filter { $0.kind == .positional }
        let argument = place.position < arguments.count ? arguments[place.position] : arguments.last
        var candidates: [Candidate] = []
        if place.position == 0, !place.isAfterDashes {
            candidates += place.command.subcommands.map { Candidate(word: $0.path.last ?? "", meaning: $0.abstract) }
            if place.command.path.count == 1 { candidates.append(Candidate(word: "help", meaning: "Show help.")) }
            // A word that is no command belongs to the default one; for the root, a context belongs to use.
            let other = place.command.path.count == 1 ? "use" : place.command.defaultSubcommand
            if place.offersNames, let other, let command = place.command.subcommand(other) {
                let first = command.arguments.first { $0.kind == .positional }
                candidates += first.map { names(of: $0, command, word: prefix) } ?? []
            }
        }
        candidates = candidates.filter { $0.word.hasPrefix(prefix) }
        guard let argument, place.position < arguments.count || argument.isRepeating else {
            return Self.text(candidates)
        }
        return Self.text(candidates + names(of: argument, place.command, word: prefix))
    }

    /// The same for kubectl, which asks the program `kubectl_complete-ring`: a line for each candidate, then what to do
    /// with them: 4 for nothing else, 0 for files.
    ///
    /// Source: kubectl `pkg/cmd/plugin/plugin_completion.go`; cobra `completions.go`, `ShellCompDirective`.
    func answerForKubectl() -> String {
        let lines = answer().split(separator: "\n")
        return lines.dropFirst().map { $0 + "\n" }.joined() + (lines.first == "words" ? ":4\n" : ":0\n")
    }

    /// Where the cursor is.
    private struct Place {
        var command: CompletedCommand
        /// How many arguments of the command stand before it.
        var position = 0
        /// The option whose value it is at.
        var option: ArgumentDescription?
        var isAfterDashes = false
        /// How many words stand between the dashes and it.
        var wordsAfterDashes = 0
        /// Whether names of contexts can stand in the place of a command: not behind `help`.
        var offersNames = true
    }

    private func place() -> Place {
        let root = CompletedCommand.root()
        var place = Place(command: root)
        // Before the command, where the parser does not know it.
        var isFileNext = false
        var isHelp = false
        for word in words {
            if place.isAfterDashes { place.wordsAfterDashes += 1 }
            if isFileNext {
                isFileNext = false
            } else if place.command.path.count == 1, word.hasPrefix("--kubeconfig") {
                isFileNext = word == "--kubeconfig"
            } else if place.option != nil {
                place.option = nil
            } else if !place.isAfterDashes, word == "--" || word == "--command" && place.command.path.last == "exec" {
                // Of exec the two mean the same.
                place.isAfterDashes = true
            } else if !place.isAfterDashes, word.hasPrefix("-"), word != "-" {
                let command = place.command.taking(option: word)
                place.option = command.option(word).flatMap { $0.kind == .option ? $0 : nil }
                if place.option != nil { place.command = command }
            } else if place.position == 0, let command = place.command.subcommand(word) {
                place.command = command
            } else if place.command.path.count == 1, word == "help" {
                isHelp = true
            } else {
                let other = place.command.path.count == 1 ? "use" : place.command.defaultSubcommand
                place.command = other.flatMap(place.command.subcommand) ?? place.command
                place.position += 1
            }
        }
        if isFileNext { place.option = root.withDefault.option("--kubeconfig") }
        place.offersNames = !isHelp
        return place
    }

    private func options(_ command: CompletedCommand) -> [Candidate] {
        command.arguments.filter { $0.isRepeating || Set($0.spellings).isDisjoint(with: words) }.flatMap { option in
            option.spellings.filter { $0.hasPrefix("--") && $0.hasPrefix(prefix) }
                .map { Candidate(word: $0, meaning: option.abstract ?? "") }
        }
    }

    private func values(
        of option: ArgumentDescription, _ command: CompletedCommand, word: String, before: String = ""
    ) -> String {
        Self.text(names(of: option, command, word: word), before: before)
    }

    private func names(of argument: ArgumentDescription, _ command: CompletedCommand, word: String) -> [Candidate] {
        if let values = argument.values {
            return values.filter { $0.hasPrefix(word) }.map { Candidate(word: $0, meaning: "") }
        }
        if argument.completionKind?["file"] != nil { return [Candidate(word: Candidates.files, meaning: "")] }
        guard argument.completionKind?["custom"] != nil else { return [] }
        return live(argument, command, word: word).map { Candidate($0, meaning: argument.valueName ?? "") }
    }

    /// Asks the closure that the argument is defined with.
    private func live(_ argument: ArgumentDescription, _ command: CompletedCommand, word: String) -> [String] {
        let positional = command.arguments.filter { $0.kind == .positional }
        let index = positional.firstIndex { $0.valueName == argument.valueName } ?? 0
        let name = argument.spellings.last ?? "positional@\(index)"
        return command.offers(for: name, after: words, word: word)
    }

    /// The answer with these candidates, each behind what stands before the value of an option in the same word.
    static func text(_ candidates: [Candidate], before: String = "") -> String {
        var (heading, lines): (String?, String) = (nil, "")
        for candidate in candidates {
            switch candidate.word {
            case Candidates.files: heading = heading ?? "files\n"
            case Candidates.programs: heading = heading ?? "command 0\n"
            default: lines += "\(before)\(candidate.word)\t\(candidate.meaning)\n"
            }
        }
        return (heading ?? "words\n") + lines
    }
}

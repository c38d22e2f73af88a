// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// What can come next on a command line of kubectx or kubens; the completion scripts of kubering ask for it.
///
/// As with kubering's own completion, what cannot be read offers nothing, and no error is printed.
struct DropInCompletion {
    private typealias Candidate = CommandLineCompletion.Candidate

    private let program: DropIn
    private let world: World
    /// For kubectl, which has to ask the cluster while somebody waits for a Tab.
    private static let timeLimit = Duration.seconds(2)

    init(_ program: DropIn, _ world: World) {
        self.program = program
        self.world = world
    }

    /// Answers to the words up to the cursor.
    ///
    /// - Parameter words: Without the program's name; the last one is what stands before the cursor, maybe nothing.
    /// - Returns: The form that the scripts read: `words`, and a line for each candidate.
    func answer(to words: [String]) -> String {
        let before = words.dropLast()
        let prefix = words.last ?? ""
        let candidates =
            switch program {
            case .kubectx: contexts(Array(before), prefix)
            case .kubens: namespaces(Array(before), prefix)
            }
        let offered = candidates.filter { candidate in
            candidate.word.hasPrefix(prefix)
                && !candidate.word.unicodeScalars.contains(where: OutsideText.needsEscape)
        }
        return CommandLineCompletion.text(offered)
    }

    private func contexts(_ before: [String], _ prefix: String) -> [Candidate] {
        switch before.first {
        case nil where prefix.hasPrefix("-") && prefix != "-": return Self.contextOptions
        case nil:
            if let equals = prefix.firstIndex(of: "=") {
                return (contextNames + ["."]).map { Candidate(word: prefix[...equals] + $0, meaning: "old name") }
            }
            return contextNames.map { Candidate(word: $0, meaning: "context") }
                + [Candidate(word: "-", meaning: "the context before")]
        case "-d":
            return (contextNames + ["."]).filter { !before.contains($0) }
                .map { Candidate(word: $0, meaning: "context") }
        case "-s" where before.count == 1, "--shell" where before.count == 1:
            return contextNames.map { Candidate(word: $0, meaning: "context") }
        default: return []
        }
    }

    private func namespaces(_ before: [String], _ prefix: String) -> [Candidate] {
        let isForced = before == ["-f"] || before == ["--force"]
        if before.count == 1, !isForced { return Self.forceOptions }
        guard before.isEmpty || isForced else { return [] }
        if prefix.hasPrefix("-"), prefix != "-" { return isForced ? [] : Self.namespaceOptions }
        return namespaceNames.map { Candidate(word: $0, meaning: "namespace") }
            + [Candidate(word: "-", meaning: "the namespace before")]
    }

    /// Those without a name cannot be typed.
    private var contextNames: [String] {
        config?.names(.context).filter { !$0.isEmpty }.sorted(by: NaturalOrder.precedes) ?? []
    }

    /// Those of the cluster, as kubens lists them; where it does not answer, those that contexts use there.
    private var namespaceNames: [String] {
        guard let config, !config.currentContext.isEmpty else { return [] }
        let cluster = ClusterNamespaces(of: config.currentContext, within: Self.timeLimit, world)
        if let names = try? cluster.all() { return names }
        // A context that cannot be read offers nothing.
        return (try? UsedNamespaces(of: config.currentContext, in: config).names) ?? []
    }

    private var config: Kubeconfig? {
        // Files that cannot be read offer nothing.
        try? DropInKubeconfig(world).loadIfPresent()
    }

    private static let contextOptions =
        [
            Candidate(word: "--current", meaning: "show the name of the current context"),
            Candidate(word: "--unset", meaning: "leave no context current"),
            Candidate(word: "-d", meaning: "delete contexts"),
            Candidate(word: "--shell", meaning: "start a shell that knows one context only"),
        ] + usualOptions

    private static let namespaceOptions =
        [
            Candidate(word: "--current", meaning: "show the current namespace"),
            Candidate(word: "--unset", meaning: "change to the namespace default"),
        ] + forceOptions + usualOptions

    private static let forceOptions = [
        Candidate(word: "--force", meaning: "do not ask the cluster whether there is such a namespace")
    ]

    private static let usualOptions = [
        Candidate(word: "--help", meaning: "show help"), Candidate(word: "--version", meaning: "show the version"),
    ]
}

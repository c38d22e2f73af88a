// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingShell
import KuberingSystem
import KuberingWorkflows

/// Which kubeconfig files are meant.
struct KubeconfigOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kubeconfig file; without it the files of KUBECONFIG, else ~/.kube/config.", valueName: "file"),
        completion: .file())
    var kubeconfig: String?

    func location(_ context: CommandContext) -> KubeconfigLocation {
        KubeconfigLocation(explicit: kubeconfig, context)
    }
}

extension KubeconfigLocation {
    /// The files that a command means, whose changes go into the history.
    init(explicit: String?, _ context: CommandContext) {
        self.init(explicit: explicit, environment: context.environment, workingDirectory: context.workingDirectory)
        recorder = HistoryRecorder(context)
        hasFront = !isExplicit && Session(context) != nil
    }
}

/// Whether a change is only shown.
struct DryRunOption: ParsableArguments {
    @Flag(name: .long, help: "Print what would change as a unified diff, and change nothing.")
    var dryRun = false

    /// Prints the diff of a dry run, or after a real change what the user should know of how it was written.
    static func report(_ changes: [FileChange], isDryRun: Bool, _ context: CommandContext) {
        if isDryRun {
            for change in changes { context.output.write(change.diff) }
        }
        for change in changes where change.outcome == .writtenInPlace {
            context.warn(
                "\(OutsideText.escaped(change.path)) is a mount point and was overwritten in place: "
                    + "another program could have read it half-written")
        }
    }
}

extension CommandContext {
    /// Reads the configuration to show it, and says so when there is none.
    func load(_ location: KubeconfigLocation) throws -> Kubeconfig {
        let config = try Kubeconfig.load(location)
        if let missing = config.missingPlace { warn("there is nothing to show in \(missing)") }
        return config
    }

    /// Warns that `-` will not find the way back after a switch that was made.
    func warn(notRemembered problem: String?) {
        if let problem { warn("- will not find the way back: " + problem) }
    }
}

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json, yaml, name
}

/// How a single thing is printed.
enum DocumentFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case yaml, json
}

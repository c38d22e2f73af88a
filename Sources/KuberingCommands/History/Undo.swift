// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering undo`.
struct Undo: KuberingCommand {
    static let examples = [
        Example("undo", "Take back the last change that kubering made."),
        Example("undo --dry-run", "Show what that would change."),
        Example("undo --redo", "Make the change again that was taken back last."),
        Example("undo 12", "Take back change 12 of kubering history, and no other."),
    ]
    static let configuration = configured(
        "undo", "Take back what kubering changed, one change after the other.",
        discussion: """
            Each call goes one change further back, for the files that KUBECONFIG or --kubeconfig names. A file that is as the \
            change left it becomes what it was, byte for byte. If it was changed elsewhere since, only the places of the change \
            are restored; if it was changed there, nothing is. With a merge the files come back that it deleted. What is in a keyring, and files that \
            were extracted, stay.
            """)

    @Argument(
        help: ArgumentHelp("The number of a change, as kubering history prints it.", valueName: "number"),
        completion: .custom { _, _, prefix in Candidates.changes(prefix) })
    var number: Int?
    @Flag(help: "Make a change again that was taken back.")
    var redo = false
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        let workflow = UndoChange(kubeconfig.location(world), recorder: HistoryRecorder(world))
        let outcome = try workflow.run(redo ? .redo : .undo, number: number, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        if dryRun.dryRun { return }
        let entry = outcome.entry
        let what = [entry.command, entry.subjects(atMost: 12, separator: ", ")].filter { !$0.isEmpty }
            .map(OutsideText.escaped).joined(separator: ": ")
        let files = outcome.changes.map { OutsideText.escaped($0.path) + ($0.isRemoval ? " (removed)" : "") }
        world.say(
            "\(redo ? "Made change \(entry.number) again" : "Took back change \(entry.number)") (\(what)) in "
                + files.joined(separator: ", ") + ".")
        if entry.command == Merge._commandName, !redo {
            for source in workflow.restoreSources(of: entry, workingDirectory: world.workingDirectory) {
                let path = OutsideText.escaped(source.path)
                if let problem = source.problem {
                    world.warn("\(path), which was merged, is not brought back: \(problem)")
                } else {
                    world.say("Brought back \(path).")
                }
            }
        }
        if entry.command == Onboard._commandName, !redo {
            world.warn("the key stays in its store; see: \(Kubering.programName) credential list")
        }
        try follow(entry, world)
    }

    /// Lets a session go on with its context when that has another name again.
    private func follow(_ entry: HistoryEntry, _ world: World) throws {
        let location = kubeconfig.location(world)
        guard location.hasFront else { return }
        let config = try Kubeconfig.load(location)
        let current = config.currentContext
        let names = entry.entries.filter { $0.kind == .context }.map(\.name)
        // The front has the context by itself: what counts is whether the user's files have it.
        let existing = names.filter { name in
            config.files.dropFirst().contains { $0.entry(.context, named: name) != nil }
        }
        guard names.contains(where: current.isExactly), !existing.contains(where: current.isExactly) else { return }
        guard let name = existing.first, existing.count == 1 else {
            return world.warn(
                "this shell's context \(OutsideText.quoted(current)) is in none of your files any more; see: "
                    + "\(Kubering.programName) use")
        }
        try RenameEntry(location).runInFront(from: current, to: name)
        world.say("This shell is in context \(OutsideText.quoted(name)).")
    }
}

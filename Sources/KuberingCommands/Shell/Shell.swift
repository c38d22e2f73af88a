// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingShell
import KuberingSystem

/// The command `kubering shell`.
struct Shell: KuberingCommand {
    static let examples = [
        Example("shell prod", "A shell in which prod is the current context; exit leaves it."),
        Example("shell prod -n web", "The same with another namespace, for this shell only."),
    ]
    static let configuration = configured(
        "shell", "Start a shell with a current context of its own.",
        discussion: """
            All programs in the shell see the context; the kubeconfigs are not written, and other shells notice nothing. \
            '\(Kubering.programName) use' and 'ns' in it are for that shell only; other edits of kubering are made in your files. \
            Entries that other programs add are kept when the shell ends, and a warning says where. Ends with the status of the shell.
            """)

    @OptionGroup var options: SessionOptions

    func run(_ world: World) throws {
        let (session, variables, context) = try options.start(owner: .ofProcess(), world)
        defer { world.end(session, over: options.kubeconfig.location(world)) }
        let (command, more) = try session.shellCommand(variables, world)
        world.say("A shell in context \(OutsideText.quoted(context)); exit leaves it.")
        try ChildProcess(command, environment: world.environment(with: variables + more)).runInPlace(world)
    }
}

extension World {
    /// Ends a session, and says what other programs had added to it.
    func end(_ session: Session, over location: KubeconfigLocation) {
        if let kept = session.end(over: location, self) { warn(kept) }
    }
}

extension ChildProcess {
    /// Runs the program with our streams, and ends with its status.
    ///
    /// - Throws: `ExitCode` for any status but 0: 126 or 127, with a message, when the program cannot be started.
    func runInPlace(_ world: World) throws {
        let status: Int32
        do throws(ProcessError) {
            status = try run().status
        } catch {
            world.errors.writeLine(TextStyle.red.applied(to: "error:", on: world.errors) + " \(error)")
            status = error.shellStatus
        }
        guard status == 0 else { throw ExitCode(status) }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import Glibc
import KuberingShell
public import KuberingSystem

/// The program from its arguments to its exit status.
public enum CommandLineProgram {
    /// Runs a command line.
    ///
    /// - Parameters:
    ///   - arguments: Without the program's name.
    ///   - path: What the program was called by: kubering, or the name of one that it takes the place of.
    ///   - world: The outside world.
    /// - Returns: What the process ends with.
    public static func run(_ arguments: [String], calledAs path: String, _ world: World) -> Int32 {
        if LexicalPath.lastComponent(path) == CommandLineCompletion.kubectlProgram {
            world.output.write(CommandLineCompletion(arguments).answerForKubectl())
            return checked(ExitStatus.done.rawValue, world)
        }
        // A prompt says it itself, and who completes a line is not disturbed.
        if !["prompt", CommandLineCompletion.request].contains(arguments.first), Session.isLost(in: world) {
            world.warn(
                "the kubeconfig of this shell's session is gone, and programs use the current context of your own files; "
                    + "start another shell, or give this one a context again: kubering use CONTEXT")
        }
        guard let dropIn = DropIn(calledAs: path) else { return run(arguments, world) }
        if arguments.first == CommandLineCompletion.request {
            world.output.write(DropInCompletion(dropIn, world).answer(to: Array(arguments.dropFirst())))
            return checked(ExitStatus.done.rawValue, world)
        }
        return checked(dropIn.run(arguments, calledAs: path, world), world)
    }

    private static func run(_ arguments: [String], _ world: World) -> Int32 {
        let flags = CommonFlags(arguments)
        var world = world
        world.isQuiet = flags.isQuiet
        if flags.isColorless {
            world.output.stopColor()
            world.errors.stopColor()
            // For what writes colours into something else than these two, and for the programs that we start.
            world.environment["NO_COLOR"] = "1"
        }
        return checked(execute(flags.rest, world), world)
    }

    /// The status, unless the result did not get to where it was wanted.
    private static func checked(_ status: Int32, _ world: World) -> Int32 {
        // The reader of a pipe has seen enough: that is no failure.
        guard let failure = world.output.failure, failure != EPIPE else { return status }
        world.errors.writeLine("error: cannot write to standard output: \(ErrorNumber.words(failure))")
        return status == 0 ? ExitStatus.failed.rawValue : status
    }

    private static func execute(_ arguments: [String], _ world: World) -> Int32 {
        do {
            if try ShortWay.run(arguments, world) { return ExitStatus.done.rawValue }
            if arguments.first == CommandLineCompletion.request {
                world.output.write(CommandLineCompletion(Array(arguments.dropFirst())).answer())
                return ExitStatus.done.rawValue
            }
            let arguments = ArgumentSpelling.normalized(arguments)
            var command = try Kubering.parseAsRoot(ContextShorthand.expanded(arguments, world))
            if let command = command as? any KuberingCommand {
                var world = world
                world.command = CommandWords.words(of: type(of: command))
                try command.run(world)
            } else {
                try command.run()
            }
            return ExitStatus.done.rawValue
        } catch {
            return report(error, world)
        }
    }

    private static func report(_ error: any Error, _ world: World) -> Int32 {
        if let error = error as? any UserFacingError {
            printError(error.description, world)
            return error.exitStatus.rawValue
        }
        let code = Kubering.exitCode(for: error)
        let message = Kubering.fullMessage(for: error)
        if code == .success {
            world.output.writeLine(HelpText.withCommonFlags(message))
        } else if !message.isEmpty {
            let text = message.hasPrefix("Error: ") ? String(message.dropFirst("Error: ".count)) : message
            // The parser's own messages begin with a capital, ours do not.
            printError(text.prefix(1).lowercased() + text.dropFirst(), world)
        }
        return code.rawValue
    }

    private static func printError(_ message: String, _ world: World) {
        world.errors.writeLine(TextStyle.red.applied(to: "error:", on: world.errors) + " " + message)
    }
}

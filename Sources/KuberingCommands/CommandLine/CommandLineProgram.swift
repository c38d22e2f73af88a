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
    ///   - context: The outside world.
    /// - Returns: What the process ends with.
    public static func run(_ arguments: [String], calledAs path: String, _ context: CommandContext) -> Int32 {
        if LexicalPath.lastComponent(path) == CommandLineCompletion.kubectlProgram {
            context.output.write(CommandLineCompletion(arguments).answerForKubectl())
            return checked(ExitStatus.done.rawValue, context)
        }
        // A prompt says it itself, and who completes a line is not disturbed.
        if !["prompt", CommandLineCompletion.request].contains(arguments.first), Session.isLost(in: context) {
            context.warn(
                "the kubeconfig of this shell's session is gone, and programs use the current context of your own files; "
                    + "start another shell, or give this one a context again: kubering use CONTEXT")
        }
        guard let dropIn = DropIn(calledAs: path) else { return run(arguments, context) }
        if arguments.first == CommandLineCompletion.request {
            context.output.write(DropInCompletion(dropIn, context).answer(to: Array(arguments.dropFirst())))
            return checked(ExitStatus.done.rawValue, context)
        }
        return checked(dropIn.run(arguments, calledAs: path, context), context)
    }

    private static func run(_ arguments: [String], _ context: CommandContext) -> Int32 {
        let flags = CommonFlags(arguments)
        var context = context
        context.isQuiet = flags.isQuiet
        if flags.isColorless {
            context.output.stopColor()
            context.errors.stopColor()
            // For what writes colours into something else than these two, and for the programs that we start.
            context.environment["NO_COLOR"] = "1"
        }
        return checked(execute(flags.rest, context), context)
    }

    /// The status, unless the result did not get to where it was wanted.
    private static func checked(_ status: Int32, _ context: CommandContext) -> Int32 {
        // The reader of a pipe has seen enough: that is no failure.
        guard let failure = context.output.failure, failure != EPIPE else { return status }
        context.errors.writeLine("error: cannot write to standard output: \(ErrorNumber.words(failure))")
        return status == 0 ? ExitStatus.failed.rawValue : status
    }

    private static func execute(_ arguments: [String], _ context: CommandContext) -> Int32 {
        do {
            if try ShortWay.run(arguments, context) { return ExitStatus.done.rawValue }
            if arguments.first == CommandLineCompletion.request {
                context.output.write(CommandLineCompletion(Array(arguments.dropFirst())).answer())
                return ExitStatus.done.rawValue
            }
            let arguments = ArgumentSpelling.normalized(arguments)
            var command = try Kubering.parseAsRoot(ContextShorthand.expanded(arguments, context))
            if let command = command as? any ContextCommand {
                var context = context
                context.command = CommandWords.words(of: type(of: command))
                try command.run(context)
            } else {
                try command.run()
            }
            return ExitStatus.done.rawValue
        } catch {
            return report(error, context)
        }
    }

    private static func report(_ error: any Error, _ context: CommandContext) -> Int32 {
        if let error = error as? any UserFacingError {
            printError(error.description, context)
            return error.exitStatus.rawValue
        }
        let code = Kubering.exitCode(for: error)
        let message = Kubering.fullMessage(for: error)
        if code == .success {
            context.output.writeLine(HelpText.withCommonFlags(message))
        } else if !message.isEmpty {
            let text = message.hasPrefix("Error: ") ? String(message.dropFirst("Error: ".count)) : message
            // The parser's own messages begin with a capital, ours do not.
            printError(text.prefix(1).lowercased() + text.dropFirst(), context)
        }
        return code.rawValue
    }

    private static func printError(_ message: String, _ context: CommandContext) {
        context.errors.writeLine(TextStyle.red.applied(to: "error:", on: context.errors) + " " + message)
    }
}

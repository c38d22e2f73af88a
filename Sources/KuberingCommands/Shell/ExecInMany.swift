// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import Glibc
import KuberingSystem
import KuberingWorkflows

/// `kubering exec` in several contexts: lines with a name in front, progress, and a table at the end.
final class ExecInMany {
    private let sessions: ExecSessions
    private let command: [String]
    private let options: Exec
    private let world: World
    private let labels: [String]
    private let progress: ProgressLine

    init(_ sessions: ExecSessions, _ command: [String], options: Exec, _ world: World) {
        self.sessions = sessions
        self.command = command
        self.options = options
        self.world = world
        let names = sessions.targets.map { target in
            OutsideText.escaped(target.context + (target.namespace.map { "/\($0)" } ?? ""))
        }
        let width = names.map { TextColumns.count($0) }.max() ?? 0
        labels = names.map { $0 + String(repeating: " ", count: width - TextColumns.count($0)) }
        progress = ProgressLine(world.isQuiet ? nil : world.errors)
    }

    func run() throws {
        let handlers = ParallelRun.Handlers(
            prepare: { [self] number in try sessions.start(number, command) },
            finish: { [self] number in sessions.end(number) },
            line: { [self] number, isError, line in
                write(line, of: number, to: isError ? world.errors : world.output)
            },
            progress: { [self] ended, running in
                let names = running.map { sessions.targets[$0].context }.joined(separator: ", ")
                progress.show("\(ended) of \(labels.count) done; running: \(OutsideText.escaped(names))")
            })
        let run = ParallelRun(
            count: labels.count, limit: options.parallel, stopsAtFailure: options.failFast, handlers: handlers)
        let endings = run.run()
        progress.clear()
        for (number, ending) in endings.enumerated() {
            guard let problem = ending.problem else { continue }
            world.errors.writeLine(
                TextStyle.red.applied(to: "error:", on: world.errors) + " \(labels[number].trimmed): \(problem)")
        }
        if !world.isQuiet { world.errors.write(table(endings)) }
        if let signal = run.stopSignal { throw ExitCode(128 + signal) }
        guard !endings.allSatisfy(\.isSuccess) else { return }
        // As a program ends whose reader has seen enough.
        throw ExitCode(world.output.failure == EPIPE ? 128 + SIGPIPE : ExitStatus.failed.rawValue)
    }

    /// Whether the line, and all before it, could be written.
    private func write(_ line: ArraySlice<UInt8>, of number: Int, to stream: TextOutput) -> Bool {
        progress.clear()
        stream.write(TextStyle.dim.applied(to: labels[number] + " |", on: stream) + " ")
        (line + [UInt8(ascii: "\n")]).withUnsafeBytes { stream.write($0) }
        return stream.failure == nil
    }

    private func table(_ endings: [ParallelRun.Ending]) -> String {
        let hasNamespaces = sessions.targets.contains { $0.namespace != nil }
        var table = TextTable(header: ["CONTEXT"] + (hasNamespaces ? ["NAMESPACE"] : []) + ["STATUS", "SECONDS"])
        for (target, ending) in zip(sessions.targets, endings) {
            let status =
                switch ending.end {
                case .exited(let status): "\(status)"
                case .killed(let signal): "signal \(signal)"
                case nil: ending.problem == nil ? "not run" : "not started"
                }
            let tenths = Int(ending.time / .milliseconds(100))
            let seconds = ending.end == nil ? "" : "\(tenths / 10).\(tenths % 10)"
            table.append(
                [target.context] + (hasNamespaces ? [target.namespace ?? ""] : []) + [status, seconds])
        }
        return table.text
    }
}

extension String {
    /// Without the blanks at the end.
    fileprivate var trimmed: String {
        var text = self
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Several programs, some of them at once, whose output comes in their order.
///
/// The first one's lines are passed on as they come, the others' are kept until it is their turn; one that has written
/// more than 1 MiB ahead of its turn has to wait, and a line ends after 1 MiB. They read nothing: standard input is empty.
public final class ParallelRun {
    /// How one of the programs ended.
    public struct Ending: Sendable {
        /// How; nil when it could not be started, or was not started because another one had failed.
        public var end: ProcessEnd?
        /// Why it could not be started.
        public var problem: (any Error)?
        /// How long it ran.
        public var time = Duration.zero

        /// Whether it ended with 0.
        public var isSuccess: Bool { end?.isSuccess == true }
    }

    /// What the caller does for the programs, which it knows by their number.
    public struct Handlers {
        /// Makes what is started.
        public var prepare: (Int) throws -> ChildProcess
        /// Clears up behind one that has ended.
        public var finish: (Int) -> Void
        /// Takes a line, without its newline, of standard output or of standard error; false when nobody can take one any more,
        /// which ends the programs.
        public var line: (_ number: Int, _ isError: Bool, ArraySlice<UInt8>) -> Bool
        /// Is called when a program has started or ended, and otherwise three times a second.
        public var progress: (_ ended: Int, _ running: [Int]) -> Void

        /// Puts them together.
        public init(
            prepare: @escaping (Int) throws -> ChildProcess, finish: @escaping (Int) -> Void,
            line: @escaping (_ number: Int, _ isError: Bool, ArraySlice<UInt8>) -> Bool,
            progress: @escaping (_ ended: Int, _ running: [Int]) -> Void
        ) {
            self.prepare = prepare
            self.finish = finish
            self.line = line
            self.progress = progress
        }
    }

    private static let waitingLimit = 64
    private let count: Int
    private let limit: Int
    private let stopsAtFailure: Bool
    private let handlers: Handlers
    private let watch = SignalWatch()
    private var running: [Int: RunningProgram] = [:]
    private var endings: [Ending]
    private var next = 0
    private var turn = 0
    private var isStopping = false
    /// The signal that asked for the end of it all.
    public private(set) var stopSignal: Int32?

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - count: How many programs there are; they are numbered from 0.
    ///   - limit: How many may run at once, at least 1; fewer do where this process may not open enough files.
    ///   - stopsAtFailure: Whether the others are ended, and no more started, when one has failed.
    ///   - handlers: What the caller does.
    public init(count: Int, limit: Int, stopsAtFailure: Bool, handlers: Handlers) {
        self.count = count
        self.limit = max(1, min(limit, RunningProgram.mostAtOnce))
        self.stopsAtFailure = stopsAtFailure
        self.handlers = handlers
        endings = Array(repeating: Ending(), count: count)
    }

    /// Runs them all.
    ///
    /// SIGINT, SIGQUIT, SIGTERM and SIGHUP are passed on, to what the programs started as well, and no more programs are
    /// started then.
    ///
    /// - Returns: How each one ended, in their order.
    public func run() -> [Ending] {
        while true {
            while !isStopping, next < count, mayStart { start() }
            while turn < next, running[turn]?.isRunning != true { endTurn() }
            let active = running.filter(\.value.isRunning).keys.sorted()
            handlers.progress(next - active.count, active)
            if !running.isEmpty {
                waitForNews()
            } else if isStopping || next == count {
                return endings
            }
        }
    }

    /// What has ended and waits for its turn keeps nobody from starting, up to a number whose output fits into memory.
    private var mayStart: Bool {
        running.values.count { $0.isRunning } < limit && running.count < limit + Self.waitingLimit
    }

    private func start() {
        let number = next
        next += 1
        do {
            running[number] = try RunningProgram(try handlers.prepare(number))
        } catch {
            endings[number].problem = error
            handlers.finish(number)
            if stopsAtFailure { stop(SIGTERM) }
        }
    }

    private func waitForNews() {
        var polled = [pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)]
        for (number, program) in running where number == turn || !program.isAhead {
            polled += program.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        }
        poll(&polled, nfds_t(polled.count), 300)
        while let signal = watch.next() {
            guard signal.isRequestToEnd else { continue }
            stopSignal = signal.number
            isStopping = true
            for process in processes { signal.pass(to: process) }
        }
        for number in running.keys.sorted() { read(number) }
    }

    private func read(_ number: Int) {
        guard let program = running[number] else { return }
        // Asked before the last read: what it wrote by then is there to be read.
        let end = program.isRunning ? ProcessEnd.poll(program.process) : nil
        if number == turn || !program.isAhead || end != nil { program.read(hasEnded: end != nil) }
        if number == turn { passLines(of: program, number) }
        guard let end else { return }
        program.end()
        endings[number].end = end
        endings[number].time = ContinuousClock.now - program.started
        handlers.finish(number)
        if stopsAtFailure, !end.isSuccess { stop(SIGTERM) }
    }

    private func endTurn() {
        if let program = running.removeValue(forKey: turn) {
            program.endLines()
            passLines(of: program, turn)
        }
        turn += 1
    }

    private func passLines(of program: RunningProgram, _ number: Int) {
        for (isError, line) in program.takeLines() where !handlers.line(number, isError, line) {
            if !isStopping { stop(SIGTERM) }
            return
        }
    }

    private func stop(_ signal: Int32) {
        isStopping = true
        for process in processes { kill(process, signal) }
    }

    /// The programs that run, and what they started: of a script that is ended alone, what it waits for would go on.
    private var processes: Set<Int32> {
        let programs = Set(running.values.filter(\.isRunning).map(\.process))
        return programs.union(ProcessTable.descendants(of: programs))
    }
}

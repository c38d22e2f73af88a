// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
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
    /// SIGINT, SIGQUIT, SIGTERM and SIGHUP are passed on, and no more programs are started then.
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
            for program in running.values where program.isRunning { signal.pass(to: program.process) }
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
        for program in running.values where program.isRunning { kill(program.process, signal) }
    }
}

/// A program that runs, and what it has written and nobody has seen.
private final class RunningProgram {
    static let allowance = 1_048_576
    /// Each has two files open, its start some more, and what the caller does needs a few.
    static var mostAtOnce: Int {
        var files = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0 else { return 1 }
        return (Int(clamping: files.rlim_cur) - 64) / 2
    }

    let process: Int32
    let started = ContinuousClock.now
    private(set) var isRunning = true
    private var streams: [Stream]
    private var lines: [(isError: Bool, bytes: ArraySlice<UInt8>)] = []
    private var size = 0

    private struct Stream {
        let descriptor: Int32
        var isOpen = true
        var partial: [UInt8] = []
    }

    init(_ program: ChildProcess) throws {
        var (output, errors): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { [nothing, output[1], errors[1]].forEach { close($0) } }
        do {
            guard nothing >= 0, kubering_pipe(&output) == 0, kubering_pipe(&errors) == 0 else {
                throw ProcessError(program: program.command.first ?? "", number: errno)
            }
            for stream in [output[0], errors[0]] { _ = fcntl(stream, F_SETFL, O_NONBLOCK) }
            process = try program.start(streams: (nothing, output[1], errors[1]))
        } catch {
            for stream in [output[0], errors[0]] { close(stream) }
            throw error
        }
        streams = [Stream(descriptor: output[0]), Stream(descriptor: errors[0])]
    }

    deinit { closeStreams() }

    /// Notes that it has ended; what something that it left behind writes is not read any more.
    func end() {
        isRunning = false
        closeStreams()
    }

    private func closeStreams() {
        for index in streams.indices where streams[index].isOpen {
            close(streams[index].descriptor)
            streams[index].isOpen = false
        }
    }

    var descriptors: [Int32] { streams.filter(\.isOpen).map(\.descriptor) }

    /// Whether it has written so much that nobody has seen that it has to wait.
    var isAhead: Bool { size > Self.allowance }

    /// Takes what is there, without waiting; of one that has ended all that a pipe holds (1 MiB, pipe(7)), and not what somebody
    /// goes on to write to it.
    ///
    /// - Parameter hasEnded: Whether it has.
    func read(hasEnded: Bool) {
        for index in streams.indices where streams[index].isOpen {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            var rest = Self.allowance
            while rest > 0, hasEnded || !isAhead {
                let count = Glibc.read(streams[index].descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                if count == 0 {
                    close(streams[index].descriptor)
                    streams[index].isOpen = false
                }
                guard count > 0 else { break }
                append(buffer[..<count], to: index)
                rest -= count
            }
        }
    }

    /// Takes what stands behind the last newline as a line.
    func endLines() {
        for index in streams.indices where !streams[index].partial.isEmpty { endLine(of: index) }
    }

    /// Hands over all whole lines.
    func takeLines() -> [(isError: Bool, bytes: ArraySlice<UInt8>)] {
        defer { (lines, size) = ([], 0) }
        return lines
    }

    private func endLine(of index: Int) {
        lines.append((index == 1, streams[index].partial[...]))
        streams[index].partial = []
    }

    private func append(_ bytes: ArraySlice<UInt8>, to index: Int) {
        size += bytes.count
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            streams[index].partial += rest[..<end]
            endLine(of: index)
            rest = rest[(end + 1)...]
        }
        streams[index].partial += rest
        if streams[index].partial.count >= Self.allowance { endLine(of: index) }
    }
}

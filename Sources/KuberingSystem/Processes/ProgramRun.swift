// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Another program, run to its end: secrets reach it by standard input only, and it can neither hang us nor fill our
/// memory.
public struct ProgramRun {
    /// Why there is no result.
    public enum Failure: Error, Hashable, Sendable {
        /// The program could not be started; a system call's error number.
        case notStarted(Int32)
        /// Its time was over; it and everything it started was killed.
        case timedOut
        /// It wrote more than it may, and was killed.
        case tooMuchOutput(limit: Int)
        /// A signal ended it.
        case killed(signal: Int32)
    }

    /// What a finished program left behind.
    public struct Result: Sendable {
        /// What it ended with.
        public let status: Int32
        /// Its standard output.
        public let output: SecretBytes
        /// Its standard error, the first 64 KiB of it.
        public let errors: [UInt8]
    }

    /// The most bytes of standard error that are kept.
    private static let errorLimit = 65_536

    /// The absolute path of the program.
    public var path: String
    /// Its arguments, without its name; never a secret.
    public var arguments: [String]
    /// All of its variables; never a secret.
    public var environment: Environment
    /// How long it may take.
    public var timeLimit: Duration
    /// The most bytes of standard output.
    public var outputLimit: Int
    /// A lock that stays taken until the program and all it started have ended, even if we end before.
    public var lock: FileLock?

    /// Describes a run; nothing is started yet.
    public init(
        _ path: String, _ arguments: [String], environment: Environment, timeLimit: Duration, outputLimit: Int,
        lock: FileLock? = nil
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.timeLimit = timeLimit
        self.outputLimit = outputLimit
        self.lock = lock
    }

    /// Runs the program.
    ///
    /// - Parameter input: What it reads from standard input.
    /// - Returns: What it left behind.
    /// - Throws: ``Failure``.
    public func run(input: SecretBytes) throws(Failure) -> Result {
        let deadline = ContinuousClock.now + timeLimit
        var toProgram = try Pipe()
        var fromOutput = try Pipe()
        var fromErrors = try Pipe()
        let id = try start(toProgram.readEnd, fromOutput.writeEnd, fromErrors.writeEnd)
        toProgram.closeReadEnd()
        fromOutput.closeWriteEnd()
        fromErrors.closeWriteEnd()
        defer { withExtendedLifetime(lock) {} }
        var output = SecretBuffer(capacity: 16_384)
        var errors: [UInt8] = []
        var sent = 0
        var isOutputOpen = true
        var areErrorsOpen = true
        do throws(Failure) {
            try BrokenPipes.ignored { () throws(Failure) in
                while isOutputOpen || areErrorsOpen {
                    guard ContinuousClock.now < deadline else { throw .timedOut }
                    var waits = [
                        pollfd(fd: isOutputOpen ? fromOutput.readEnd : -1, events: Int16(POLLIN), revents: 0),
                        pollfd(fd: areErrorsOpen ? fromErrors.readEnd : -1, events: Int16(POLLIN), revents: 0),
                        pollfd(fd: toProgram.writeEnd, events: Int16(POLLOUT), revents: 0),
                    ]
                    // Asked before the wait: what it wrote by then is there to be read.
                    let hasEnded = Self.hasEnded(id)
                    // Short, because something that the program left running may keep its streams open.
                    let ready = poll(&waits, nfds_t(waits.count), hasEnded ? 0 : 50)
                    if ready == 0, hasEnded { break }
                    if waits[2].revents != 0 { toProgram.send(input, &sent) }
                    if waits[0].revents != 0 {
                        isOutputOpen = Self.mayGoOn(output.read(from: fromOutput.readEnd))
                        guard output.count <= outputLimit else { throw .tooMuchOutput(limit: outputLimit) }
                    }
                    if waits[1].revents != 0 { areErrorsOpen = Self.take(from: fromErrors.readEnd, &errors) }
                }
                while !Self.hasEnded(id) {
                    guard ContinuousClock.now < deadline else { throw .timedOut }
                    usleep(500)
                }
            }
        } catch {
            kill(-id, SIGKILL)
            _ = Self.status(of: id)
            throw error
        }
        let status = Self.status(of: id)
        guard status & 0x7F == 0 else { throw .killed(signal: status & 0x7F) }
        return Result(status: status >> 8 & 0xFF, output: output.bytes, errors: errors)
    }

    /// Starts the program in a group of its own, so that all it starts can be ended with it.
    private func start(_ input: Int32, _ output: Int32, _ errors: Int32) throws(Failure) -> Int32 {
        do throws(ProcessError) {
            return try ChildProcess([path] + arguments, environment: environment).start(
                streams: [input, output, errors] + (lock.map { [$0.descriptor] } ?? []), isHelper: true)
        } catch {
            throw .notStarted(error.number)
        }
    }

    private static func hasEnded(_ id: pid_t) -> Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT) == 0
            && information.si_signo == SIGCHLD
    }

    private static func status(of id: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR { continue }
        return status
    }

    /// Whether there may be more.
    private static func take(from descriptor: Int32, _ bytes: inout [UInt8]) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = read(descriptor, &buffer, buffer.count)
        if count > 0 { bytes += buffer.prefix(min(count, max(0, errorLimit - bytes.count))) }
        return mayGoOn(count)
    }

    /// Whether there may be more behind what a call of read(2) has given.
    private static func mayGoOn(_ count: Int) -> Bool {
        count > 0 || (count < 0 && [EAGAIN, EINTR].contains(errno))
    }
}

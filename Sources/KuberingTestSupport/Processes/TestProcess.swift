// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import Glibc
public import KuberingSystem

/// A program started by a test.
///
/// Its streams are files without a name, never pipes, so that neither side can block the other however much is written.
public final class TestProcess {
    /// How a program ended.
    public enum End: Hashable, Sendable {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)
        /// It still ran when its time was over, and was killed.
        case stopped
    }

    /// Everything a finished program left behind.
    public struct Outcome: Sendable {
        /// How it ended.
        public let end: End
        /// What it wrote to standard output.
        public let output: String
        /// What it wrote to standard error.
        public let errors: String
        /// Seconds from its start to its end.
        public let seconds: Double
    }

    /// The number the system knows the program by.
    public let id: pid_t
    private let output: Int32
    private let errors: Int32
    private let started: Double
    private var end: End?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: The program, by path or by name in `PATH`, and its arguments.
    ///   - environment: All of its variables.
    ///   - input: The bytes it reads from standard input.
    ///   - group: The process group it joins; nil leaves it in that of the test.
    /// - Throws: ``TestProcessError`` when it cannot be started.
    public init(
        _ command: [String], environment: Environment, input: [UInt8] = [], group: pid_t? = nil
    ) throws(TestProcessError) {
        let streams = (0..<3).map { _ in Self.namelessFile() }
        guard streams.allSatisfy({ $0 >= 0 }) else { throw TestProcessError(command: command, number: errno) }
        defer { close(streams[0]) }
        guard input.isEmpty || write(streams[0], input, input.count) == input.count, lseek(streams[0], 0, SEEK_SET) == 0
        else { throw TestProcessError(command: command, number: errno) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (index, stream) in streams.enumerated() { posix_spawn_file_actions_adddup2(&actions, stream, Int32(index)) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Tests run on threads that block signals, and a program would start with them blocked; and what was ignored when the
        // tests were started, as by nohup(1) or in the background, would be ignored for good.
        var (noSignals, allSignals) = (sigset_t(), sigset_t())
        sigemptyset(&noSignals)
        sigfillset(&allSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setsigdefault(&attributes, &allSignals)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (group == nil ? 0 : POSIX_SPAWN_SETPGROUP)))
        if let group { posix_spawnattr_setpgroup(&attributes, group) }
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.variables.map { strdup("\($0.name)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        started = Self.now()
        var id: pid_t = 0
        let number = posix_spawnp(&id, command[0], &actions, &attributes, &arguments, &variables)
        self.id = id
        output = streams[1]
        errors = streams[2]
        guard number == 0 else {
            // What is thrown away now must not kill its process: number 0 is everybody in the group.
            end = .stopped
            throw TestProcessError(command: command, number: number)
        }
    }

    deinit {
        kill()
        close(output)
        close(errors)
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - command: The program and its arguments.
    ///   - environment: All of its variables.
    ///   - input: The bytes it reads from standard input.
    ///   - limit: After how many seconds it is killed.
    /// - Returns: What it left behind.
    /// - Throws: ``TestProcessError`` when it cannot be started.
    public static func run(
        _ command: [String], environment: Environment, input: [UInt8] = [], limit: Double = Patience.limit
    ) throws(TestProcessError) -> Outcome {
        try TestProcess(command, environment: environment, input: input).outcome(limit: limit)
    }

    /// Waits for the end; kills the program when it takes more than `limit` seconds from now.
    public func outcome(limit: Double = Patience.limit) -> Outcome {
        let deadline = Self.now() + limit
        while !hasEnded {
            guard Self.now() < deadline else {
                kill()
                end = .stopped
                break
            }
            usleep(500)
        }
        return Outcome(
            end: end ?? .stopped, output: Self.contents(of: output), errors: Self.contents(of: errors),
            seconds: Self.now() - started)
    }

    /// Whether the program has ended.
    public var hasEnded: Bool {
        if end != nil { return true }
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return false }
        end = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
        return true
    }

    /// Whether it runs no more, because it was stopped or has ended.
    public var isStopped: Bool {
        // The state stands behind the name, which is in parentheses (proc(5)).
        let state = text(of: "stat").split(separator: ")").last?.first { $0 != " " }
        return hasEnded || state == "T"
    }

    /// The text of a file of the program's in `/proc`; empty when it has ended.
    private func text(of name: String) -> String {
        guard let file = fopen("/proc/\(id)/\(name)", "re") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// Sends a signal, if the program still runs.
    public func signal(_ number: Int32) {
        if !hasEnded { _ = Glibc.kill(id, number) }
    }

    /// Kills the program and waits until it is gone.
    public func kill() {
        while !hasEnded {
            _ = Glibc.kill(id, SIGKILL)
            usleep(200)
        }
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func namelessFile() -> Int32 {
        var template = Array("/tmp/kubering-stream-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    private static func contents(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

/// A program that could not be started.
public struct TestProcessError: Error, CustomStringConvertible {
    let command: [String]
    let number: Int32

    /// The command and the reason.
    public var description: String { "cannot run \(command): \(ErrorNumber.words(number))" }
}

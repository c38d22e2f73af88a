// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// A program started by this one.
///
/// It gets the rights for new files, the limits and the signals that this process was started with, and only the streams
/// that it is given.
public struct ChildProcess: Sendable {
    /// The program and its arguments.
    public let command: [String]
    /// All of its variables.
    public let environment: Environment

    /// Prepares a program; nothing is started yet.
    ///
    /// - Parameters:
    ///   - command: The program, by path or by name in `PATH` of the environment, and its arguments.
    ///   - environment: All of its variables.
    public init(_ command: [String], environment: Environment) {
        self.command = command
        self.environment = environment
    }

    /// Runs the program to its end with the streams of this process.
    ///
    /// SIGTERM and SIGHUP are passed on to it, and so are SIGINT and SIGQUIT when no key was pressed for them: else the
    /// terminal has sent them to it already.
    ///
    /// - Returns: How it ended.
    /// - Throws: ``ProcessError`` when it cannot be started.
    public func run() throws(ProcessError) -> ProcessEnd {
        let watch = SignalWatch()
        let process = try start(streams: [0, 1, 2])
        while true {
            if let end = ProcessEnd.poll(process) { return end }
            watch.wait()
            while let signal = watch.next() { signal.pass(to: process) }
        }
    }

    /// Runs a program that uses the terminal to its end, and keeps what it writes to standard output.
    ///
    /// Unlike ``ProgramRun`` it is part of what the terminal has in the foreground, and takes as long as its user does.
    ///
    /// - Parameter input: All that it can read from standard input.
    /// - Returns: How it ended, and its output.
    /// - Throws: ``ProcessError`` when it cannot be started.
    public func runAtTerminal(input: [UInt8]) throws(ProcessError) -> (end: ProcessEnd, output: [UInt8]) {
        let (source, output) = (MemoryFile(), MemoryFile())
        source.fill(with: input)
        let process = try start(streams: [source.descriptor, output.descriptor, 2])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return (ProcessEnd(waitStatus: status) ?? .killed(SIGKILL), output.contents)
    }

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - streams: The descriptors that become its standard input, output and error, and its descriptor 3 perhaps.
    ///   - isHelper: Whether it is under the limits of this process, and a group of its own that can be ended as one.
    /// - Returns: The number of the process.
    /// - Throws: ``ProcessError``.
    func start(streams: [Int32], isHelper: Bool = false) throws(ProcessError) -> Int32 {
        guard let name = command.first, !name.isEmpty else { throw ProcessError(program: "", number: ENOENT) }
        guard let path = name.contains("/") ? name : ProgramSearch.find(name, in: environment["PATH"] ?? "") else {
            throw ProcessError(program: name, number: ENOENT)
        }
        let program = OriginalWords(arguments: [path])
        var arguments = OriginalWords(arguments: command)
        var variables = OriginalWords(environment: environment)
        var process: Int32 = 0
        let number = kubering_start(
            program.pointers[0], &arguments.pointers, &variables.pointers, streams, Int32(streams.count), isHelper,
            &process)
        guard number == 0 else { throw ProcessError(program: name, number: number) }
        return process
    }
}

/// A file in memory that one program fills and another one reads.
private final class MemoryFile {
    let descriptor = kubering_memory_file("kubering")

    deinit { close(descriptor) }

    func fill(with bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                // Out of memory: the reader sees a short input.
                if count <= 0 { break }
                rest = rest.dropFirst(count)
            }
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    var contents: [UInt8] {
        let size = max(0, lseek(descriptor, 0, SEEK_END))
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, size, 0))
        }
    }
}

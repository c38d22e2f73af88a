// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// A program that runs, and what it has written and nobody has seen.
final class RunningProgram {
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
            process = try program.start(streams: [nothing, output[1], errors[1]])
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

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// A pipe to or from another program; our ends never block.
struct Pipe: ~Copyable {
    private(set) var readEnd: Int32 = -1
    private(set) var writeEnd: Int32 = -1

    init() throws(ProgramRun.Failure) {
        var ends: [Int32] = [-1, -1]
        // Never for a moment open in a program that another thread starts: it would keep ours from seeing the end.
        let number = kubering_pipe(&ends)
        guard number == 0 else { throw .notStarted(number) }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        if readEnd >= 0 { close(readEnd) }
        if writeEnd >= 0 { close(writeEnd) }
    }

    mutating func closeReadEnd() {
        close(readEnd)
        readEnd = -1
        _ = fcntl(writeEnd, F_SETFL, O_NONBLOCK)
    }

    mutating func closeWriteEnd() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
        if readEnd >= 0 { _ = fcntl(readEnd, F_SETFL, O_NONBLOCK) }
    }

    /// Writes what the reader has room for, and closes the pipe after the last byte, or when nobody reads.
    mutating func send(_ bytes: SecretBytes, _ sent: inout Int) {
        let start = sent
        let descriptor = writeEnd
        let count = bytes.withExposedBytes { write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start) }
        if count > 0 { sent += count }
        let isOver = count < 0 && ![EAGAIN, EINTR].contains(errno)
        if isOver || sent == bytes.count { closeWriteEnd() }
    }
}

/// Keeps the signal away that ends a process which writes to somebody who has gone.
enum BrokenPipes {
    /// Runs `body` while such a write is an error and nothing else.
    static func ignored<E: Error>(_ body: () throws(E) -> Void) throws(E) {
        var (signals, before, pending) = (sigset_t(), sigset_t(), sigset_t())
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        sigpending(&pending)
        let wasPending = sigismember(&pending, SIGPIPE) == 1
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        defer {
            // One that came meanwhile is ours.
            var none = timespec()
            if !wasPending { while sigtimedwait(&signals, nil, &none) == SIGPIPE { continue } }
            pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        try body()
    }
}

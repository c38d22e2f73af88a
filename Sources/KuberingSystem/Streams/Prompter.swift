// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// Questions to the person at the terminal.
public protocol Prompter: Sendable {
    /// Whether somebody can be asked: standard input and standard error are both terminals.
    var canAsk: Bool { get }
    /// Asks a yes-or-no question; an empty answer is no.
    func confirm(_ question: String) throws -> Bool
    /// Asks for a secret without showing it.
    func readSecret(_ prompt: String) throws -> SecretBytes
    /// Asks for a line that may be seen.
    func readLine(_ prompt: String) throws -> String
}

extension Prompter {
    /// The same as a secret, for whoever has no other way to ask.
    public func readLine(_ prompt: String) throws -> String {
        try readSecret(prompt).withExposedBytes { String(decoding: $0, as: UTF8.self) }
    }
}

/// The controlling terminal, `/dev/tty`; never standard input, which may carry data.
public struct TerminalPrompter: Prompter {
    /// Whether somebody can be asked.
    public let canAsk: Bool

    /// Looks at descriptors 0 and 2.
    public init() {
        canAsk = isatty(0) == 1 && isatty(2) == 1
    }

    /// Asks a yes-or-no question on the terminal.
    ///
    /// - Throws: ``FileError`` when there is no terminal.
    public func confirm(_ question: String) throws -> Bool {
        let answer = try ask(question + " [y/N] ", echo: true)
        return answer.withExposedBytes { bytes in
            ["y", "yes"].contains(String(decoding: bytes, as: UTF8.self).lowercased())
        }
    }

    /// Asks for a secret on the terminal with echo off.
    ///
    /// - Throws: ``FileError`` when there is no terminal.
    public func readSecret(_ prompt: String) throws -> SecretBytes {
        try ask(prompt, echo: false)
    }

    /// Asks for a line on the terminal.
    ///
    /// - Throws: ``FileError`` when there is no terminal.
    public func readLine(_ prompt: String) throws -> String {
        try ask(prompt, echo: true).withExposedBytes { String(decoding: $0, as: UTF8.self) }
    }

    private func ask(_ prompt: String, echo: Bool) throws -> SecretBytes {
        let terminal = try OpenFile("/dev/tty", O_RDWR | O_NOCTTY, for: .read)
        var before = termios()
        guard tcgetattr(terminal.descriptor, &before) == 0 else { throw FileError.last(.read, "/dev/tty") }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        if !echo {
            kubering_restore_echo_on_signal(terminal.descriptor)
            tcsetattr(terminal.descriptor, TCSAFLUSH, &silent)
            kubering_notice_continue()
        }
        defer {
            if !echo {
                tcsetattr(terminal.descriptor, TCSAFLUSH, &before)
                kubering_keep_echo_on_signal()
                write(terminal.descriptor, "\n", 1)
            }
        }
        var prompt = prompt
        try prompt.withUTF8 { try terminal.write(UnsafeRawBufferPointer($0), to: "/dev/tty") }
        // The terminal hands over one line at a time, 4,095 bytes at most.
        var length = 0
        let line = SecretBytes(count: 4_096) { buffer in
            while !kubering_wait_for_input(terminal.descriptor) {
                // Back from Ctrl-Z: the shell has switched echo on again.
                if !echo { tcsetattr(terminal.descriptor, TCSAFLUSH, &silent) }
                _ = prompt.withUTF8 { write(terminal.descriptor, $0.baseAddress, $0.count) }
            }
            repeat {
                length = read(terminal.descriptor, buffer.baseAddress, buffer.count)
            } while length < 0 && errno == EINTR
            length = max(0, length)
        }
        return line.withExposedBytes { bytes in
            SecretBytes(bytes[..<length].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// The whole controlling terminal, from taking it to giving it back.
///
/// It is given back on every way out: by ``close()``, and before a signal or a crash ends the process.
public final class TerminalScreen {
    private let file: OpenFile
    private var isOpen = true

    /// Takes the terminal.
    ///
    /// - Throws: ``FileError`` when there is none.
    public init() throws(FileError) {
        file = try OpenFile("/dev/tty", O_RDWR | O_NOCTTY, for: .read)
        let number = kubering_take_terminal(file.descriptor)
        guard number == 0 else { throw FileError(.read, "/dev/tty", .errno(number)) }
    }

    deinit { close() }

    /// Gives the terminal back.
    public func close() {
        if isOpen { kubering_give_terminal_back() }
        isOpen = false
    }

    /// How many characters stand in a line, and how many lines there are; 80 and 24 when the terminal does not say.
    public var size: (columns: Int, rows: Int) {
        var (columns, rows): (Int32, Int32) = (80, 24)
        _ = kubering_terminal_size(file.descriptor, &columns, &rows)
        return (Int(columns), Int(rows))
    }

    /// Shows lines from the top; what stood there before is gone.
    ///
    /// - Parameter lines: No longer than the screen is wide, in characters that are shown.
    public func show(_ lines: [String]) {
        // One write, in which no line is empty for a moment: nothing flickers.
        var text = "\u{1B}[H" + lines.joined(separator: "\u{1B}[0m\u{1B}[K\r\n") + "\u{1B}[0m\u{1B}[K\u{1B}[J"
        // A terminal that has gone is noticed when it is read.
        text.withUTF8 { try? file.write(UnsafeRawBufferPointer($0), to: "/dev/tty") }
    }

    /// Waits for keys; nil when the terminal has gone.
    ///
    /// - Returns: All keys that are there, none when only the size has changed.
    public func readKeys() -> [TerminalKey]? {
        var bytes: [UInt8] = []
        while bytes.isEmpty {
            if kubering_terminal_has_news() { return [] }
            guard let count = read(into: &bytes) else { continue }
            if count == 0 { return nil }
        }
        // The rest of a sequence that the key began, when it comes at once.
        if bytes.last == 0x1B, isReady(within: 30) { _ = read(into: &bytes) }
        return TerminalKey.keys(in: bytes)
    }

    /// How many bytes came, 0 at the end; nil when something else did.
    private func read(into bytes: inout [UInt8]) -> Int? {
        var buffer = [UInt8](repeating: 0, count: 1_024)
        guard isReady(within: 250) else { return nil }
        let count = Glibc.read(file.descriptor, &buffer, buffer.count)
        if count < 0 { return errno == EINTR ? nil : 0 }
        bytes += buffer.prefix(count)
        return count
    }

    private func isReady(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: file.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, milliseconds) > 0
    }
}

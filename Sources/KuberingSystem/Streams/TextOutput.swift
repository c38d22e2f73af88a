// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc
import Synchronization

/// Where text goes: a descriptor of the process, or memory in tests.
public final class TextOutput: Sendable {
    private struct State: Sendable {
        var captured: [UInt8] = []
        var failure: Int32?
        var usesColor = false
    }

    private let descriptor: Int32?
    private let state = Mutex(State())
    /// What the environment says of the width; nil when it does not.
    private let settledColumns: Int?
    /// Whether a person is looking at it.
    public let isTerminal: Bool
    /// Whether colour may be used.
    public var usesColor: Bool { state.withLock { $0.usesColor } }

    /// Uses no colour from now on.
    public func stopColor() { state.withLock { $0.usesColor = false } }

    /// Writes to an open descriptor.
    ///
    /// - Parameters:
    ///   - descriptor: For example 1, standard output.
    ///   - environment: Where the user wants colour (``ColorPreference``), and how wide lines are (`COLUMNS`).
    public init(descriptor: Int32, environment: Environment) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        settledColumns = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
        let usesColor =
            switch ColorPreference(environment) {
            case .never: false
            case .onTerminals: isTerminal
            case .everywhere: true
            }
        state.withLock { $0.usesColor = usesColor }
    }

    /// Keeps what is written in memory.
    public init(capturing: Void = (), isTerminal: Bool = false) {
        descriptor = nil
        settledColumns = nil
        self.isTerminal = isTerminal
    }

    /// How many columns a line has now: what `COLUMNS` says, but no more than the terminal has; 80 when neither says.
    public var columns: Int {
        var (columns, rows): (Int32, Int32) = (0, 0)
        guard let descriptor, kubering_terminal_size(descriptor, &columns, &rows) else { return settledColumns ?? 80 }
        return min(Int(columns), settledColumns ?? .max)
    }

    /// Writes `text` as it is.
    ///
    /// A failure is kept in ``failure``; what follows it is dropped.
    public func write(_ text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes bytes, for secrets that must not become a `String`.
    public func write(_ bytes: UnsafeRawBufferPointer) {
        guard let descriptor else { return state.withLock { $0.captured.append(contentsOf: bytes) } }
        guard failure == nil else { return }
        guard let number = writeAll(bytes, to: descriptor) else { return }
        state.withLock { $0.failure = number }
    }

    /// Writes `text` and a newline.
    public func writeLine(_ text: String) {
        write(text + "\n")
    }

    /// The error number of the first write that failed.
    ///
    /// `EPIPE` means that the reader has seen enough.
    public var failure: Int32? { state.withLock { $0.failure } }

    /// What was written, when this captures.
    public var capturedText: String { state.withLock { String(decoding: $0.captured, as: UTF8.self) } }
}

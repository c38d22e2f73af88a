// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// How a program ended.
public enum ProcessEnd: Sendable, Hashable {
    /// By itself, with this status from 0 to 255.
    case exited(Int32)
    /// By this signal.
    case killed(Int32)

    /// What a shell gives as `$?`: the status, or 128 and the number of the signal (POSIX.1-2017, section 2.8.2).
    public var status: Int32 {
        switch self {
        case .exited(let status): status
        case .killed(let signal): 128 + signal
        }
    }

    /// Whether it ended with 0.
    public var isSuccess: Bool { self == .exited(0) }

    /// Reads what waitpid(2) reports; nil when the program was only stopped.
    init?(waitStatus status: Int32) {
        switch status & 0x7F {
        case 0: self = .exited(status >> 8 & 0xFF)
        case 0x7F: return nil
        case let signal: self = .killed(signal)
        }
    }

    /// Asks whether a child has ended, without waiting; nil while it runs.
    static func poll(_ process: Int32) -> ProcessEnd? {
        var status: Int32 = 0
        var found: pid_t
        repeat { found = waitpid(process, &status, WNOHANG) } while found < 0 && errno == EINTR
        guard found == process else { return nil }
        return ProcessEnd(waitStatus: status)
    }
}

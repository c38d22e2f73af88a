// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A program that could not be started.
public struct ProcessError: UserFacingError, Hashable {
    /// What was to be run, as it was given.
    public let program: String
    /// Why not: an errno value.
    public let number: Int32

    /// Notes a failure.
    public init(program: String, number: Int32) {
        self.program = program
        self.number = number
    }

    /// One line.
    public var description: String {
        number == ENOENT
            ? "cannot run \(OutsideText.quoted(program)): there is no such program"
            : "cannot run \(OutsideText.quoted(program)): \(ErrorNumber.words(number))"
    }

    /// 1; what stands for the program in a shell is ``shellStatus``.
    public var exitStatus: ExitStatus { .failed }

    /// What a shell ends with instead: 127 when there is no such program, else 126 (POSIX.1-2017, section 2.8.2).
    public var shellStatus: Int32 { number == ENOENT ? 127 : 126 }
}

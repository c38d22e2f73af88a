// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What a finished process tells its caller.
///
/// Scripts rely on these numbers; a new meaning gets a new number.
public enum ExitStatus: Int32, Sendable, Hashable {
    /// All done.
    case done = 0
    /// It failed, or a check found problems.
    case failed = 1
    /// No such context, entry or credential.
    case notFound = 2
    /// The credential store is locked.
    case locked = 3
    /// The credential store cannot be reached.
    case unreachable = 4
    /// It took too long.
    case timedOut = 5
    /// The command line was wrong (`EX_USAGE` of sysexits.h).
    case usage = 64
}

/// An error that is ready to be shown to the user.
///
/// `description` is one sentence without a final period: what is wrong, where, and what to do about it. It never holds
/// a secret, a Swift type name or text from outside that was not escaped (``OutsideText``).
public protocol UserFacingError: Error, CustomStringConvertible, Sendable {
    /// The status the process ends with when nobody handles the error.
    var exitStatus: ExitStatus { get }
}

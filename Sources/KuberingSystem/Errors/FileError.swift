// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A system call that failed on a file or folder.
public struct FileError: UserFacingError, Hashable {
    /// What was being done.
    public struct Operation: Sendable, Hashable {
        /// The verb of the message, as in `cannot read`.
        public let verb: String

        /// Reading a file's contents.
        public static let read = Operation(verb: "read")
        /// Creating, filling or replacing a file.
        public static let write = Operation(verb: "write")
        /// Making a folder.
        public static let createDirectory = Operation(verb: "create the folder")
        /// Creating a lock file.
        public static let lock = Operation(verb: "lock")
        /// Removing a file.
        public static let remove = Operation(verb: "remove")
        /// Changing who may do what with a file or folder.
        public static let changeMode = Operation(verb: "change the mode of")
    }

    /// Why it failed.
    public enum Cause: Sendable, Hashable {
        /// A system call's error number.
        case errno(Int32)
        /// There is no such file.
        public static let noSuchFile = Cause.errno(ENOENT)
        /// The path leads to something that is not a regular file, for example `a directory`.
        case notRegular(String)
        /// The file has more bytes than allowed.
        case tooLarge(limit: Int)
        /// Another reason, in words.
        case other(String)
    }

    /// What was being done.
    public let operation: Operation
    /// The path as the user knows it.
    public let path: String
    /// Why it failed.
    public let cause: Cause
    /// What says that there should be such a file, as `user "jane" names it as client-key`; nil when the user said so.
    public var origin: String?

    /// Puts the facts together.
    public init(_ operation: Operation, _ path: String, _ cause: Cause) {
        self.operation = operation
        self.path = path
        self.cause = cause
    }

    /// The error that the last failed system call left behind.
    public static func last(_ operation: Operation, _ path: String) -> FileError {
        FileError(operation, path, .errno(errno))
    }

    /// Whether somebody else holds a lock.
    public var isBusy: Bool { cause == .errno(EWOULDBLOCK) }

    /// Whether the file does not exist.
    public var isMissing: Bool { cause == .errno(ENOENT) || cause == .errno(ENOTDIR) }
    /// Whether the user may not do this, or the file system is read-only.
    public var isNotPermitted: Bool {
        [.errno(EACCES), .errno(EPERM), .errno(EROFS)].contains(cause)
    }

    /// Ends the process with a failure.
    public var exitStatus: ExitStatus { .failed }

    /// One line: verb, path, reason.
    public var description: String {
        "cannot \(operation.verb) \(OutsideText.quoted(path)): \(reason)" + (origin.map { " (\($0))" } ?? "")
    }

    /// The cause in words.
    var reason: String {
        switch cause {
        case .errno(EWOULDBLOCK) where operation == .lock: "another program holds it"
        case .errno(let number): ErrorNumber.words(number)
        case .notRegular(let kind): "it is \(kind), not a regular file"
        case .tooLarge(let limit): "it has more than \(limit < 1 << 20 ? "\(limit >> 10) KiB" : "\(limit >> 20) MiB")"
        case .other(let words): words
        }
    }
}

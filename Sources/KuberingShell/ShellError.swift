// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// Why a shell cannot have what it asked for.
public struct ShellError: UserFacingError, Hashable {
    /// Which kind of failure; the raw value is stable.
    public struct Code: Sendable, Hashable, RawRepresentable {
        /// For example `no-place`.
        public let rawValue: String

        /// Names a code.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// No folder for files that go with a session.
        public static let noPlace = Code(rawValue: "no-place")
        /// The folder for files that go with a session can be changed by others.
        public static let notPrivate = Code(rawValue: "not-private")
        /// A context without a name, which cannot be current.
        public static let noName = Code(rawValue: "no-name")
        /// The path of a kubeconfig has a colon in it.
        public static let pathWithColon = Code(rawValue: "path-with-colon")
        /// A prompt's format cannot be understood.
        public static let badFormat = Code(rawValue: "bad-format")
    }

    /// Which kind of failure.
    public let code: Code
    /// One line.
    public let description: String
    /// What the process ends with.
    public let exitStatus: ExitStatus

    init(_ code: Code, _ description: String, exitStatus: ExitStatus = .failed) {
        self.code = code
        self.description = description
        self.exitStatus = exitStatus
    }

    static func pathWithColon(_ path: String) -> ShellError {
        ShellError(
            .pathWithColon, "\(OutsideText.quoted(path)) cannot be in KUBECONFIG, which separates files by colons")
    }

    static func notPrivate(_ path: String) -> ShellError {
        ShellError(
            .notPrivate,
            "\(OutsideText.quoted(path)) must be a folder of your own with mode 0700 to hold a session's files")
    }

    static let noName = ShellError(
        .noName,
        "a context without a name cannot be a session's; give it one: kubering context rename '' NAME",
        exitStatus: .usage)

    static let noPlace = ShellError(
        .noPlace, "there is no folder for a session's files; set HOME or XDG_RUNTIME_DIR")
}

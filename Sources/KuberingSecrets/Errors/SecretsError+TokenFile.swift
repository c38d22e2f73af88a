// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension SecretsError.Code {
    /// An API server would not start with the file of tokens.
    public static let tokenFileMalformed = Self(rawValue: "token-file-malformed", exitStatus: .failed)
    /// A name, uid or group that a file of tokens cannot hold.
    public static let tokenFileValue = Self(rawValue: "token-file-value", exitStatus: .usage)
    /// The file of tokens has no such user.
    public static let tokenFileUserNotFound = Self(rawValue: "token-file-user-not-found", exitStatus: .notFound)
}

extension SecretsError {
    static func tokenFileMalformed(_ path: String, line: Int, _ reason: String) -> SecretsError {
        SecretsError(
            .tokenFileMalformed,
            "\(OutsideText.escaped(path)):\(line): \(reason); an API server does not start with this file",
            detail: reason)
    }

    static func tokenFileValue(_ what: String, _ text: String) -> SecretsError {
        SecretsError(
            .tokenFileValue,
            "\(OutsideText.quoted(text)) cannot be a \(what) here: it must not be empty and have no line breaks"
                + (what == "group" ? " and no comma" : ""))
    }

    /// The file has no user of this name.
    public static func noUser(_ name: String, inTokenFile path: String, names: [String]) -> SecretsError {
        return SecretsError(
            .tokenFileUserNotFound,
            "no user named \(OutsideText.quoted(name)) in \(OutsideText.escaped(path))"
                + (Suggestions.advice(name, in: names).map { "; " + $0 } ?? ""))
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension SecretsError.Code {
    /// There is no such credential helper.
    public static let helperMissing = Self(rawValue: "helper-missing", exitStatus: .unreachable)
    /// The credential helper failed.
    public static let helperFailed = Self(rawValue: "helper-failed", exitStatus: .unreachable)
}

/// What a credential helper can answer instead of doing what was asked.
extension SecretsError {
    static func helperMissing(_ name: String) -> SecretsError {
        SecretsError(
            .helperMissing, "there is no program docker-credential-\(name) in an absolute folder of PATH: install it")
    }

    static func helperFailed(_ name: String, _ detail: String) -> SecretsError {
        SecretsError(
            .helperFailed, "docker-credential-\(name) failed: \(OutsideText.escaped(detail))", detail: detail)
    }

    static func helperLocked(_ name: String, _ id: CredentialID?, _ detail: String?) -> SecretsError {
        let subject =
            id.map { "the store of docker-credential-\(name) that should hold credential \($0) is locked" }
            ?? "the store of docker-credential-\(name) is locked"
        let reason = detail.map { " (\(OutsideText.escaped($0)))" } ?? ""
        return SecretsError(.storeLocked, "\(subject): unlock it and try again\(reason)", id: id, detail: detail)
    }

    static func helperBusy(_ name: String) -> SecretsError {
        SecretsError(
            .timedOut,
            "another docker-credential-\(name) does not come to an end: see that it does not hang, and try again")
    }

    static func helperTimedOut(_ name: String, _ limit: Duration) -> SecretsError {
        SecretsError(
            .timedOut,
            "docker-credential-\(name) did not end within \(limit.components.seconds) s and was stopped: it may be waiting "
                + "for a password that nobody can type")
    }
}

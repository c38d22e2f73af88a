// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CSecretService

/// What a call into libsecret failed with.
struct KeyringFailure {
    let step: kubering_keyring_step
    let domain: String
    let code: Int32
    let message: String

    /// Runs a call that may fill a failure and copies what is in it.
    ///
    /// - Parameter call: Is given a zeroed failure.
    /// - Returns: What the call returned, and the failure if it left one.
    static func catching<Result>(
        _ call: (UnsafeMutablePointer<kubering_keyring_failure>) -> Result
    ) -> (result: Result, failure: KeyringFailure?) {
        var raw = kubering_keyring_failure()
        let result = call(&raw)
        defer { kubering_keyring_failure_clear(&raw) }
        guard raw.step != KUBERING_KEYRING_NO_FAILURE else { return (result, nil) }
        let failure = KeyringFailure(
            step: raw.step, domain: raw.domain.map { String(cString: $0) } ?? "", code: raw.code,
            message: raw.message.map { Self.withoutErrorName(String(cString: $0)) } ?? "no reason given")
        return (result, failure)
    }

    /// The message without the D-Bus name of the error that GIO may put before it.
    private static func withoutErrorName(_ message: String) -> String {
        guard message.hasPrefix("GDBus.Error:"), let end = message.firstRange(of: ": ") else { return message }
        return String(message[end.upperBound...])
    }

    /// The answer for the user.
    ///
    /// Sources: `GIOErrorEnum`, `GDBusError` and `SecretError`; the numbers are part of their ABI.
    func error(milliseconds: Int32, id: CredentialID?) -> SecretsError {
        switch (domain, code) {
        case ("g-io-error-quark", 19), ("g-io-error-quark", 24):  // cancelled by the deadline, timed out by itself
            .timedOut(milliseconds: milliseconds)
        case ("g-dbus-error-quark", 12), ("g-dbus-error-quark", 20):  // timeout, timed out
            .timedOut(milliseconds: milliseconds)
        case ("secret-error", 2):  // is locked
            .storeLocked(id)
        case _ where step == KUBERING_KEYRING_LIBRARY:
            code == 0 ? .libsecretMissing(message) : .libsecretUnusable(message)
        case _ where step == KUBERING_KEYRING_BUS: .busUnreachable(message)
        case ("g-io-error-quark", 18):  // the connection is closed
            .busUnreachable(message)
        case ("g-dbus-error-quark", 2), ("g-dbus-error-quark", 3):  // unknown service, name without owner
            .noSecretService(message)
        case _ where step == KUBERING_KEYRING_SERVICE: .noSecretService(message)
        default: .serviceFailed(message)
        }
    }
}

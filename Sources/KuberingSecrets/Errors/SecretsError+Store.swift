// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What the Secret Service can answer instead of doing what was asked: locked, absent, unreachable and not stored are
/// four different things.
extension SecretsError {
    /// The keyring has to be unlocked; with the id of the item that is in it, if it is about one.
    public static func storeLocked(_ id: CredentialID? = nil) -> SecretsError {
        let subject = id.map { "the keyring that should hold credential \($0) is locked" } ?? "the keyring is locked"
        return SecretsError(
            .storeLocked,
            subject + ": unlock it in the desktop's \"Passwords and Keys\", or without a desktop by"
                + " 'gnome-keyring-daemon --replace --unlock' with the password on standard input, and try again",
            id: id)
    }

    /// The open store does not hold the credential.
    public static func credentialNotFound(_ id: CredentialID, in place: String = "the keyring") -> SecretsError {
        SecretsError(
            .credentialNotFound,
            "credential \(id) is not in \(place): 'kubering credential list' shows what is stored", id: id)
    }

    /// libsecret cannot be loaded.
    static func libsecretMissing(_ detail: String) -> SecretsError {
        SecretsError(
            .libsecretMissing,
            "libsecret is not installed (Debian: libsecret-1-0), and no keyring can be reached without it: "
                + OutsideText.escaped(detail),
            detail: detail)
    }

    /// libsecret is there and lacks something.
    static func libsecretUnusable(_ detail: String) -> SecretsError {
        SecretsError(
            .libsecretMissing,
            "libsecret is too old or damaged, install it again (Debian: libsecret-1-0): "
                + OutsideText.escaped(detail),
            detail: detail)
    }

    /// There is no session bus.
    static func noSessionBus(_ problem: String) -> SecretsError {
        SecretsError(
            .noSessionBus,
            "there is no session bus, so no keyring can be reached: \(problem); run inside a desktop session or under"
                + " dbus-run-session",
            detail: problem)
    }

    /// The session bus that the environment names does not answer.
    static func busUnreachable(_ detail: String) -> SecretsError {
        SecretsError(
            .busUnreachable,
            "the session bus cannot be reached (\(OutsideText.escaped(detail))): check DBUS_SESSION_BUS_ADDRESS",
            detail: detail)
    }

    /// The bus knows no program that offers the Secret Service.
    static func noSecretService(_ detail: String) -> SecretsError {
        SecretsError(
            .noSecretService,
            "nothing on the session bus offers the Secret Service, or it ended just now: start gnome-keyring, KWallet or"
                + " KeePassXC (\(OutsideText.escaped(detail)))",
            detail: detail)
    }

    /// The service has no default collection.
    static func noKeyring() -> SecretsError {
        SecretsError(
            .noKeyring,
            "the Secret Service has no default keyring yet: create one in the desktop's \"Passwords and Keys\", or log in"
                + " to the desktop once")
    }

    /// The service answered with an error.
    static func serviceFailed(_ detail: String) -> SecretsError {
        SecretsError(
            .serviceFailed, "the Secret Service failed: \(OutsideText.escaped(detail))", detail: detail)
    }

    /// The service or the bus did not answer.
    static func timedOut(milliseconds: Int32) -> SecretsError {
        let whole = milliseconds / 1000
        let tenths = milliseconds % 1000 / 100
        return SecretsError(
            .timedOut,
            "the Secret Service did not answer within \(whole)\(tenths == 0 ? "" : ".\(tenths)") s: its program may hang"
                + " or be waiting for a password in another window")
    }
}

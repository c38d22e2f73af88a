// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension SecretsError.Code {
    /// The vault has not been made yet.
    public static let vaultMissing = Self(rawValue: "vault-missing", exitStatus: .unreachable)
    /// The vault's files cannot be used.
    public static let vaultUnusable = Self(rawValue: "vault-unusable", exitStatus: .unreachable)
    /// There is a vault already.
    public static let vaultExists = Self(rawValue: "vault-exists", exitStatus: .failed)
    /// A file of the vault is not what it should be.
    public static let vaultDamaged = Self(rawValue: "vault-damaged", exitStatus: .failed)
    /// It is another passphrase.
    public static let wrongPassphrase = Self(rawValue: "wrong-passphrase", exitStatus: .locked)
    /// The passphrase that was given cannot be taken.
    public static let passphraseUnusable = Self(rawValue: "passphrase-unusable", exitStatus: .failed)
}

/// What the vault can answer instead of doing what was asked.
extension SecretsError {
    static func vaultMissing() -> SecretsError {
        SecretsError(.vaultMissing, "there is no vault yet: make it with 'kubering vault init'")
    }

    static func vaultNotMade() -> SecretsError {
        SecretsError(
            .vaultMissing,
            "there is no vault yet, and no passphrase for one can be had here: make it with 'kubering vault init', or name"
                + " a file with the passphrase (mode 0600) in \(PassphraseSource.fileVariable)")
    }

    static func vaultLocked(_ id: CredentialID?) -> SecretsError {
        let subject = id.map { "the vault that holds credential \($0) is locked" } ?? "the vault is locked"
        return SecretsError(
            .storeLocked,
            subject + ": run 'kubering vault unlock', or name a file with its passphrase (mode 0600) in"
                + " \(PassphraseSource.fileVariable)", id: id)
    }

    static func passphraseMissing() -> SecretsError {
        SecretsError(
            .storeLocked,
            "the vault is locked, and there is no terminal to ask for its passphrase at: give it with --passphrase-fd, or name a"
                + " file with it (mode 0600) in \(PassphraseSource.fileVariable)")
    }

    static func vaultBusy() -> SecretsError {
        SecretsError(
            .timedOut,
            "another kubering has been writing into the vault for 3 s: see that it does not hang, and try again")
    }

    static func vaultUnusable(_ detail: String) -> SecretsError {
        SecretsError(.vaultUnusable, "the vault cannot be used: \(detail)", detail: detail)
    }

    static func vaultExists(_ path: String) -> SecretsError {
        SecretsError(
            .vaultExists,
            "there is a vault in \(OutsideText.quoted(path)) already: 'kubering vault passphrase' changes its passphrase"
        )
    }

    static func vaultDamaged(_ problem: String) -> SecretsError {
        SecretsError(
            .vaultDamaged, "the vault is damaged, \(problem): bring its folder back from a backup", detail: problem)
    }

    /// Without its secret key nothing in it can be read any more.
    static func vaultWithoutIdentity(_ folder: VaultFolder) -> SecretsError {
        let problem = "\(OutsideText.quoted(folder.identity)) is missing"
        let path = ShellQuoting.quoted(folder.path)
        return SecretsError(
            .vaultDamaged,
            "the vault is damaged, \(problem): bring that file back from a backup, or give up what the vault holds and start "
                + "afresh with: mv \(path) \(ShellQuoting.quoted(folder.path + ".lost")) && kubering vault init",
            detail: problem)
    }

    /// Its secret key tells what the public one was.
    static func vaultWithoutRecipients(_ folder: VaultFolder) -> SecretsError {
        let problem = "\(OutsideText.quoted(folder.recipients)) is missing"
        return SecretsError(
            .vaultDamaged, "the vault is damaged, \(problem): 'kubering vault unlock' writes it again", detail: problem)
    }

    static func wrongPassphrase() -> SecretsError {
        SecretsError(.wrongPassphrase, "that is not the passphrase of the vault: try again")
    }

    static func noPassphrase() -> SecretsError {
        SecretsError(.wrongPassphrase, "no passphrase was typed; nothing was done")
    }

    static func passphraseUnusable(_ problem: String) -> SecretsError {
        SecretsError(.passphraseUnusable, problem)
    }
}

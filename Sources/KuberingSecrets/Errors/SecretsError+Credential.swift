// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What can be wrong with a stored item itself.
extension SecretsError {
    static func credentialNotSaved(_ id: CredentialID, in place: String = "the keyring") -> SecretsError {
        SecretsError(
            .credentialNotSaved,
            "credential \(id) did not read back from \(place) as it was stored, and was not kept: try again", id: id)
    }

    static func credentialNotRemoved(_ id: CredentialID) -> SecretsError {
        SecretsError(
            .credentialNotRemoved,
            "credential \(id) is still in the keyring after it was removed: remove it in the desktop's"
                + " \"Passwords and Keys\"", id: id)
    }

    static func credentialNotRemoved(_ id: CredentialID, from place: String) -> SecretsError {
        SecretsError(
            .credentialNotRemoved,
            "credential \(id) is still in \(place) after it was removed: unlock it and try again", id: id)
    }

    static func credentialMalformed(_ id: CredentialID, problem: String) -> SecretsError {
        SecretsError(
            .credentialMalformed,
            "the stored item of credential \(id) cannot be read, \(problem): remove it and onboard the user again",
            id: id, detail: problem)
    }

    static func credentialTooNew(_ id: CredentialID, version: String) -> SecretsError {
        SecretsError(
            .credentialTooNew,
            "credential \(id) was stored by a newer kubering (format \(OutsideText.escaped(version.prefix(20)))):"
                + " update kubering", id: id, detail: version)
    }

    static func credentialIDDiffers(_ id: CredentialID) -> SecretsError {
        SecretsError(
            .credentialIDDiffers,
            "the stored item of credential \(id) holds another credential: remove it and onboard the user again",
            id: id)
    }

    static func credentialNotText(_ id: CredentialID) -> SecretsError {
        SecretsError(
            .credentialNotText, "the secret of credential \(id) is not UTF-8 text: give PEM text or a token", id: id)
    }

    static func credentialTooLarge(_ id: CredentialID, limit: Int) -> SecretsError {
        SecretsError(
            .credentialTooLarge,
            "credential \(id) is larger than \(limit >> 20) MiB: give only the certificates and key that it needs",
            id: id)
    }

    /// The key is there, and its certificate is not.
    public static func certificateNotSigned(_ id: CredentialID) -> SecretsError {
        SecretsError(
            .credentialNotForKubectl,
            "credential \(id) is a key that waits for its certificate: have its request signed, then run kubering onboard",
            id: id)
    }

    static func credentialNotForKubectl(_ id: CredentialID) -> SecretsError {
        SecretsError(
            .credentialNotForKubectl,
            "credential \(id) is a user name and password, which kubectl takes from no plugin: use a certificate or"
                + " token", id: id)
    }
}

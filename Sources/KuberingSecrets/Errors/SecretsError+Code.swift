// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension SecretsError.Code {
    /// The keyring, or the item in it, is locked.
    public static let storeLocked = Self(rawValue: "store-locked", exitStatus: .locked)
    /// The keyring is open and has no such credential.
    public static let credentialNotFound = Self(rawValue: "credential-not-found", exitStatus: .notFound)

    /// libsecret is not installed, or too old.
    public static let libsecretMissing = Self(rawValue: "libsecret-missing", exitStatus: .unreachable)
    /// There is no session bus.
    public static let noSessionBus = Self(rawValue: "no-session-bus", exitStatus: .unreachable)
    /// There should be a session bus, and it does not answer.
    public static let busUnreachable = Self(rawValue: "bus-unreachable", exitStatus: .unreachable)
    /// Nothing on the session bus offers the Secret Service.
    public static let noSecretService = Self(rawValue: "no-secret-service", exitStatus: .unreachable)
    /// The Secret Service has no keyring that new items could go to.
    public static let noKeyring = Self(rawValue: "no-keyring", exitStatus: .unreachable)
    /// The Secret Service failed.
    public static let serviceFailed = Self(rawValue: "service-failed", exitStatus: .unreachable)
    /// The Secret Service did not answer in time.
    public static let timedOut = Self(rawValue: "timed-out", exitStatus: .timedOut)

    /// What was stored does not read back the same.
    public static let credentialNotSaved = Self(rawValue: "credential-not-saved", exitStatus: .failed)
    /// What was removed is still there.
    public static let credentialNotRemoved = Self(rawValue: "credential-not-removed", exitStatus: .failed)
    /// The item is not one that kubering wrote.
    public static let credentialMalformed = Self(rawValue: "credential-malformed", exitStatus: .failed)
    /// A newer kubering wrote the item.
    public static let credentialTooNew = Self(rawValue: "credential-too-new", exitStatus: .failed)
    /// The item belongs to another id.
    public static let credentialIDDiffers = Self(rawValue: "credential-id-differs", exitStatus: .failed)
    /// The secret is not UTF-8 text.
    public static let credentialNotText = Self(rawValue: "credential-not-text", exitStatus: .failed)
    /// The item is larger than kubering keeps.
    public static let credentialTooLarge = Self(rawValue: "credential-too-large", exitStatus: .failed)
    /// A user name and password, which kubectl takes from no plugin.
    public static let credentialNotForKubectl = Self(rawValue: "credential-not-for-kubectl", exitStatus: .failed)

    /// `KUBERNETES_EXEC_INFO` is not what kubectl writes.
    public static let execInfoMalformed = Self(rawValue: "exec-info-malformed", exitStatus: .failed)
    /// `KUBERNETES_EXEC_INFO` is of a version that is not known.
    public static let execInfoVersionUnknown = Self(rawValue: "exec-info-version-unknown", exitStatus: .failed)
    /// kubectl did not tell which cluster it talks to.
    public static let clusterNotTold = Self(rawValue: "cluster-not-told", exitStatus: .failed)
    /// The credential is for another server.
    public static let serverNotBound = Self(rawValue: "server-not-bound", exitStatus: .failed)
    /// The credential is for a server with another certificate authority.
    public static let authorityNotBound = Self(rawValue: "authority-not-bound", exitStatus: .failed)
    /// The credential is for a server with another name in its certificate.
    public static let serverNameNotBound = Self(rawValue: "server-name-not-bound", exitStatus: .failed)
    /// The credential is for a server whose certificate is checked.
    public static let verificationNotBound = Self(rawValue: "verification-not-bound", exitStatus: .failed)
    /// The cluster's certificate authority cannot be read.
    public static let authorityUnreadable = Self(rawValue: "authority-unreadable", exitStatus: .failed)
}

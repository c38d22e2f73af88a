// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Something in a pull secret that a kubelet takes differently than its author meant.
public struct PullSecretProblem: Sendable, Hashable, CustomStringConvertible {
    /// What kind of problem, as a stable name for programs.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The name in kebab-case.
        public let rawValue: String

        /// Names a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The name in kebab-case.
        public var description: String { rawValue }
    }

    /// How far the damage goes.
    public enum Severity: String, Sendable, Hashable {
        /// Harmless as things are, but not what it looks like.
        case warning
        /// The registry, or the whole Secret, gives no usable credential.
        case error
        /// Every image pull of a pod that names this Secret fails, for other registries too.
        case breaksEveryPull = "breaks-every-pull"
    }

    /// What kind of problem.
    public let code: Code
    /// How far the damage goes.
    public let severity: Severity
    /// One sentence without the registry's name and without a final period.
    public let description: String

    init(_ code: String, _ severity: Severity, _ description: String) {
        self.code = Code(rawValue: code)
        self.severity = severity
        self.description = description
    }
}

// About the Secret as a whole. Source: Kubernetes `pkg/credentialprovider/secrets/secrets.go`.
extension PullSecretProblem {
    static func wrongType(_ type: String?) -> Self {
        let written = type.map { "is \(OutsideText.quoted($0))" } ?? "is missing"
        return Self(
            "wrong-type", .error,
            "the type \(written), so a kubelet ignores the Secret; it must be kubernetes.io/dockerconfigjson")
    }

    static func missingKey(_ key: String, type: String) -> Self {
        Self(
            "missing-key", .error,
            "a Secret of type \(type) needs the key \(key); the API server refuses it and a kubelet would ignore it")
    }

    static let missingWrapper = Self(
        "missing-wrapper", .error,
        "the registries are not under \"auths\", so a kubelet finds none; that shape is for kubernetes.io/dockercfg")

    static let needlessWrapper = Self(
        "needless-wrapper", .error,
        "the registries are under \"auths\", which the type kubernetes.io/dockercfg does not have, so a kubelet finds "
            + "none; make it kubernetes.io/dockerconfigjson")

    static let noContent = Self("no-content", .error, "the content is empty, so a kubelet skips the Secret")

    static let noRegistries = Self("no-registries", .error, "there is no registry in it")

    static func unreadableContent(_ reason: String) -> Self {
        Self("unreadable-content", .breaksEveryPull, "\(reason), which fails every image pull of the pod")
    }

    static func repeatedWrapper(_ count: Int) -> Self {
        Self(
            "repeated-key", .warning,
            "it has auths \(count) times; a kubelet puts them together, and of a registry in several it takes the last")
    }

    static func storeIgnored(_ store: String) -> Self {
        Self(
            "store-ignored", .warning,
            "it names the credential store \(OutsideText.quoted(store)), which only docker asks: passwords kept there "
                + "are not in the Secret")
    }
}

// About one registry. Source: Kubernetes `pkg/credentialprovider/config.go` and `keyring.go`.
extension PullSecretProblem {
    static let noCredential = Self(
        "no-credential", .error,
        "no user name and password, yet a kubelet takes the entry for a match and signs in with empty ones")

    static let noPassword = Self("no-password", .error, "the password is empty")

    static let noUsername = Self("no-username", .error, "the user name is empty")

    static func undecodable(_ fault: BasicAuthentication.Fault) -> Self {
        Self("auth-undecodable", .breaksEveryPull, "\(fault.rawValue), which fails every image pull of the pod")
    }

    static func malformed(_ what: String) -> Self {
        Self("malformed-entry", .breaksEveryPull, "\(what), which fails every image pull of the pod")
    }

    static let tokenIgnored = Self(
        "token-ignored", .warning, "its identity or registry token is ignored by a kubelet, which cannot exchange it")

    static let identityToken = Self(
        "identity-token", .error, "the user name \"<token>\" marks an identity token, which a kubelet cannot exchange")

    static func repeatedRegistry(_ count: Int) -> Self {
        Self("repeated-key", .warning, "it is in there \(count) times; a kubelet takes the last")
    }

    static func repeatedField(_ name: String) -> Self {
        Self("repeated-key", .warning, "the entry has \(name) more than once; a kubelet takes the last")
    }

    static let authOverrides = Self(
        "auth-overrides", .warning, "auth disagrees with username and password; a kubelet uses auth")

    /// A name of Docker Hub that its images do not have.
    public static let otherNameOfHub = Self(
        "other-name-of-hub", .warning,
        "images of Docker Hub do not match this name, unless they are written with it; name it docker.io")

    static let credentialInKey = Self(
        "credential-in-key", .warning,
        "there is a user name or password before the host, which a kubelet passes over and everybody sees")

    static let versionTakenForPath = Self(
        "version-taken-for-path", .error,
        "a kubelet takes the version at its end for the beginning of images' names; put a slash after it")

    static func neverMatched(_ reason: String) -> Self {
        Self("never-matched", .error, "no image can match this registry: \(reason)")
    }
}

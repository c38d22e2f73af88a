// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension RegistryError.Code {
    /// The docker configuration is not JSON, or not of the shape docker writes.
    public static let dockerConfigInvalid = Self(rawValue: "docker-config-invalid")
    /// The docker configuration is longer than ``DockerConfig/maximumSize``.
    public static let dockerConfigTooLarge = Self(rawValue: "docker-config-too-large")
    /// The docker configuration has something twice that should be changed.
    public static let dockerConfigRepeats = Self(rawValue: "docker-config-repeats")
    /// The docker configuration has nothing for the registry.
    public static let registryNotFound = Self(rawValue: "registry-not-found")
    /// The credential should rest in a credential store or helper of docker.
    public static let credentialInStore = Self(rawValue: "credential-in-store")
    /// What is found is a token that a kubelet cannot use.
    public static let credentialIsToken = Self(rawValue: "credential-is-token")
    /// The entry's `auth` is not base64 of a user name, a colon and a password.
    public static let credentialUnreadable = Self(rawValue: "credential-unreadable")
    /// The name of a credential store could not be part of a program's name.
    public static let badHelper = Self(rawValue: "bad-helper")
    /// The user name or the password is missing.
    public static let credentialIncomplete = Self(rawValue: "credential-incomplete")
}

extension RegistryError {
    private static let remedy = "give the credential with -u and --password-stdin"

    static func dockerConfigInvalid(path: String, reason: String) -> Self {
        Self(
            .dockerConfigInvalid, path: path,
            "\(OutsideText.escaped(path)) is not a docker configuration: \(reason)")
    }

    static func dockerConfigTooLarge(path: String) -> Self {
        Self(
            .dockerConfigTooLarge, path: path,
            "\(OutsideText.escaped(path)) is longer than 1 MiB, which no docker configuration should be")
    }

    static func dockerConfigRepeats(_ what: String, path: String) -> Self {
        Self(
            .dockerConfigRepeats, path: path,
            "\(OutsideText.escaped(path)) has \(what) more than once, so that a change of one would not be all; "
                + "leave one of them in the file")
    }

    static func registryNotFound(_ registry: String, path: String, present: [String], store: String?) -> Self {
        let known =
            present.isEmpty
            ? "which lists no registry" : "which lists " + present.map(OutsideText.quoted).joined(separator: ", ")
        let asked = store.map { "; docker's credential store \(OutsideText.quoted($0)) has none" } ?? ""
        return Self(
            .registryNotFound, registry: registry, path: path, exitStatus: .notFound,
            "no credential for registry \(OutsideText.quoted(registry)) in \(OutsideText.escaped(path)), "
                + "\(known)\(asked)")
    }

    static func credentialInStore(_ registry: String, path: String, store: String) -> Self {
        Self(
            .credentialInStore, registry: registry, path: path,
            "\(OutsideText.escaped(path)) holds no password for registry \(OutsideText.quoted(registry)): docker keeps "
                + "it in the credential store \(OutsideText.quoted(store)), which has none; \(remedy)")
    }

    /// What is found is an identity token.
    public static func credentialIsToken(_ registry: String, path: String) -> Self {
        Self(
            .credentialIsToken, registry: registry, path: path,
            "the entry for registry \(OutsideText.quoted(registry)) in \(OutsideText.escaped(path)) is an identity "
                + "token, which docker can exchange but a kubelet cannot; \(remedy), for example an access token")
    }

    static func credentialIsRegistryToken(_ registry: String, path: String) -> Self {
        Self(
            .credentialIsToken, registry: registry, path: path,
            "the entry for registry \(OutsideText.quoted(registry)) in \(OutsideText.escaped(path)) is a registry "
                + "token, which ends soon and a kubelet cannot use; \(remedy), for example an access token")
    }

    /// A configuration names a credential helper that can be none.
    public static func badHelper(_ name: String, path: String) -> Self {
        Self(
            .badHelper, path: path,
            "\(OutsideText.escaped(path)) names the credential helper \(OutsideText.quoted(name)), which can be no program; "
                + "correct credsStore or credHelpers")
    }

    /// Whether it says that something is not there, and not that it is wrong.
    public var isAbsence: Bool { code == .registryNotFound || code == .credentialInStore }

    static func credentialUnreadable(_ registry: String, path: String, reason: String) -> Self {
        Self(
            .credentialUnreadable, registry: registry, path: path,
            "cannot read the entry for registry \(OutsideText.quoted(registry)) in \(OutsideText.escaped(path)): "
                + "\(reason); run docker login again, or \(remedy)")
    }

    static func credentialIncomplete(_ registry: String, path: String, missing: String) -> Self {
        Self(
            .credentialIncomplete, registry: registry, path: path,
            "the entry for registry \(OutsideText.quoted(registry)) in \(OutsideText.escaped(path)) has no \(missing); "
                + "run docker login again, or \(remedy)")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension RegistryError.Code {
    /// The Secret's name is not a DNS subdomain.
    public static let invalidName = Self(rawValue: "invalid-name")
    /// The namespace is not a DNS label.
    public static let invalidNamespace = Self(rawValue: "invalid-namespace")
    /// The text is no label.
    public static let invalidLabel = Self(rawValue: "invalid-label")
    /// The text is no annotation.
    public static let invalidAnnotation = Self(rawValue: "invalid-annotation")
    /// The registry cannot be the key of a pull secret.
    public static let invalidRegistry = Self(rawValue: "invalid-registry")
    /// The user name cannot be written into a pull secret.
    public static let invalidUsername = Self(rawValue: "invalid-username")
    /// The password is empty.
    public static let emptyPassword = Self(rawValue: "empty-password")
    /// A pull secret without a registry was asked for.
    public static let noRegistry = Self(rawValue: "no-registry")
    /// One registry was given twice.
    public static let duplicateRegistry = Self(rawValue: "duplicate-registry")
    /// No pull secret of the manifest has the name.
    public static let secretNotFound = Self(rawValue: "secret-not-found")
    /// Several pull secrets of the manifest could be meant.
    public static let secretAmbiguous = Self(rawValue: "secret-ambiguous")
    /// The Secret would be larger than the API server takes.
    public static let secretTooLarge = Self(rawValue: "secret-too-large")
}

extension RegistryError {
    static func invalidName(_ name: String, reason: String) -> Self {
        Self(.invalidName, exitStatus: .usage, "\(OutsideText.quoted(name)) cannot name a Secret: \(reason)")
    }

    static func invalidNamespace(_ namespace: String, reason: String) -> Self {
        Self(.invalidNamespace, exitStatus: .usage, "\(OutsideText.quoted(namespace)) is no namespace: \(reason)")
    }

    static func invalidServiceAccount(_ name: String, reason: String) -> Self {
        Self(.invalidName, exitStatus: .usage, "\(OutsideText.quoted(name)) cannot name a ServiceAccount: \(reason)")
    }

    static func invalidLabel(_ text: String, reason: String) -> Self {
        Self(.invalidLabel, exitStatus: .usage, "\(OutsideText.quoted(text)) is no label: \(reason)")
    }

    static func invalidAnnotation(_ text: String, reason: String) -> Self {
        Self(.invalidAnnotation, exitStatus: .usage, "\(OutsideText.quoted(text)) is no annotation: \(reason)")
    }

    static func invalidRegistry(_ registry: String, reason: String) -> Self {
        Self(
            .invalidRegistry, registry: RegistryKey.redacted(registry), exitStatus: .usage,
            "\(OutsideText.quoted(RegistryKey.redacted(registry))) is no registry: \(reason)")
    }

    static func invalidUsername(registry: String, reason: String) -> Self {
        Self(
            .invalidUsername, registry: registry, exitStatus: .usage,
            "the user name for registry \(OutsideText.quoted(registry)) \(reason)")
    }

    static func emptyPassword(registry: String) -> Self {
        Self(
            .emptyPassword, registry: registry, exitStatus: .usage,
            "the password for registry \(OutsideText.quoted(registry)) is empty; "
                + "write it to standard input with --password-stdin")
    }

    static var noRegistry: Self {
        Self(.noRegistry, exitStatus: .usage, "a pull secret needs at least one registry; name it with --registry")
    }

    static func duplicateRegistry(_ registry: String) -> Self {
        Self(
            .duplicateRegistry, registry: registry, exitStatus: .usage,
            "registry \(OutsideText.quoted(registry)) is given twice, but a pull secret holds one credential for each")
    }

    static func registryNotInSecret(_ registry: String, source: String) -> Self {
        Self(
            .registryNotFound, registry: registry, path: source, exitStatus: .notFound,
            "there is no registry \(OutsideText.quoted(registry)) in \(OutsideText.escaped(source)); "
                + "see: kubering pull-secret show")
    }

    static func noSecretNamed(_ name: String, source: String, known: [String]) -> Self {
        Self(
            .secretNotFound, path: source, exitStatus: .notFound,
            "there is no pull secret \(OutsideText.quoted(name)) in \(OutsideText.escaped(source)), which has "
                + known.map(OutsideText.quoted).joined(separator: ", "))
    }

    static func secretAmbiguous(registry: String, source: String, known: [String]) -> Self {
        Self(
            .secretAmbiguous, registry: registry, path: source, exitStatus: .usage,
            "no pull secret in \(OutsideText.escaped(source)) has registry \(OutsideText.quoted(registry)) yet; say with "
                + "--secret which one gets it: \(known.map(OutsideText.quoted).joined(separator: ", "))")
    }

    static func secretTooLarge(name: String) -> Self {
        Self(
            .secretTooLarge,
            "secret \(OutsideText.quoted(name)) would hold more than 1 MiB, which the API server refuses; "
                + "give it fewer registries")
    }
}

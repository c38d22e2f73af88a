// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension RegistryError.Code {
    /// The text is neither YAML nor JSON.
    public static let manifestUnreadable = Self(rawValue: "manifest-unreadable")
    /// The text is longer than ``PullSecretInspection/maximumSize``.
    public static let manifestTooLarge = Self(rawValue: "manifest-too-large")
    /// The text is no image reference.
    public static let invalidImage = Self(rawValue: "invalid-image")
    /// The manifest holds no pull secret.
    public static let noPullSecret = Self(rawValue: "no-pull-secret")
}

extension RegistryError {
    static func manifestUnreadable(source: String, reason: String) -> Self {
        Self(.manifestUnreadable, path: source, "cannot read \(OutsideText.escaped(source)): \(reason)")
    }

    static func invalidImage(_ reference: String) -> Self {
        Self(
            .invalidImage, exitStatus: .usage,
            "\(OutsideText.quoted(reference)) is no image; write it as in a pod, for example ghcr.io/team/app:1.2")
    }

    static func imageElsewhere(_ reference: String, registry: String) -> Self {
        Self(
            .invalidImage, registry: registry, exitStatus: .usage,
            "\(OutsideText.quoted(reference)) is no image of registry \(OutsideText.quoted(registry))")
    }

    static func manifestTooLarge(source: String) -> Self {
        Self(
            .manifestTooLarge, path: source,
            "\(OutsideText.escaped(source)) is longer than 16 MiB, too long for the manifests of pull secrets")
    }

    static func noPullSecret(source: String, found: String) -> Self {
        Self(
            .noPullSecret, path: source,
            "\(OutsideText.escaped(source)) holds \(found); give a Secret of type kubernetes.io/dockerconfigjson "
                + "or a docker configuration")
    }
}

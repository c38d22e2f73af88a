// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A program that keeps credentials of registries in a docker configuration.
public enum DockerConfigProgram: String, Sendable, CaseIterable {
    /// Docker, in `config.json`.
    case docker
    /// Podman, skopeo and buildah, in `auth.json`.
    case podman
}

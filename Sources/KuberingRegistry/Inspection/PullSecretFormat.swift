// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The two Kubernetes types that a kubelet takes registry credentials from.
public enum PullSecretFormat: Sendable, Hashable, CaseIterable {
    /// The registries stand under `auths`.
    case current
    /// The registries are the whole content.
    case legacy

    /// The Secret's type.
    public var type: String {
        switch self {
        case .current: "kubernetes.io/dockerconfigjson"
        case .legacy: "kubernetes.io/dockercfg"
        }
    }

    /// The key the content is under.
    public var dataKey: String {
        switch self {
        case .current: ".dockerconfigjson"
        case .legacy: ".dockercfg"
        }
    }
}

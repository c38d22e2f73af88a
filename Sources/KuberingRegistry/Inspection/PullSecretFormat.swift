// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The two Kubernetes types that a kubelet takes registry credentials from.
enum PullSecretFormat: CaseIterable {
    case current
    case legacy

    /// The Secret's type.
    var type: String {
        switch self {
        case .current: ImagePullSecret.type
        case .legacy: "kubernetes.io/dockercfg"
        }
    }

    /// The key the content is under.
    var dataKey: String {
        switch self {
        case .current: ImagePullSecret.dataKey
        case .legacy: ".dockercfg"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The stores there are, by the names that options and the kubeconfig spell.
public enum StoreName: String, Sendable, Hashable, CaseIterable {
    /// The desktop's keyring.
    case secretService = "secret-service"
    /// kubering's own encrypted files.
    case vault
}

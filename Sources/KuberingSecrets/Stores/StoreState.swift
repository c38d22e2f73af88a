// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Whether a store can be used.
public enum StoreState: Sendable, Hashable {
    /// It can be read and written.
    case usable
    /// It is there, and must be unlocked first; the error says how.
    case locked(SecretsError)
    /// It cannot be used; the error says why and what to do.
    case unavailable(SecretsError)
}

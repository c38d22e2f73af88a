// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Which of the three lists of a kubeconfig an entry stands in.
public enum EntryKind: String, Sendable, Hashable, CaseIterable {
    /// `clusters`.
    case cluster
    /// `users`.
    case user
    /// `contexts`.
    case context

    /// The key of the list at the top of the file.
    public var listKey: String { rawValue + "s" }
    /// The key of the content beside an entry's `name`.
    public var contentKey: String { rawValue }
}

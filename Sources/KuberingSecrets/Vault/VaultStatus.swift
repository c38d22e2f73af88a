// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import struct FoundationEssentials.Date

/// What can be told of a vault without its passphrase.
public struct VaultStatus: Sendable, Hashable {
    /// Whether its key is remembered.
    public let isUnlocked: Bool
    /// When it locks itself; nil when it is locked, or that is not known.
    public let end: Date?
    /// How many credentials it holds.
    public let items: Int
}

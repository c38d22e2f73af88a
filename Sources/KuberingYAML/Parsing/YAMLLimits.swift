// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What a document may cost, so that hostile input ends in an error and not in exhausted memory.
public struct YAMLLimits: Sendable, Hashable {
    /// The most bytes a text may have; never more than 4 GiB.
    public var size: Int
    /// The deepest nesting of lists and mappings, aliases followed.
    public var depth: Int
    /// How many nodes aliases may stand for, all together ("billion laughs").
    public var aliasExpansion: Int
    /// The most documents of a text that is read as several.
    public var documents: Int

    /// The limits of these numbers.
    public init(size: Int, depth: Int, aliasExpansion: Int, documents: Int = 1_000) {
        self.size = min(size, Int(UInt32.max))
        self.depth = depth
        self.aliasExpansion = aliasExpansion
        self.documents = documents
    }

    /// 256 MiB, 64 levels, 1,000,000 nodes and 1,000 documents.
    public static let standard = YAMLLimits(size: 256 << 20, depth: 64, aliasExpansion: 1_000_000)
}

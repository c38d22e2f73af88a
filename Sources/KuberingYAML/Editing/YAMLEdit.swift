// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A change of one place in a document.
public enum YAMLEdit: Sendable, Hashable {
    /// Replaces the value at the path, or adds the mapping entry.
    ///
    /// Mappings on the way that are missing, null or nothing are made.
    case set(YAMLPath, JSONValue)
    /// Adds an item to the list at the path, which is made when it is missing, null or nothing.
    case append(YAMLPath, JSONValue)
    /// Adds items of other documents to the list at the path, as they are written there where this can be; a list that is
    /// missing, null or nothing is made.
    case transplant(YAMLPath, [YAMLTransplant])
    /// Removes the mapping entry, repeated ones included, or the list item, with the comment that belongs to it.
    case remove(YAMLPath)
    /// Gives the mapping entry at the path another key; its value stays.
    case renameKey(YAMLPath, String)
}

/// An edited document, and what the edit did to the text.
public struct YAMLEditResult: Sendable {
    /// The document after the edit, read from the patched text.
    public let document: YAMLDocument
    /// What was done to the text before: sorted, not overlapping; empty when the document said so already.
    public let splices: [Splice]
    /// What turns the patched text back: ranges in the patched text, sorted, not overlapping.
    public let inverse: [Splice]
}

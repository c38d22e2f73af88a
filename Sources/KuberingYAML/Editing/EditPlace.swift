// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A node of the tree and the way in which it hangs there.
///
/// Nodes are places in ``NodeTree/nodes``.
struct EditPlace {
    /// The node as written: an alias is not followed.
    let node: Int
    /// The collections around it, the outermost first.
    var around: [Int] = []
    /// Its key, when it is the value of a mapping's entry.
    var key: Int?
    /// Its position, when it is the item of a list.
    var position: Int?

    /// The collection that holds it; nil for the root.
    var container: Int? { around.last }
}

/// What a path leads to.
enum EditTarget {
    /// The node is there.
    case found(EditPlace)
    /// There is a mapping without that key, or a null in place of it; the names are those that are missing.
    case missing(EditPlace, [String])
    /// The document is empty; the names are the whole path.
    case nothing([String])
}

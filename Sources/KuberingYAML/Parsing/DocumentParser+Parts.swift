// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem

extension DocumentParser {
    /// The tree of a large text, whose parts are parsed at the same time.
    ///
    /// - Returns: The tree that parsing the whole gives; nil for a text that is not large, and where only parsing the whole
    ///   can tell, of errors as well.
    func parseInParts() -> NodeTree? {
        // A smaller text has not so many lines.
        guard text.count > 1 << 16, sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else { return nil }
        let parts = TextPart.split(text, every: 1000)
        // Threads take as long to start as some hundred lines to parse.
        return parts.count > 3 ? parse(parts) : nil
    }

    /// The tree of a text that is parsed in these parts.
    ///
    /// Each begins with an item of a list, and is parsed behind a line that opens the collections around it. That is the
    /// same as parsing the whole if the part before, parsed alone, ends inside of such collections: a quoted scalar or a
    /// collection in brackets that would go on is an error there, and what else could go on is indented more than the
    /// dash. Aliases, directives and further documents in the midst need the whole.
    ///
    /// - Parameter parts: The parts, in order, without gaps.
    /// - Returns: The tree that parsing the whole gives; nil where only that can tell.
    func parse(_ parts: [TextPart]) -> NodeTree? {
        let start = TextLayout(text).skipToContent(text.byteOrderMarkLength)
        guard parts.count > 1, text.byte(at: start) != UInt8(ascii: "%") else { return nil }
        // Parsing the whole tells what is wrong.
        let trees = parts.mapOnAllCores(share: 1) { part in try? parse(part, isReduced: true) }
        guard let first = trees.first ?? nil, trees.allSatisfy({ $0?.hasAnchors == false }) else { return nil }
        var joined = JoinedTree(first, parts[0], count: trees.reduce(0) { $0 + ($1?.nodes.count ?? 0) })
        for (part, tree) in zip(parts, trees).dropFirst() {
            guard let tree, joined.append(tree, part) else { return nil }
        }
        return joined.tree
    }
}

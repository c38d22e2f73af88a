// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension EditPlanner {
    /// Follows the path through what is written here, not through aliases.
    ///
    /// - Parameter path: The way from the root.
    /// - Returns: Where it leads.
    /// - Throws: ``YAMLError`` with `behind-alias`, `behind-merge-key`, `anchor-in-use`, `wrong-kind` or `no-such-path`.
    func locate(_ path: YAMLPath) throws(YAMLError) -> EditTarget {
        guard !tree.nodes.isEmpty else { return .nothing(try names(path[...])) }
        var place = EditPlace(node: 0)
        for (depth, step) in path.enumerated() {
            try requireOwn(place.node)
            let around = place.around + [place.node]
            switch step {
            case .index(let position):
                guard tree.nodes[place.node].kind == .sequence else {
                    if YAMLNode(tree, place.node).isNull { throw missing(step, in: place.node) }
                    throw tree.error(.wrongKind, "here should be a list", at: place.node)
                }
                let items = children(of: place.node)
                guard items.indices.contains(position) else { throw missing(step, in: place.node) }
                place = EditPlace(node: items[position], around: around, position: position)
            case .key(let name):
                guard tree.nodes[place.node].kind == .mapping else {
                    guard YAMLNode(tree, place.node).isNull else {
                        throw tree.error(
                            .wrongKind, "here should be a mapping that can hold \(OutsideText.quoted(name))",
                            at: place.node)
                    }
                    return .missing(place, try names(path[depth...]))
                }
                let found = YAMLNode(tree, place.node).find(name)
                guard let entry = entries(of: place.node, named: name).last else {
                    if found != nil, depth + 1 < path.count { throw behindMergeKey(name, at: place.node) }
                    return .missing(place, try names(path[depth...]))
                }
                if found?.isMerged == true { throw behindMergeKey(name, at: entry.value) }
                place = EditPlace(node: entry.value, around: around, key: entry.key)
            }
        }
        return .found(place)
    }

    /// The place that the path leads to, which must be there.
    func find(_ path: YAMLPath) throws(YAMLError) -> EditPlace {
        switch try locate(path) {
        case .found(let place): return place
        case .missing(let place, let names):
            if let name = names.first, YAMLNode(tree, place.node)[name] != nil {
                throw behindMergeKey(name, at: place.node)
            }
        case .nothing: break
        }
        throw YAMLError(.noSuchPath, "there is nothing at \(Self.describe(path))")
    }

    /// The entries of that name, as written.
    func entries(of mapping: Int, named name: String) -> [NodeTree.Entry] {
        tree.entries(of: mapping).filter { YAMLNode(tree, $0.key).isKey(name) }
    }

    /// Refuses a collection that aliases stand for or that an alias stands here for: a change inside would be seen
    /// elsewhere.
    func requireOwn(_ node: Int) throws(YAMLError) {
        if tree.nodes[node].kind == .alias {
            let line = tree.lines.position(of: Int(tree.nodes[tree.resolved(node)].start)).line
            throw tree.error(
                .behindAlias,
                "an alias stands here for what line \(line) holds, so the change would be made there; "
                    + "edit the file by hand", at: node)
        }
        if tree.nodes[node].flags.contains(.isReferenced) { throw anchorInUse(node) }
    }

    /// Refuses to remove or replace what an alias outside of it stands for.
    func requireUnused(_ nodes: Range<Int>) throws(YAMLError) {
        let anchored = nodes.filter { tree.nodes[$0].flags.contains(.isReferenced) }
        guard !anchored.isEmpty else { return }
        for index in tree.nodes.indices where tree.nodes[index].kind == .alias && !nodes.contains(index) {
            let target = tree.resolved(index)
            if anchored.contains(target) { throw anchorInUse(target) }
        }
    }

    private func anchorInUse(_ node: Int) -> YAMLError {
        let name = OutsideText.escaped(tree.extra(of: node)?.anchor ?? "")
        return tree.error(
            .anchorInUse,
            "aliases elsewhere (*\(name)) stand for this, so the change would be seen there; edit the file by hand",
            at: node)
    }

    func behindMergeKey(_ name: String, at node: Int) -> YAMLError {
        tree.error(
            .behindMergeKey,
            "a merge key (<<) brings \(OutsideText.quoted(name)) here from elsewhere; edit the file by hand", at: node)
    }

    private func missing(_ step: YAMLStep, in node: Int) -> YAMLError {
        tree.error(.noSuchPath, "there is no \(Self.describe([step])) here", at: node)
    }

    /// The rest of a path that is to be made: keys only, since a list cannot be made from its middle.
    private func names(_ steps: ArraySlice<YAMLStep>) throws(YAMLError) -> [String] {
        var names: [String] = []
        for step in steps {
            guard case .key(let name) = step else {
                throw YAMLError(.noSuchPath, "there is no list with an \(Self.describe([step]))")
            }
            names.append(name)
        }
        return names
    }

    /// The path as text: `"users", item 1`.
    private static func describe(_ path: YAMLPath) -> String {
        path.map { step in
            switch step {
            case .key(let name): OutsideText.quoted(name)
            case .index(let position): "item \(position + 1)"
            }
        }.joined(separator: ", ")
    }
}

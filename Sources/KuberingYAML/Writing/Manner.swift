// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// How a file indents, so that what is added looks like what is there.
struct Manner {
    /// How far the keys of a mapping stand right of the key that holds it.
    var step = 2
    /// How far the dashes of a list stand right of the key that holds it: 0 for flush lists, as kubectl writes them.
    var listStep = 0
    /// How far the content of an item stands right of its dash.
    var gap = 2
    /// Whether the first key of a mapping stands on the line of the dash.
    var isCompact = true

    /// The usual manner.
    init() {}

    /// The manner of the nodes around a place, of the nearest that show one.
    ///
    /// - Parameters:
    ///   - tree: The nodes.
    ///   - layout: Their text.
    ///   - around: Places of collections, the outermost first.
    init(_ tree: NodeTree, _ layout: TextLayout, near around: [Int]) {
        var survey = Survey(tree: tree, layout: layout)
        for collection in around.reversed() where !survey.isComplete { survey.look(into: collection) }
        step = survey.step ?? step
        listStep = survey.listStep ?? listStep
        gap = survey.gap ?? gap
        isCompact = survey.isCompact ?? isCompact
    }
}

/// The search for examples.
private struct Survey {
    let tree: NodeTree
    let layout: TextLayout
    var step: Int?
    var listStep: Int?
    var gap: Int?
    var isCompact: Bool?
    /// How many more nodes are worth a look.
    private var patience = 2_000

    init(tree: NodeTree, layout: TextLayout) {
        self.tree = tree
        self.layout = layout
    }

    var isComplete: Bool { step != nil && listStep != nil && gap != nil && isCompact != nil }

    mutating func look(into collection: Int) {
        let record = tree.nodes[collection]
        guard record.style == .block, record.count > 0, patience > 0, !isComplete else { return }
        let isMapping = record.kind == .mapping
        let column = layout.column(Int(record.start))
        var child = collection + 1
        for position in 0..<record.count where patience > 0 && !isComplete {
            patience -= 1
            if !isMapping {
                note(item: child, dashColumn: column)
            } else if !position.isMultiple(of: 2) {
                note(value: child, keyColumn: column)
            }
            look(into: child)
            child = Int(tree.nodes[child].next)
        }
    }

    private mutating func note(value: Int, keyColumn: Int) {
        let record = tree.nodes[value]
        guard record.style == .block, record.count > 0 else { return }
        let difference = layout.column(Int(record.start)) - keyColumn
        if record.kind == .mapping, step == nil, difference > 0 { step = difference }
        if record.kind == .sequence, listStep == nil, difference >= 0 { listStep = difference }
    }

    private mutating func note(item: Int, dashColumn: Int) {
        let record = tree.nodes[item]
        guard record.kind == .mapping, record.style == .block, !tree.nodes[item].flags.contains(.hasExtra) else {
            return
        }
        let start = Int(record.start)
        let difference = layout.column(start) - dashColumn
        guard difference > 0 else { return }
        if isCompact == nil { isCompact = !layout.isFirstOnLine(start) }
        if gap == nil { gap = difference }
    }
}

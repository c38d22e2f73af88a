// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CLibYAML
import KuberingSystem

/// Makes a tree of libyaml's events.
struct TreeBuilder {
    /// A collection whose end has not come yet.
    private struct Open {
        let node: Int
        /// Where it starts in the input.
        let inputStart: Int
        let isKey: Bool
        /// ``TreeBuilder/aliased`` when it started.
        let aliasedBefore: Int
        /// The deepest nesting inside it, from the root, aliases followed.
        var deepest: Int
    }

    /// A node that aliases can refer to.
    private struct Anchored {
        let node: Int
        /// How many nodes it is, aliases followed; nil while it is open.
        var size: Int?
        /// How many levels it has, aliases followed.
        var depth = 0
    }

    private let text: SourceText
    private let input: UnsafeBufferPointer<UInt8>
    private let limits: YAMLLimits
    private var marks: MarkMap
    private var nodes: [NodeRecord] = []
    private var extras: [NodeExtra] = []
    private var values: [UInt8] = []
    private var open: [Open] = []
    private var anchors: [String: Anchored] = [:]
    /// How many nodes the aliases so far stand for.
    private var aliased = 0
    /// Where the last scalar or alias ends in the input.
    private var lastEnd = 0
    private var content: Range<Int>
    private var version: YAMLVersion?

    init(_ text: SourceText, _ input: UnsafeBufferPointer<UInt8>, _ facts: ParserInput, _ limits: YAMLLimits) {
        self.text = text
        self.input = input
        self.limits = limits
        self.marks = MarkMap(facts, input)
        self.content = text.count..<text.count
        // A line has a key and a value, or begins an item as well; in JSON all may stand on one line.
        var lines = 1
        input.forEachOffset(of: UInt8(ascii: "\n")) { _ in lines += 1 }
        nodes.reserveCapacity(min(input.count / 8, max(lines * 9 / 4, input.count / 32)) + 4)
    }

    /// The tree of all events so far.
    func finish() -> NodeTree {
        NodeTree(
            text: text, limits: limits, nodes: nodes, extras: extras, values: values, content: content,
            version: version)
    }

    /// Adds an event.
    ///
    /// - Parameter event: The next event, valid during the call.
    /// - Returns: False when the first document is complete.
    /// - Throws: ``ParseStop``.
    mutating func take(_ event: UnsafePointer<yaml_event_t>) throws(ParseStop) -> Bool {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: try takeScalar(event)
        case YAML_MAPPING_START_EVENT:
            let mapping = event.pointee.data.mapping_start
            let style: YAMLNode.Style = mapping.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
            try start(event, .mapping, style, tag: mapping.tag, anchor: mapping.anchor)
        case YAML_SEQUENCE_START_EVENT:
            let sequence = event.pointee.data.sequence_start
            let style: YAMLNode.Style = sequence.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
            try start(event, .sequence, style, tag: sequence.tag, anchor: sequence.anchor)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: try end(event)
        case YAML_ALIAS_EVENT: try takeAlias(event)
        case YAML_DOCUMENT_START_EVENT:
            let start = textOffset(event.pointee.end_mark)
            content = start..<start
            if let directive = event.pointee.data.document_start.version_directive {
                version = YAMLVersion(major: Int(directive.pointee.major), minor: Int(directive.pointee.minor))
            }
        case YAML_DOCUMENT_END_EVENT:
            content = content.lowerBound..<max(content.lowerBound, textOffset(event.pointee.start_mark))
            return false
        case YAML_STREAM_END_EVENT: return false
        default: break
        }
        return true
    }

    // MARK: Nodes

    private mutating func takeScalar(_ event: UnsafePointer<yaml_event_t>) throws(ParseStop) {
        let scalar = event.pointee.data.scalar
        let style = YAMLNode.Style(scalar.style)
        let outer = inputOffset(event.pointee.start_mark)..<inputOffset(event.pointee.end_mark)
        // The empty document; an explicit null is a node.
        if open.isEmpty, outer.isEmpty, scalar.length == 0, style == .plain, scalar.tag == nil, scalar.anchor == nil {
            return
        }
        let isKey = nextIsKey
        var start = outer.lowerBound
        if scalar.tag != nil || scalar.anchor != nil {
            start = contentStart(in: outer, anchor: scalar.anchor, hasTag: scalar.tag != nil)
        }
        var end = outer.upperBound
        if outer.isEmpty, isBehindBareKey(start, isKey: isKey) {
            start = lastEnd
            end = lastEnd
        }
        if style == .literal || style == .folded { end = BlockScalarEnd(input, start..<end).offset }
        lastEnd = end
        let index = add(.scalar, style, outer.lowerBound, start, end, tag: scalar.tag, anchor: scalar.anchor)
        let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let isVerbatim = isVerbatim(value, style, start..<end)
        if isVerbatim {
            nodes[index].flags.insert(.isVerbatim)
        } else {
            extend(index) { extra, values in
                extra.value = values.count..<values.count + value.count
                values.append(contentsOf: value)
            }
        }
        let cut = Int(nodes[index].end) - Int(nodes[index].start) - (end - start)
        if cut > 0 {
            if isKey || !isVerbatim { throw .readAgain }
            if Self.isBase64(value, cut: cut) { nodes[index].flags.insert(.isBase64) }
        }
        register(scalar.anchor, Anchored(node: index, size: 1))
        countChild()
    }

    private mutating func start(
        _ event: UnsafePointer<yaml_event_t>, _ kind: NodeRecord.Kind, _ style: YAMLNode.Style,
        tag: UnsafePointer<yaml_char_t>?, anchor: UnsafePointer<yaml_char_t>?
    ) throws(ParseStop) {
        let outerStart = inputOffset(event.pointee.start_mark)
        var start = outerStart
        if tag != nil || anchor != nil {
            start = contentStart(in: outerStart..<input.count, anchor: anchor, hasTag: tag != nil)
        }
        let isKey = nextIsKey
        let index = add(kind, style, outerStart, start, start, tag: tag, anchor: anchor)
        guard open.count < limits.depth else {
            throw failure(.tooDeep, "more than \(limits.depth) levels of lists and mappings", at: index)
        }
        register(anchor, Anchored(node: index, size: nil))
        open.append(
            Open(
                node: index, inputStart: start, isKey: isKey, aliasedBefore: aliased, deepest: open.count + 1))
    }

    private mutating func end(_ event: UnsafePointer<yaml_event_t>) throws(ParseStop) {
        guard let closed = open.popLast() else { return }
        let isFlow = nodes[closed.node].style == .flow
        let inputEnd = inputOffset(event.pointee.end_mark)
        if isFlow { nodes[closed.node].end = UInt32(marks.textOffset(of: inputEnd)) }
        nodes[closed.node].next = UInt32(nodes.count)
        if closed.isKey, hasCut(closed.inputStart..<inputEnd) { throw .readAgain }
        if let anchor = anchor(of: closed.node), anchors[anchor]?.node == closed.node {
            let size = nodes.count - closed.node + aliased - closed.aliasedBefore
            anchors[anchor] = Anchored(node: closed.node, size: size, depth: closed.deepest - open.count)
        }
        if let parent = open.indices.last { open[parent].deepest = max(open[parent].deepest, closed.deepest) }
        countChild(endingAt: nodes[closed.node].end)
    }

    private mutating func takeAlias(_ event: UnsafePointer<yaml_event_t>) throws(ParseStop) {
        let name = Self.string(event.pointee.data.alias.anchor)
        let start = inputOffset(event.pointee.start_mark)
        lastEnd = inputOffset(event.pointee.end_mark)
        let index = add(.alias, .plain, start, start, lastEnd, tag: nil, anchor: nil)
        guard let target = anchors[name] else {
            throw failure(.syntax, "the alias *\(name) has no anchor before it", at: index)
        }
        guard let size = target.size else {
            throw failure(.syntax, "the alias *\(name) stands inside the node that it refers to", at: index)
        }
        guard open.count + target.depth <= limits.depth else {
            throw failure(
                .tooDeep, "more than \(limits.depth) levels of lists and mappings behind an alias", at: index)
        }
        aliased += size
        guard aliased <= limits.aliasExpansion else {
            throw failure(.tooManyAliases, "aliases stand for more than \(limits.aliasExpansion) nodes", at: index)
        }
        nodes[target.node].flags.insert(.isReferenced)
        extend(index) { extra, _ in extra.target = UInt32(target.node) }
        if let parent = open.indices.last {
            open[parent].deepest = max(open[parent].deepest, open.count + target.depth)
        }
        countChild()
    }

    // MARK: Parts

    private var nextIsKey: Bool {
        guard let parent = open.last else { return false }
        return nodes[parent.node].kind == .mapping && nodes[parent.node].count.isMultiple(of: 2)
    }

    /// Whether a value that is not there stands behind a key without a colon (`? key`), where libyaml's mark is already
    /// at what follows.
    private func isBehindBareKey(_ start: Int, isKey: Bool) -> Bool {
        guard let parent = open.last?.node, nodes[parent].kind == .mapping, nodes[parent].style == .block, !isKey else {
            return false
        }
        return start == 0 || input[start - 1] != UInt8(ascii: ":")
    }

    private mutating func add(
        _ kind: NodeRecord.Kind, _ style: YAMLNode.Style, _ outerStart: Int, _ start: Int, _ end: Int,
        tag: UnsafePointer<yaml_char_t>?, anchor: UnsafePointer<yaml_char_t>?
    ) -> Int {
        let index = nodes.count
        nodes.append(
            NodeRecord(
                start: UInt32(marks.textOffset(of: start)), end: UInt32(marks.textOffset(of: end)),
                next: UInt32(index + 1), count: 0, extra: 0, kind: kind, style: style, flags: []))
        if tag != nil || anchor != nil {
            let outer = UInt32(marks.textOffset(of: outerStart))
            extend(index) { extra, _ in
                extra.outerStart = outer
                extra.tag = tag.map(Self.string)
                extra.anchor = anchor.map(Self.string)
            }
        }
        return index
    }

    private mutating func extend(_ index: Int, _ change: (inout NodeExtra, inout [UInt8]) -> Void) {
        if !nodes[index].flags.contains(.hasExtra) {
            nodes[index].flags.insert(.hasExtra)
            nodes[index].extra = UInt32(extras.count)
            extras.append(NodeExtra(outerStart: nodes[index].start))
        }
        change(&extras[Int(nodes[index].extra)], &values)
    }

    private func anchor(of index: Int) -> String? {
        nodes[index].flags.contains(.hasExtra) ? extras[Int(nodes[index].extra)].anchor : nil
    }

    private mutating func register(_ anchor: UnsafePointer<yaml_char_t>?, _ anchored: Anchored) {
        if let anchor { anchors[Self.string(anchor)] = anchored }
    }

    /// Notes that a child of the innermost open collection is complete; a block collection ends with its last child.
    private mutating func countChild(endingAt end: UInt32? = nil) {
        guard let parent = open.last?.node else { return }
        nodes[parent].count += 1
        if nodes[parent].style == .block {
            nodes[parent].end = max(nodes[parent].end, end ?? nodes[nodes.count - 1].end)
        }
    }

    /// Whether the scalar's value is exactly what the input holds, less the quotes.
    private func isVerbatim(_ value: UnsafeBufferPointer<UInt8>, _ style: YAMLNode.Style, _ range: Range<Int>) -> Bool {
        let inner: Range<Int>
        switch style {
        case .plain: inner = range
        case .singleQuoted, .doubleQuoted:
            guard range.count >= 2 else { return false }
            inner = range.lowerBound + 1..<range.upperBound - 1
        default: return false
        }
        guard inner.count == value.count else { return false }
        return value.hasSameBytes(as: UnsafeBufferPointer(rebasing: input[inner]))
    }

    /// Whether a value is one run of base64, when what was left out is of its alphabet.
    private static func isBase64(_ value: UnsafeBufferPointer<UInt8>, cut: Int) -> Bool {
        let characters = Base64Alphabet.prefixLength(of: UnsafeRawBufferPointer(value))
        let padding = value[characters...].allSatisfy { $0 == UInt8(ascii: "=") } ? value.count - characters : .max
        return padding <= 2 && (value.count + cut).isMultiple(of: 4)
    }

    /// Whether bytes are left out between these places of the input.
    private mutating func hasCut(_ range: Range<Int>) -> Bool {
        marks.textOffset(of: range.upperBound) - marks.textOffset(of: range.lowerBound) != range.count
    }

    /// Where a node with a tag or an anchor starts behind them.
    private func contentStart(in range: Range<Int>, anchor: UnsafePointer<yaml_char_t>?, hasTag: Bool) -> Int {
        NodeProperties(input, range).end(anchor: anchor.map(Self.string), hasTag: hasTag, isInFlow: isInFlow)
    }

    private var isInFlow: Bool { open.last.map { nodes[$0.node].style == .flow } ?? false }

    private func failure(_ code: YAMLError.Code, _ problem: String, at index: Int) -> ParseStop {
        .failed(YAMLError(code, problem, at: LineIndex(text).position(of: Int(nodes[index].start))))
    }

    private mutating func inputOffset(_ mark: yaml_mark_t) -> Int { marks.inputOffset(of: mark.index) }

    private mutating func textOffset(_ mark: yaml_mark_t) -> Int { marks.textOffset(of: inputOffset(mark)) }

    private static func string(_ text: UnsafePointer<yaml_char_t>) -> String { String(cString: text) }
}

extension YAMLNode.Style {
    /// What libyaml calls the style of a scalar.
    fileprivate init(_ style: yaml_scalar_style_t) {
        self =
            switch style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// DER taken apart, so that one element can be changed and all lengths around it still fit.
///
/// No reader of ours: what does not come apart is a leaf.
struct DERTree {
    var identifier: UInt8
    var content: Content

    indirect enum Content {
        case leaf([UInt8])
        /// The elements inside, after some bytes of their own: the unused bits of a bit string.
        case inner(prefix: [UInt8], [DERTree])
    }

    /// The elements of which bytes consist; nil when something else is among them.
    static func all(in bytes: ArraySlice<UInt8>, depth: Int = 0) -> [DERTree]? {
        var (trees, rest) = ([DERTree](), bytes)
        while let identifier = rest.popFirst() {
            guard depth < 20, let first = rest.popFirst() else { return nil }
            var length = Int(first)
            if first > 0x80 {
                guard first <= 0x83, rest.count >= Int(first & 0x7F) else { return nil }
                length = (0..<Int(first & 0x7F)).reduce(0) { sum, _ in sum << 8 | Int(rest.popFirst() ?? 0) }
            }
            guard first != 0x80, rest.count >= length else { return nil }
            trees.append(DERTree(identifier, rest.prefix(length), depth))
            rest = rest.dropFirst(length)
        }
        return trees
    }

    private init(_ identifier: UInt8, _ bytes: ArraySlice<UInt8>, _ depth: Int) {
        self.identifier = identifier
        // Extensions and keys are DER in strings.
        let prefix = identifier == 0x03 ? 1 : 0
        if identifier & 0x20 != 0 || [0x03, 0x04].contains(identifier), bytes.count > prefix,
            let inside = Self.all(in: bytes.dropFirst(prefix), depth: depth + 1)
        {
            content = .inner(prefix: Array(bytes.prefix(prefix)), inside)
        } else {
            content = .leaf(Array(bytes))
        }
    }

    /// How many elements there are, this one too.
    var count: Int {
        if case .inner(_, let inside) = content { inside.reduce(1) { $0 + $1.count } } else { 1 }
    }

    /// The DER text.
    var bytes: [UInt8] {
        let contents: [UInt8] =
            switch content {
            case .leaf(let bytes): bytes
            case .inner(let prefix, let inside): prefix + inside.flatMap(\.bytes)
            }
        var length = [UInt8(truncatingIfNeeded: contents.count)]
        if contents.count > 0x7F {
            let digits = [16, 8, 0].map { UInt8(truncatingIfNeeded: contents.count >> $0) }.drop { $0 == 0 }
            length = [0x80 | UInt8(digits.count)] + digits
        }
        return [identifier] + length + contents
    }

    /// Changes one element.
    ///
    /// - Parameters:
    ///   - index: Which, in the order of the text; this one is 0.
    ///   - change: The element, and what takes its place: none, itself changed, or several.
    /// - Returns: What takes the place of the whole.
    func changing(_ index: Int, _ change: (DERTree) -> [DERTree]) -> [DERTree] {
        if index == 0 { return change(self) }
        guard case .inner(let prefix, let inside) = content else { return [self] }
        var (copy, left) = (self, index - 1)
        let changed = inside.flatMap { tree -> [DERTree] in
            defer { left -= tree.count }
            return (0..<tree.count).contains(left) ? tree.changing(left, change) : [tree]
        }
        copy.content = .inner(prefix: prefix, changed)
        return [copy]
    }
}

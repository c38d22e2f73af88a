// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension YAMLNode {
    /// Calls `body` with the decoded bytes of a scalar, without copying them where possible; none for other nodes.
    ///
    /// - Parameter body: Receives bytes that are valid during the call only.
    /// - Returns: What `body` returns.
    public func withScalarBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard record.kind == .scalar else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        if record.flags.contains(.isVerbatim) { return tree.text.withBytes(in: tree.verbatimRange(of: index), body) }
        guard let extra = tree.extra(of: index) else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        return tree.values.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[extra.value])) }
    }

    /// The decoded bytes of a scalar; empty for other nodes.
    public var scalarBytes: [UInt8] { withScalarBytes { Array($0) } }

    /// The decoded value of a scalar, whatever its type; empty for other nodes.
    public var text: String { withScalarBytes { String(decoding: $0, as: UTF8.self) } }

    /// Whether the node is a scalar with exactly this decoded value; makes no string.
    ///
    /// - Parameter expected: The value to compare with.
    /// - Returns: False for lists and mappings.
    public func hasText(_ expected: String) -> Bool {
        var expected = expected
        return expected.withUTF8(hasBytes)
    }

    /// Whether the node is a scalar with exactly these decoded bytes.
    func hasBytes(_ expected: UnsafeBufferPointer<UInt8>) -> Bool {
        let record = record
        guard record.kind == .scalar else { return false }
        // Most nodes differ in length already, and that needs no look at the text.
        if record.flags.contains(.isVerbatim), tree.verbatimRange(of: index).count != expected.count {
            return false
        }
        return withScalarBytes { $0.hasSameBytes(as: expected) }
    }
}

extension NodeTree {
    /// Where the decoded value of a verbatim scalar is in the text: inside its quotes.
    func verbatimRange(of index: Int) -> Range<Int> {
        let range = range(of: index)
        switch nodes[index].style {
        case .singleQuoted, .doubleQuoted: return range.lowerBound + 1..<range.upperBound - 1
        default: return range
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Values written by indentation, in the manner of the file they go into.
struct BlockText {
    let manner: Manner
    /// Whether texts of several lines may be written as block scalars.
    let allowsBlockScalars: Bool

    /// A value behind a key.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - column: The column of the key.
    ///   - style: How a string should be quoted.
    /// - Returns: What stands behind the colon and below.
    func value(_ value: JSONValue, ofKeyAt column: Int, style: YAMLNode.Style = .plain) -> Rendering {
        switch value {
        case .object(let members) where !members.isEmpty:
            return Rendering(inline: "", lines: lines(of: members, at: column + manner.step))
        case .array(let elements) where !elements.isEmpty:
            return Rendering(inline: "", lines: lines(of: elements, at: column + manner.listStep))
        default: return scalar(value, holderColumn: column, style: style)
        }
    }

    /// A value behind a dash.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - dash: The column of the dash.
    ///   - content: The column of the content.
    ///   - style: How a string should be quoted.
    /// - Returns: What stands behind the dash and below.
    func value(
        _ value: JSONValue, ofDashAt dash: Int, content: Int, style: YAMLNode.Style = .plain
    ) -> Rendering {
        var lines: [String]
        switch value {
        case .object(let members) where !members.isEmpty:
            lines = self.lines(of: members, at: content)
            if !manner.isCompact { return Rendering(inline: "", lines: lines) }
        case .array(let elements) where !elements.isEmpty: lines = self.lines(of: elements, at: content)
        default: return scalar(value, holderColumn: dash, style: style)
        }
        let first = lines.removeFirst()
        return Rendering(inline: String(first.dropFirst(content)), lines: lines)
    }

    /// The lines of a mapping.
    func lines(of members: [JSONValue.Member], at column: Int) -> [String] {
        members.flatMap { entry(ScalarText.text($0.name, style: .plain, in: .block), $0.value, at: column) }
    }

    /// The lines of one entry of a mapping.
    func entry(_ key: String, _ value: JSONValue, at column: Int) -> [String] {
        let rendering = self.value(value, ofKeyAt: column)
        return [Self.blanks(column) + key + ":" + (rendering.inline.isEmpty ? "" : " ") + rendering.inline]
            + rendering.lines
    }

    /// The lines of one item of a list.
    func item(_ value: JSONValue, dash: Int, content: Int) -> [String] {
        let rendering = self.value(value, ofDashAt: dash, content: content)
        let gap = rendering.inline.isEmpty ? "" : Self.blanks(max(1, content - dash - 1))
        return [Self.blanks(dash) + "-" + gap + rendering.inline] + rendering.lines
    }

    private func lines(of elements: [JSONValue], at column: Int) -> [String] {
        elements.flatMap { item($0, dash: column, content: column + manner.gap) }
    }

    private func scalar(_ value: JSONValue, holderColumn: Int, style: YAMLNode.Style) -> Rendering {
        if allowsBlockScalars, case .string(let text) = value, style != .singleQuoted, style != .doubleQuoted,
            let literal = LiteralText(text, step: manner.step)
        {
            let indentation = Self.blanks(holderColumn + manner.step)
            return Rendering(
                inline: literal.header, lines: literal.lines.map { $0.isEmpty ? "" : indentation + $0 })
        }
        return Rendering(inline: Self.inline(value, style: style))
    }

    /// A scalar, or an empty list or mapping.
    private static func inline(_ value: JSONValue, style: YAMLNode.Style) -> String {
        ScalarText.text(value, style: style, in: .block)
    }

    static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

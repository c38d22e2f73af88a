// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Values written in brackets and braces, in the manner of those they go into.
struct FlowText {
    /// Whether the text around is JSON: everything in double quotes.
    var isJSON = false
    /// What stands between a key and its value.
    var colon = ": "
    /// What stands between two values on a line.
    var comma = ", "
    /// The indentation of a new line, and how much it grows with each level; nil to stay on one line.
    var indentation: (own: String, step: String)?
    /// What ends a line.
    var lineBreak = "\n"

    private var surroundings: ScalarText.Surroundings { isJSON ? .json : .flow }

    /// The text of a value.
    func text(_ value: JSONValue, style: YAMLNode.Style = .plain) -> String {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            return list(elements.map { inner.text($0) }, "[", "]")
        case .object(let members) where !members.isEmpty:
            return list(members.map { inner.entry($0.name, $0.value) }, "{", "}")
        default: return ScalarText.text(value, style: style, in: surroundings)
        }
    }

    /// The text of an entry.
    func entry(_ name: String, _ value: JSONValue, keyStyle: YAMLNode.Style = .plain) -> String {
        let key = ScalarText.text(name, style: keyStyle, in: surroundings)
        let isQuoted = key.hasSuffix("\"")
        return key + (isQuoted ? colon : ": ") + text(value)
    }

    /// The manner of what is inside: one level deeper.
    private var inner: FlowText {
        var inner = self
        inner.indentation = indentation.map { ($0.own + $0.step, $0.step) }
        return inner
    }

    private func list(_ parts: [String], _ open: String, _ close: String) -> String {
        guard let indentation else { return open + parts.joined(separator: comma) + close }
        let newLine = lineBreak + indentation.own
        return open + newLine + indentation.step + parts.joined(separator: "," + newLine + indentation.step) + newLine
            + close
    }
}

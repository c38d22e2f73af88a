// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// Writes random brackets and braces.
struct FlowGenerator {
    /// Whether the text is JSON.
    let isJSON: Bool
    /// How much each level is indented; nil to stay on one line.
    let spread: Int?
    var random: SeededGenerator

    mutating func mapping(depth: Int, indentation: String) -> (String, JSONValue) {
        var names = DocumentGenerator.keys
        var members: [JSONValue.Member] = []
        var parts: [String] = []
        let inner = indentation + String(repeating: " ", count: spread ?? 0)
        for _ in 0..<random.below(4) {
            let name = names.remove(at: random.below(names.count))
            let (text, value) = value(depth: depth - 1, indentation: inner)
            let key = isJSON ? JSONValue.string(name).jsonText() : ScalarGenerator.flowKey(name, &random)
            if text.isEmpty, !isJSON, key != "\"\"", random.chance(30) {
                parts.append(key)
            } else {
                parts.append(key + (isJSON && spread == nil ? ":" : ": ") + text)
            }
            members.append(.init(name, value))
        }
        return (join(parts, "{", "}", indentation, inner), .object(members))
    }

    mutating func list(depth: Int, indentation: String) -> (String, JSONValue) {
        var parts: [String] = []
        var elements: [JSONValue] = []
        let inner = indentation + String(repeating: " ", count: spread ?? 0)
        for _ in 0..<random.below(4) {
            let (text, value) = value(depth: depth - 1, indentation: inner)
            // Nothing between two commas is no item.
            parts.append(text.isEmpty ? "~" : text)
            elements.append(value)
        }
        return (join(parts, "[", "]", indentation, inner), .array(elements))
    }

    private mutating func value(depth: Int, indentation: String) -> (String, JSONValue) {
        switch random.below(depth > 0 ? 10 : 7) {
        case 7, 8: return mapping(depth: depth, indentation: indentation)
        case 9: return list(depth: depth, indentation: indentation)
        default:
            let (text, value) = ScalarGenerator.scalar(isInFlow: true, &random)
            return isJSON ? (ScalarGenerator.json(value), value) : (text, value)
        }
    }

    private mutating func join(
        _ parts: [String], _ open: String, _ close: String, _ indentation: String, _ inner: String
    ) -> String {
        guard spread != nil, !parts.isEmpty else {
            let comma = isJSON ? "," : random.pick([", ", ",", " , "])
            return open + parts.joined(separator: comma) + close
        }
        let end = !isJSON && random.chance(20) ? "," : ""
        return open + "\n" + inner + parts.joined(separator: ",\n" + inner) + end + "\n" + indentation + close
    }
}

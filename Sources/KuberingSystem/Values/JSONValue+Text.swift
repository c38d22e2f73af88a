// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension JSONValue {
    /// Which characters a JSON text escapes beyond those it must.
    public enum Escaping: Sendable {
        /// Only what RFC 8259 section 7 demands.
        case minimal
        /// Also `<`, `>`, `&`, U+2028 and U+2029, as Go's `encoding/json` does by default; and `\b` and `\f` are short.
        case likeGo
    }

    /// The value as JSON text, without a final newline.
    ///
    /// - Parameters:
    ///   - indent: Blanks for each level; nil writes everything on one line without blanks.
    ///   - escaping: Which characters are escaped.
    /// - Returns: The text; members are in their own order.
    public func jsonText(indent: Int? = nil, escaping: Escaping = .minimal) -> String {
        var text = ""
        write(to: &text, indent: indent, depth: 0, escaping: escaping)
        return text
    }

    private func write(to text: inout String, indent: Int?, depth: Int, escaping: Escaping) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let value): Self.write(value, to: &text, escaping: escaping)
        case .array(let elements):
            Self.writeList(elements, "[", "]", to: &text, indent: indent, depth: depth) { element, text in
                element.write(to: &text, indent: indent, depth: depth + 1, escaping: escaping)
            }
        case .object(let members):
            Self.writeList(members, "{", "}", to: &text, indent: indent, depth: depth) { member, text in
                Self.write(member.name, to: &text, escaping: escaping)
                text += indent == nil ? ":" : ": "
                member.value.write(to: &text, indent: indent, depth: depth + 1, escaping: escaping)
            }
        }
    }

    private static func writeList<Element>(
        _ elements: [Element], _ open: String, _ close: String, to text: inout String, indent: Int?, depth: Int,
        each: (Element, inout String) -> Void
    ) {
        func newLine(_ depth: Int) {
            guard let indent else { return }
            text += "\n" + String(repeating: " ", count: indent * depth)
        }
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            newLine(depth + 1)
            each(element, &text)
        }
        if !elements.isEmpty { newLine(depth) }
        text += close
    }

    private static func write(_ value: String, to text: inout String, escaping: Escaping) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{8}" where escaping == .likeGo: text += "\\b"
            case "\u{C}" where escaping == .likeGo: text += "\\f"
            case "<", ">", "&", "\u{2028}", "\u{2029}":
                if escaping == .likeGo { writeEscape(scalar, to: &text) } else { text.unicodeScalars.append(scalar) }
            case "\u{0}"..."\u{1F}": writeEscape(scalar, to: &text)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func writeEscape(_ scalar: Unicode.Scalar, to text: inout String) {
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

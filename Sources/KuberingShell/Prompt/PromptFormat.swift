// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What a prompt shows, in the words of the user.
///
/// `{context}` is a field, `{context:12}` the same in 12 columns at most, `{context:/}` what follows its last slash, and
/// both can be joined: `{context:/:12}`. `{red}` is a colour. What stands in `[` and `]` is shown only when a field in it
/// has a value. A brace or bracket twice is one of them.
public struct PromptFormat: Sendable, Hashable {
    /// What stands in a format.
    indirect enum Part: Sendable, Hashable {
        case text(String)
        case field(PromptField, [Shortening])
        case style(PromptStyle)
        case optional([Part])
    }

    /// How a value is made shorter.
    enum Shortening: Sendable, Hashable {
        /// To so many columns, with an ellipsis in the middle.
        case width(Int)
        /// To what follows the last of this character.
        case after(Character)

        func applied(to text: String) -> String {
            switch self {
            case .after(let mark):
                return text.lastIndex(of: mark).map { String(text[text.index(after: $0)...]) } ?? text
            case .width(let width): return TextColumns.shortened(text, to: width)
            }
        }
    }

    let parts: [Part]

    /// `context:namespace`, in red when the context is protected.
    public static let standard = PromptFormat(parts: [
        .style(.alert), .field(.context, []), .text(":"), .field(.namespace, []), .style(.reset),
    ])

    /// What is shown where there is nothing to show from.
    ///
    /// - Parameter what: What could not be read.
    /// - Returns: A format without fields.
    public static func broken(_ what: String) -> PromptFormat {
        PromptFormat(parts: [.style(.red), .text("kubering: broken \(what)"), .style(.reset)])
    }

    private init(parts: [Part]) {
        self.parts = parts
    }

    /// Reads a format.
    ///
    /// - Parameter text: As the user wrote it.
    /// - Throws: ``ShellError`` of code `bad-format`.
    public init(_ text: String) throws(ShellError) {
        var rest = Substring(text)
        parts = try Self.parts(of: &rest, isInGroup: false)
    }

    private static func parts(of rest: inout Substring, isInGroup: Bool) throws(ShellError) -> [Part] {
        var parts: [Part] = []
        var literal = ""
        let endLiteral = {
            if !literal.isEmpty { parts.append(.text(literal)) }
            literal = ""
        }
        while let character = rest.popFirst() {
            if "{}[]".contains(character), rest.first == character {
                rest.removeFirst()
                literal.append(character)
                continue
            }
            switch character {
            case "{":
                endLiteral()
                parts.append(try placeholder(of: &rest))
            case "[":
                guard !isInGroup else { throw .badFormat("a [ stands inside of [ and ]") }
                endLiteral()
                parts.append(.optional(try self.parts(of: &rest, isInGroup: true)))
            case "]" where isInGroup:
                endLiteral()
                return parts
            case "}", "]": throw .badFormat("\(character) stands alone; write it twice for the character itself")
            default: literal.append(character)
            }
        }
        guard !isInGroup else { throw .badFormat("a [ is not closed") }
        endLiteral()
        return parts
    }

    private static func placeholder(of rest: inout Substring) throws(ShellError) -> Part {
        guard let end = rest.firstIndex(of: "}") else { throw .badFormat("a { is not closed") }
        let words = rest[..<end].split(separator: ":", omittingEmptySubsequences: false)
        rest = rest[rest.index(after: end)...]
        let name = String(words.first ?? "")
        if let style = PromptStyle(rawValue: name), words.count == 1 { return .style(style) }
        guard let field = PromptField(rawValue: name) else {
            let known = PromptField.allCases.map(\.rawValue) + PromptStyle.allCases.map(\.rawValue)
            throw .badFormat(
                "there is no {\(OutsideText.escaped(name))}; there are \(known.joined(separator: ", "))")
        }
        var shortenings: [Shortening] = []
        for word in words.dropFirst() {
            if let width = Int(word), width > 0 {
                shortenings.append(.width(width))
            } else if let mark = word.first, word.count == 1, !mark.isNumber {
                shortenings.append(.after(mark))
            } else {
                throw .badFormat(
                    "\(OutsideText.quoted(word)) in {\(name)} is neither a number of columns nor one character")
            }
        }
        return .field(field, shortenings)
    }
}

extension ShellError {
    fileprivate static func badFormat(_ problem: String) -> ShellError {
        ShellError(.badFormat, "the prompt's format: \(problem)", exitStatus: .usage)
    }
}

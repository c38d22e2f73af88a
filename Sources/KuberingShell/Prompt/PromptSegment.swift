// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// One line for a shell prompt.
public struct PromptSegment {
    private let format: PromptFormat
    private let target: PromptTarget?
    private let usesColor: Bool
    private let isProtected: Bool
    private let value: (PromptField) throws -> String
    private var text = ""
    private var isStyled = false

    /// Prepares a line.
    ///
    /// - Parameters:
    ///   - format: What it shows.
    ///   - target: Where it is shown; nil for a program that takes the colours of a terminal as they are.
    ///   - usesColor: Whether colours are written at all.
    ///   - isProtected: Whether the context is protected.
    ///   - value: Finds the value of a field; asked only for those that are shown.
    public init(
        _ format: PromptFormat, for target: PromptTarget?, usesColor: Bool, isProtected: Bool,
        value: @escaping (PromptField) throws -> String
    ) {
        self.format = format
        self.target = target
        self.usesColor = usesColor
        self.isProtected = isProtected
        self.value = value
    }

    /// The line, without a line break.
    ///
    /// - Throws: What finding a value throws.
    public func line() throws -> String {
        var copy = self
        _ = try copy.append(format.parts)
        return copy.text
    }

    /// Writes the parts; whether a field among them has a value.
    private mutating func append(_ parts: [PromptFormat.Part]) throws -> Bool {
        var hasValue = false
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .field(let field, let shortenings):
                let whole = try value(field)
                if !whole.isEmpty { hasValue = true }
                let short = shortenings.reduce(OutsideText.escaped(whole)) { $1.applied(to: $0) }
                text += target?.escaped(short) ?? short
            case .style(let style): append(style)
            case .optional(let parts):
                let before = (text, isStyled)
                if try append(parts) { hasValue = true } else { (text, isStyled) = before }
            }
        }
        return hasValue
    }

    private mutating func append(_ style: PromptStyle) {
        guard usesColor else { return }
        let target = target ?? .fish
        switch style {
        case .reset:
            if isStyled { text += target.code(of: nil) }
            isStyled = false
        case .alert where !isProtected: break
        default:
            text += target.code(of: style == .alert ? .red : style)
            isStyled = true
        }
    }
}

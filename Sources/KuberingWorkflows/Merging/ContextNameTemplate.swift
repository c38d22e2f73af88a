// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

/// The names for contexts that come in, made from what is known of them: `{file}-{namespace}`.
public struct ContextNameTemplate: Sendable, Hashable {
    /// What can stand in braces.
    public enum Placeholder: String, Sendable, Hashable, CaseIterable {
        /// The name of the context, cluster or user in the file.
        case context, cluster, user
        /// The file's name without folder and extension.
        case file
        /// The address of the cluster, and its host alone.
        case server, host
        /// The namespace; `default` where none is set.
        case namespace
    }

    private enum Part: Sendable, Hashable {
        case text(String)
        case placeholder(Placeholder)
    }

    private let parts: [Part]

    /// Reads a template.
    ///
    /// - Parameter text: Text with placeholders.
    /// - Throws: ``WorkflowError`` of code `bad-value` for an unknown placeholder or a brace without its partner.
    public init(_ text: String) throws(WorkflowError) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
                throw Self.error("the template \(OutsideText.quoted(text)) has a brace without its partner")
            }
            let name = String(rest[rest.index(after: open)..<close])
            guard let placeholder = Placeholder(rawValue: name) else {
                let known = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
                throw Self.error("there is no placeholder \(OutsideText.quoted("{\(name)}")); there are \(known)")
            }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.placeholder(placeholder))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        guard !parts.isEmpty else { throw Self.error("the template for the names of contexts is empty") }
        self.parts = parts
    }

    /// The name of a context.
    ///
    /// - Parameter value: What stands for each placeholder.
    /// - Returns: The name, which may be empty.
    func name(_ value: (Placeholder) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let placeholder): value(placeholder)
            }
        }.joined()
    }

    private static func error(_ words: String) -> WorkflowError {
        WorkflowError(.badValue, words, exitStatus: .usage)
    }
}

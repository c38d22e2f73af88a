// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingShell
import KuberingWorkflows

/// Values that are put together from several words: the next one is offered behind what stands there already.
extension Candidates {
    /// A list with commas: one more of the words, none twice.
    static func listed(_ words: [String], _ prefix: String) -> [String] {
        let before = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
        let taken = before.split(separator: ",")
        return words.filter { !taken.contains($0[...]) }.map { before + $0 }.filter { $0.hasPrefix(prefix) }
    }

    /// Names for contexts, with what is known of them in braces.
    static func contextNameTemplates(_ prefix: String) -> [String] {
        braced(ContextNameTemplate.Placeholder.allCases.map(\.rawValue), prefix)
    }

    /// Formats of the prompt.
    static func promptFormats(_ prefix: String) -> [String] {
        braced(PromptField.allCases.map(\.rawValue) + PromptStyle.allCases.map(\.rawValue), prefix)
    }

    private static func braced(_ names: [String], _ prefix: String) -> [String] {
        // zsh takes an open brace that is not quoted for itself: what follows it must not look like the beginning.
        guard let open = prefix.isEmpty ? prefix.startIndex : prefix.lastIndex(of: "{") else { return [] }
        return names.map { prefix[..<open] + "{\($0)}" }.filter { $0.hasPrefix(prefix) }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

extension WorkflowError {
    static func clashes(_ entries: [String]) -> WorkflowError {
        WorkflowError(
            .clash,
            "\(entries.count == 1 ? "another one has the name of" : "others have the names of") "
                + entries.listed(atMost: 3)
                + "; nothing was changed: say --on-conflict rename, keep or replace")
    }

    static func templateClash(_ name: String, for context: String, with other: String) -> WorkflowError {
        WorkflowError(
            .clash,
            "the template names context \(OutsideText.quoted(context)) \(OutsideText.quoted(name)), as another one of "
                + "\(OutsideText.escaped(other)) is named; add a placeholder that tells them apart")
    }

    static func templateClash(_ name: String, of context: String, and other: String) -> WorkflowError {
        WorkflowError(
            .clash,
            "the template names both \(OutsideText.quoted(other)) and \(OutsideText.quoted(context)) "
                + "\(OutsideText.quoted(name)); add a placeholder that tells them apart")
    }

    static func emptyTemplateName(for context: String) -> WorkflowError {
        WorkflowError(
            .badName, "the template gives context \(OutsideText.quoted(context)) an empty name; add a placeholder")
    }

    static func nothingSelected(_ pattern: String, among names: [String], in place: String) -> WorkflowError {
        let advice = Suggestions.advice(pattern, in: names).map { "; " + $0 } ?? ""
        return WorkflowError(
            .nothingToMerge, "no context in \(place) matches \(OutsideText.quoted(pattern))\(advice)",
            exitStatus: .notFound)
    }

    static let noContextToUse = WorkflowError(
        .nothingToMerge, "no context comes in that could be used; leave out --use", exitStatus: .notFound)
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// Which rules count.
struct RuleSelection: ParsableArguments {
    @Option(
        parsing: .singleValue, help: ArgumentHelp("Look for this only; may be repeated.", valueName: "id"),
        completion: .list(Self.ids))
    var rule: [String] = []
    @Option(
        parsing: .singleValue, help: ArgumentHelp("Do not look for this; may be repeated.", valueName: "id"),
        completion: .list(Self.ids))
    var ignore: [String] = []

    static let ids = CheckRules.all.map { $0.id }

    func validate() throws {
        for id in rule + ignore where !Self.ids.contains(id) {
            let advice = Suggestions.advice(id, in: Self.ids) ?? "see: man kubering-check"
            throw ValidationError("there is no rule \(OutsideText.quoted(id)); \(advice)")
        }
    }
}

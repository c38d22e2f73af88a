// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A merge that was not made, because something in it has to be agreed to first.
public struct UnconfirmedMerge: UserFacingError {
    /// What the merge would do; its risks are what has to be agreed to.
    public let plan: MergePlan

    /// Ends the process with a failure.
    public var exitStatus: ExitStatus { .failed }

    /// One line with the remedy.
    public var description: String {
        let count = plan.risks.count
        return
            "nothing was changed: \(count == 1 ? "one thing" : "\(count) things") in what would come in must be agreed to; "
            + "if you trust where it is from, say --yes"
    }

    /// Passes when all risks of the plan were agreed to.
    ///
    /// - Parameters:
    ///   - plan: What a merge would do.
    ///   - confirmed: What was agreed to; nil when everything is.
    /// - Throws: The error, when a risk was not agreed to.
    static func check(_ plan: MergePlan, _ confirmed: [MergeRisk]?) throws(UnconfirmedMerge) {
        guard let confirmed, !Set(plan.risks).isSubset(of: confirmed) else { return }
        throw UnconfirmedMerge(plan: plan)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The plan of a merge for people.
struct MergeReport {
    private let plan: MergePlan
    /// How many risks are told one by one.
    private static let toldRisks = 20

    init(_ plan: MergePlan) {
        self.plan = plan
    }

    /// A row for each entry; the file only where there are several.
    var table: String {
        let hasFiles = Set(plan.entries.map(\.file)).count > 1
        var table = TextTable(header: ["KIND", "NAME"] + (hasFiles ? ["FILE"] : []) + ["ACTION", "AS", "REASON"])
        for entry in plan.entries {
            let newName = entry.newName.map { $0.utf8.elementsEqual(entry.name.utf8) ? "" : $0 } ?? ""
            table.append(
                [entry.kind.rawValue, entry.name] + (hasFiles ? [entry.file] : [])
                    + [entry.action.rawValue, newName, entry.reason ?? ""])
        }
        return table.text
    }

    /// Warns of everything that has to be agreed to.
    func warn(_ world: World) {
        for risk in plan.risks.prefix(Self.toldRisks) { world.warn(risk.sentence) }
        let more = plan.risks.count - Self.toldRisks
        if more > 0 {
            world.warn("and \(more) more; all of them are in: \(Kubering.programName) merge … --dry-run -o json")
        }
    }

    /// What was done, in one sentence.
    func summary(_ changes: [FileChange], isDryRun: Bool) -> String {
        let counts = [EntryKind.context, .cluster, .user].compactMap { kind -> String? in
            let count = plan.count(kind)
            return count == 0 ? nil : "\(count) \(count == 1 ? kind.rawValue : kind.listKey)"
        }
        guard let last = counts.last else {
            let isThere = plan.entries.allSatisfy { $0.action == .same }
            return isThere ? "Nothing to merge: everything is there already." : "Nothing was merged."
        }
        let list = counts.count == 1 ? last : counts.dropLast().joined(separator: ", ") + " and " + last
        let files = changes.map { OutsideText.escaped($0.path) }.joined(separator: ", ")
        return "\(isDryRun ? "Would merge" : "Merged") \(list) into \(files)."
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// `embed` and `extract`, which mean the same to `kubectl config view --flatten` as the files before them.
struct FlattenComparison {
    private let world: DifferentialWorld
    private let isExtracting: Bool

    init(_ world: DifferentialWorld, _ random: inout SeededGenerator) {
        self.world = world
        isExtracting = random.chance(50)
    }

    /// What is wrong, if anything.
    func problem() throws -> String? {
        let before = try world.contents(.ours)
        let flat = try view(.theirs, isFlattened: true)
        let command =
            isExtracting ? ["extract", "--all", "--directory", world.folder.path + "/ours/new"] : ["embed", "--all"]
        let ours = try world.kubering(command)
        guard ours.hasSucceeded else {
            // Rule: an entry with a file and its contents is left to the user; kubectl takes the contents.
            let isExcused = ours.errors.contains("has both") || (!isExtracting && !flat.hasSucceeded)
            guard isExcused, try world.contents(.ours) == before else { return "\(command) fails: \(ours.errors)" }
            return nil
        }
        let after = try view(.ours, isFlattened: isExtracting)
        guard flat.hasSucceeded == after.hasSucceeded else { return "\(command): \(flat.errors) and \(after.errors)" }
        guard !flat.hasSucceeded || flat.output == after.output else {
            return "\(command):\n\(UnifiedDiff.text(from: Array(flat.output.utf8), to: Array(after.output.utf8)))"
        }
        let plain = try view(.ours, isFlattened: false).output
        guard !isExtracting || !plain.contains("-data\"") else { return "\(command) leaves data:\n\(plain)" }
        return try world.problemOfUndoing(to: before).map { "\(command): \($0)" }
    }

    private func view(_ side: DifferentialWorld.Side, isFlattened: Bool) throws -> DifferentialWorld.Run {
        try world.kubectl(["view", "--raw", "-o", "json"] + (isFlattened ? ["--flatten"] : []), side)
    }
}

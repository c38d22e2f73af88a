// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// kubering against kubectl on generated kubeconfigs.
///
/// `KUBERING_DIFFERENTIAL_COUNT` says on how many (400), `KUBERING_DIFFERENTIAL_SEED` which one is the first. Each one
/// goes through one comparison, which its seed chooses.
@Suite struct DifferentialTests {
    static let count = number("KUBERING_DIFFERENTIAL_COUNT") ?? 400
    static let firstSeed = number("KUBERING_DIFFERENTIAL_SEED") ?? 1
    /// Seeds are tested in groups, so that the list of tests stays short.
    static let groups = stride(from: 0, to: count, by: 20).map { firstSeed + $0..<firstSeed + min($0 + 20, count) }

    private static func number(_ variable: String) -> Int? {
        getenv(variable).flatMap { Int(String(cString: $0)) }
    }

    @Test(arguments: groups)
    func kuberingMeansWhatKubectlMeans(_ seeds: Range<Int>) throws {
        for seed in seeds {
            var random = SeededGenerator(seed: UInt64(bitPattern: Int64(seed)))
            let world = try DifferentialWorld(&random)
            let problem =
                switch random.below(12) {
                case 0..<4: try ViewComparison(world, &random).problem()
                case 4: try ListComparison(world, &random).problem()
                case 5: try RenameComparison(world, &random).problem()
                case 6: try FlattenComparison(world, &random).problem()
                default: try EditComparison(world, EditPair.pick(world, &random)).problem()
                }
            guard let problem else { continue }
            let files = world.texts.enumerated().map { "--- \($0.offset)\n\($0.element)" }.joined(separator: "\n")
            Issue.record("KUBERING_DIFFERENTIAL_SEED=\(seed): \(problem)\n\(files)")
        }
    }
}

/// The same change by both, compared by what kubectl then reads; and kubering's taken back.
struct EditComparison {
    private let world: DifferentialWorld
    private let pair: EditPair

    init(_ world: DifferentialWorld, _ pair: EditPair) {
        self.world = world
        self.pair = pair
    }

    /// What is wrong, if anything.
    func problem() throws -> String? {
        let before = try world.contents(.ours)
        let ours = try world.kubering(pair.ours, input: pair.input)
        let theirs = try world.kubectl(pair.theirs)
        let names = "kubering \(pair.ours) and kubectl config \(pair.theirs)"
        guard ours.hasSucceeded == theirs.hasSucceeded else {
            return "\(names) end differently: \(ours.errors) and \(theirs.errors)"
        }
        guard ours.hasSucceeded else {
            return try world.contents(.ours) == before ? nil : "\(names) fail, and the file is not as it was"
        }
        if case .clearsCurrentContext(let name) = pair.rule { try clearCurrentContext(name) }
        let (left, right) = (try view(.ours), try view(.theirs))
        guard left == right else {
            return "\(names) are read differently:\n\(UnifiedDiff.text(from: Array(right.utf8), to: Array(left.utf8)))"
        }
        return try world.problemOfUndoing(to: before).map { "\(names): \($0)" }
    }

    private func clearCurrentContext(_ name: String) throws {
        for _ in world.texts {
            let config = try JSONValue(parsing: Array(try view(.theirs).utf8))
            let isThere = config["contexts"]?.array?.contains { $0["name"] == .string(name) } == true
            guard config["current-context"] == .string(name), !isThere else { return }
            _ = try world.kubectl(["unset", "current-context"])
        }
    }

    /// What kubectl reads, without the fields that a rule is about.
    private func view(_ side: DifferentialWorld.Side) throws -> String {
        let outcome = try world.kubectl(["view", "--raw", "-o", "json"], side)
        guard outcome.hasSucceeded else { return "kubectl cannot read it: \(outcome.errors)" }
        // Rule: kubectl writes every path of an entry it changes in its shortest form, kubering leaves them as they are.
        let text = outcome.output.replacing("\"./pki/../pki/", with: "\"pki/").replacing("\"./bin/", with: "\"bin/")
        guard let fields = pair.rule?.fields, !fields.isEmpty, let name = pair.ours.last else { return text }
        return try JSONValue(parsing: Array(text.utf8)).without(fields, ofEntry: name).jsonText(indent: 2)
    }
}

extension JSONValue {
    /// The same with fields left out of all that has this name, at any depth.
    fileprivate func without(_ fields: [String], ofEntry name: String, isInside: Bool = false) -> JSONValue {
        switch self {
        case .object(let members):
            let isInside = isInside || self["name"] == .string(name)
            return .object(
                members.filter { !isInside || !fields.contains($0.name) }
                    .map { .init($0.name, $0.value.without(fields, ofEntry: name, isInside: isInside)) })
        case .array(let elements): return .array(elements.map { $0.without(fields, ofEntry: name, isInside: isInside) })
        default: return self
        }
    }
}

/// The names of a list, and the current context.
struct ListComparison {
    private let world: DifferentialWorld
    private let list: String

    init(_ world: DifferentialWorld, _ random: inout SeededGenerator) {
        self.world = world
        list = random.pick(["contexts", "clusters", "users", "current"])
    }

    /// What is wrong, if anything.
    func problem() throws -> String? {
        if list == "current" {
            let (ours, theirs) = (try world.kubering(["current"]), try world.kubectl(["current-context"]))
            // Rule: what would steer a terminal is escaped.
            let expected = OutsideText.escaped(theirs.output.dropLast())
            guard theirs.hasSucceeded else { return !ours.hasSucceeded ? nil : "current is \(ours.output)" }
            return ours.output == expected + "\n" ? nil : "current is \(ours.output), not \(expected)"
        }
        let theirs =
            list == "contexts"
            ? try world.kubectl(["get-contexts", "-o", "name"]).output : try world.kubectl(["get-" + list]).output
        let expected = theirs.replacing("\t", with: "   ").split(separator: "\n").dropFirst(list == "contexts" ? 0 : 1)
            .map(String.init)
        let ours = try JSONValue(parsing: Array(try world.kubering(["list", list, "-o", "json"]).output.utf8))
        // kubectl aligns its lists by tabs, those inside of names, too.
        let names = (ours[list]?.array ?? []).compactMap { $0["name"]?.string?.replacing("\t", with: "   ") }
        let same =
            names.sorted { $0.precedes($1) }.map { Array($0.utf8) }
            == expected.sorted { $0.precedes($1) }.map { Array($0.utf8) }
        return same ? nil : "list \(list) has \(names), not \(expected)"
    }
}

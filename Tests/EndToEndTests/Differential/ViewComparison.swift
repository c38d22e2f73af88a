// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// `view` in one of its modes.
struct ViewComparison {
    private let world: DifferentialWorld
    private let isRaw: Bool
    private let isFlattened: Bool
    private let flags: [String]

    init(_ world: DifferentialWorld, _ random: inout SeededGenerator) {
        self.world = world
        isRaw = random.chance(60)
        isFlattened = random.chance(30)
        var flags = isRaw ? ["--raw"] : []
        if isFlattened { flags.append("--flatten") }
        if random.chance(50) {
            flags.append("--minify")
            if random.chance(50) { flags.append("--context=" + random.pick(world.names("contexts") + ["gone"])) }
        }
        // What is redacted is compared value by value.
        self.flags = flags + ["-o", isRaw ? random.pick(["json", "yaml"]) : "json"]
    }

    /// What is wrong, if anything.
    func problem() throws -> String? {
        let ours = try world.kubering(["view"] + flags)
        let theirs = try world.kubectl(["view"] + flags)
        // Rule: without --raw no file is read, since its contents would not be shown.
        if isFlattened, !isRaw, theirs.errors.contains("no such file") { return nil }
        guard ours.hasSucceeded == theirs.hasSucceeded else {
            return "view \(flags) ends differently: \(ours.errors) and \(theirs.errors)"
        }
        guard ours.hasSucceeded else { return nil }
        if isRaw {
            return ours.output == theirs.output
                ? nil
                : "view \(flags):\n\(UnifiedDiff.text(from: Array(theirs.output.utf8), to: Array(ours.output.utf8)))"
        }
        return Redaction.difference(
            try JSONValue(parsing: Array(ours.output.utf8)), try JSONValue(parsing: Array(theirs.output.utf8)), [],
            isFlattened: isFlattened
        ).map { "view \(flags): \($0)" }
    }
}

/// The rule by which kubering shows less than kubectl without `--raw`: what kubectl redacts is redacted, and beyond that only
/// values that can hold a secret.
private enum Redaction {
    /// The first value that is not as the rule has it.
    static func difference(
        _ ours: JSONValue, _ theirs: JSONValue, _ path: [String], isFlattened: Bool
    ) -> String? {
        if ours == theirs { return nil }
        // An empty key or certificate is none; kubectl shows one as omitted.
        let isEmptyData = { (member: JSONValue.Member) in
            member.name.hasSuffix("-data") && member.value == "DATA+OMITTED" && ours[member.name] == nil
        }
        if let left = ours.members, let right = theirs.members?.filter({ !isEmptyData($0) }),
            left.map(\.name) == right.map(\.name)
        {
            for (ours, theirs) in zip(left, right) {
                if let found = difference(ours.value, theirs.value, path + [ours.name], isFlattened: isFlattened) {
                    return found
                }
            }
            return nil
        }
        if let left = ours.array, let right = theirs.array, left.count == right.count {
            for (ours, theirs) in zip(left, right) {
                if let found = difference(ours, theirs, path, isFlattened: isFlattened) { return found }
            }
            return nil
        }
        let isAllowed =
            switch ours.string {
            case "REDACTED": hidden(path, isFlattened)
            case "DATA+OMITTED": isFlattened && path.last?.hasSuffix("-data") == true
            case let text?: isURL(path) && text.contains("REDACTED")
            case nil: false
            }
        return isAllowed ? nil : "\(path.joined(separator: ".")) is \(ours), kubectl has \(theirs)"
    }

    private static func hidden(_ path: [String], _ isFlattened: Bool) -> Bool {
        let within = { (name: String) in path.contains(name) }
        return within("extension") || within("config") || within("args") || path.suffix(2) == ["env", "value"]
            || path.last == "username" || (isFlattened && ["token", "password"].contains(path.last))
    }

    private static func isURL(_ path: [String]) -> Bool { ["server", "proxy-url"].contains(path.last) }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
public import KuberingConfig
public import KuberingSystem
import KuberingYAML

/// Looks for everything that is wrong with the user's kubeconfigs, and mends what has one right answer.
///
/// Nothing is run, no cluster and no credential store is asked: what kubering stored is judged by its public facts.
public struct CheckKubeconfig: Sendable {
    /// What is looked for.
    public struct Options: Sendable {
        /// How long before its end a certificate is reported, in seconds.
        public var warnBefore: TimeInterval = CurrentStatus.warningTime
        /// The ids of the only rules that count; empty for all.
        public var only: Set<String> = []
        /// The ids of rules that do not count.
        public var ignored: Set<String> = []

        /// Everything, with the usual time.
        public init() {}

        func includes(_ rule: any CheckRule.Type) -> Bool {
            (only.isEmpty || only.contains(rule.id)) && !ignored.contains(rule.id)
        }
    }

    /// What was mended, and what is left.
    public struct Outcome: Sendable {
        /// What is wrong still, sorted.
        public let remaining: [Finding]
        /// What was mended, or would be.
        public let fixed: [Finding]
        /// The kubeconfigs that changed.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation
    private let options: Options
    private let environment: Environment
    private let now: Date
    private let ownCommand: String

    /// Prepares a check.
    ///
    /// - Parameters:
    ///   - location: The files.
    ///   - options: What is looked for.
    ///   - world: For `PATH`, kubectl's own settings, the moment that dates are compared with, and where kubering is.
    public init(_ location: KubeconfigLocation, options: Options, world: World) {
        self.location = location
        self.options = options
        environment = world.environment
        now = world.now()
        ownCommand = ExecCommand.text(world)
    }

    /// Everything found: file by file in the order of precedence, from top to bottom, the worst first in one place.
    public func findings() -> [Finding] { findings(in: CheckSubject(reading: location)) }

    /// Mends what has one right answer.
    ///
    /// Entries are changed only when every file can be read, in one transaction; locks that nobody holds go before it.
    ///
    /// - Parameter isDryRun: Whether only the change is worked out.
    /// - Returns: What was mended.
    /// - Throws: `FileError` when a lock or a mode cannot be changed; what the transaction throws.
    public func fix(isDryRun: Bool) throws -> Outcome {
        // A file that is no kubeconfig keeps all others from being mended: it comes first.
        let all = findings()
        let unreadable = all.filter { $0.quotedFile != nil }
        let quoted = try MissingQuotes(location, in: Set(unreadable.compactMap(\.quotedFile))).set(isDryRun: isDryRun)
        let rest = try fix(
            quoted.isEmpty || isDryRun ? all.filter { $0.quotedFile == nil } : findings(), isDryRun: isDryRun)
        return Outcome(
            remaining: rest.remaining, fixed: unreadable + rest.fixed, changes: quoted + rest.changes)
    }

    private func fix(_ before: [Finding], isDryRun: Bool) throws -> Outcome {
        // Our own lock would wait for one that nobody holds.
        for case .removeLock(let path)? in before.map(\.fix) where !isDryRun { try LeftLock(at: path)?.remove() }
        var editable = before.filter { !$0.edits.isEmpty }
        var changes: [FileChange] = []
        do {
            changes = try edit(editable, isDryRun: isDryRun)
        } catch let error as ConfigError where error.code == .cannotEdit {
            // One of them cannot be made in its file's YAML: all but that one are.
            editable = editable.filter { (try? edit([$0], isDryRun: true)) != nil }
            changes = try edit(editable, isDryRun: isDryRun)
        }
        for case .mode(let mode, let path)? in before.map(\.fix) where !isDryRun {
            try FilePermissions.set(mode, of: path)
        }
        let edited = Set(editable.map(Problem.init))
        let isFixed = { (finding: Finding) in
            finding.edits.isEmpty ? finding.fix != nil : edited.contains(Problem(finding))
        }
        return Outcome(
            remaining: isDryRun ? before.filter { !isFixed($0) } : findings(), fixed: before.filter(isFixed),
            changes: changes)
    }

    /// Makes the changes of findings, as far as they are found again in what is there once the files are locked.
    private func edit(_ wanted: [Finding], isDryRun: Bool) throws -> [FileChange] {
        guard !wanted.isEmpty else { return [] }
        let wanted = Set(wanted.map(Problem.init))
        return try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            findings(in: CheckSubject(config)).filter { wanted.contains(Problem($0)) }.flatMap(\.edits)
        }.changes
    }

    private func findings(in subject: CheckSubject) -> [Finding] {
        let facts = CheckFacts(
            subject, environment: environment, now: now, ownCommand: ownCommand, warnBefore: options.warnBefore)
        var found: [Finding] = []
        for rule in ConfigRules.all where options.includes(rule) { found += rule.findings(in: subject) }
        for rule in CheckRules.machine where options.includes(rule) { found += rule.findings(in: subject, facts) }
        let order = Dictionary(
            location.paths.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let places = found.indices.map { index in
            let place = found[index].place
            let file = place.file.map { order[$0] ?? Int.max } ?? -1
            return (
                file, place.position?.line ?? 0, place.position?.column ?? 0, found[index].severity, index
            )
        }.sorted { $0 < $1 }
        // Entries are not changed while somebody does not know what the other files say.
        return places.map { place in
            let finding = found[place.4]
            return subject.isComplete || finding.edits.isEmpty ? finding : finding.withoutFix
        }
    }
}

/// What a finding is about, wherever that stands meanwhile.
private struct Problem: Hashable {
    let rule: String
    let entry: EntryPlace?

    init(_ finding: Finding) {
        rule = finding.rule
        entry = finding.place.entry
    }
}

extension Finding {
    /// The file that needs quotes, by its absolute path.
    fileprivate var quotedFile: String? {
        guard case .quotes(let path) = fix else { return nil }
        return path
    }

    /// The changes of the kubeconfig that take it away; empty when it is mended otherwise, or not at all.
    fileprivate var edits: [KubeconfigEdit] {
        guard case .changes(let place, let changes) = fix else { return [] }
        return changes.map { .change(place, $0) }
    }
}

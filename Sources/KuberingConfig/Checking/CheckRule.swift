// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Something that `kubering check` looks for.
///
/// A rule is a type without instances: its facts, which the manual is made from, and the search.
public protocol CheckRule: Sendable {
    /// Names the rule, for `--rule` and `--ignore`: kebab-case, stable.
    static var id: String { get }
    /// How bad it is.
    static var severity: Finding.Severity { get }
    /// What it finds, one sentence for the manual.
    static var summary: String { get }
    /// What to do about it, a sentence for the manual; a clause of it, or a closer one, is in each finding.
    static var remedy: String { get }
}

/// A rule that needs the kubeconfigs and nothing else.
public protocol ConfigRule: CheckRule {
    /// What it finds, in no particular order.
    static func findings(in subject: CheckSubject) -> [Finding]
}

extension CheckRule {
    /// A finding of this rule about an entry.
    ///
    /// - Parameters:
    ///   - entry: Which one.
    ///   - fields: The way from its content to the field in question, as far as it is there; none for the entry as a whole.
    ///   - message: What is wrong.
    ///   - remedy: What to do; that of the rule when not given.
    ///   - changes: What takes it away.
    /// - Returns: The finding.
    public static func finding(
        at entry: CheckedEntry, _ fields: String..., message: String, remedy: String? = nil,
        changes: [EntryChange] = []
    ) -> Finding {
        let place = Finding.Place(file: entry.path, position: entry.position(of: fields), entry: entry.place)
        let found = finding(
            place, message: message, remedy: remedy ?? clause(for: entry),
            fix: changes.isEmpty ? nil : .changes(entry.place, changes))
        // The entry of that name that counts is another one.
        return entry.isShadowed ? found.withRemedy(in: entry.path) : found
    }

    /// A finding of this rule anywhere.
    public static func finding(
        _ place: Finding.Place, message: String, remedy: String? = nil, fix: Finding.Fix? = nil
    ) -> Finding {
        Finding(
            rule: id, severity: severity, place: place, message: message, remedy: remedy ?? self.remedy.asClause,
            fix: fix)
    }

    /// The rule's remedy as a clause, with the entry's name where a command line has `CLUSTER`, `USER` or `CONTEXT`.
    private static func clause(for entry: CheckedEntry) -> String {
        let clause = remedy.asClause
        // A name with a dash in front would be taken for an option there.
        if entry.name.hasPrefix("-") { return clause }
        let placeholder = " " + entry.place.kind.rawValue.uppercased()
        guard let offset = clause.byteOffset(of: placeholder) else { return clause }
        let start = clause.utf8.index(clause.startIndex, offsetBy: offset + 1)
        let end = clause.utf8.index(start, offsetBy: placeholder.utf8.count - 1)
        return "\(clause[..<start])\(ShellQuoting.quoted(entry.name))\(clause[end...])"
    }
}

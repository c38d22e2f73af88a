// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
public import KuberingYAML

/// A problem that `kubering check` found, where it is, and what to do about it.
public struct Finding: Sendable {
    /// How bad a problem is; the worst comes first.
    public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
        /// kubectl refuses it, or cannot reach the cluster with it.
        case error
        /// It works, or may work, and somebody should look at it.
        case warning
        /// Worth knowing.
        case notice

        /// Whether `left` is worse.
        public static func < (left: Severity, right: Severity) -> Bool {
            let order = allCases
            return order.firstIndex(of: left) ?? 0 < order.firstIndex(of: right) ?? 0
        }
    }

    /// Where a problem is.
    public struct Place: Sendable, Hashable {
        /// The file, as the user spelled it; nil when it is the list of files.
        public var file: String?
        /// Where in the file; nil when it is the file as a whole.
        public var position: YAMLPosition?
        /// Which entry it is about; its name is unescaped.
        public var entry: EntryPlace?

        /// Names a place.
        public init(file: String?, position: YAMLPosition? = nil, entry: EntryPlace? = nil) {
            self.file = file
            self.position = position
            self.entry = entry
        }
    }

    /// What takes the problem away, where only one answer is right.
    public enum Fix: Sendable, Hashable {
        /// Changes of an entry.
        case changes(EntryPlace, [EntryChange])
        /// Quotes around every string that needs them, in the file of this absolute path, which is no kubeconfig without.
        case quotes(path: String)
        /// Other permission bits for a file or folder, by its absolute path.
        case mode(UInt32, path: String)
        /// Removing a lock file that nobody holds, by its absolute path.
        case removeLock(String)
    }

    /// The id of the rule.
    public let rule: String
    /// How bad it is.
    public let severity: Severity
    /// Where it is.
    public let place: Place
    /// What is wrong: one sentence, lower-case start, no final period, no secret; outside text is escaped.
    public let message: String
    /// What to do: a clause in the imperative.
    public let remedy: String
    /// What takes it away; nil when that is for a person to decide.
    public let fix: Fix?

    /// Puts the facts together.
    public init(
        rule: String, severity: Severity, place: Place, message: String, remedy: String, fix: Fix? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.place = place
        self.message = message
        self.remedy = remedy
        self.fix = fix
    }

    /// The same, with what to do in this file: where that is a command of ours, it comes last, and names the file.
    ///
    /// - Parameter kubeconfig: The file, as spelled.
    /// - Returns: The finding; itself when its remedy is no command, or names a file already.
    public func withRemedy(in kubeconfig: String) -> Finding {
        guard remedy.containsBytes(of: ": kubering "), !remedy.containsBytes(of: " --kubeconfig ") else { return self }
        return Finding(
            rule: rule, severity: severity, place: place, message: message,
            remedy: remedy + " --kubeconfig " + ShellQuoting.quoted(kubeconfig), fix: fix)
    }

    /// The same, to be mended by a person.
    public var withoutFix: Finding {
        Finding(rule: rule, severity: severity, place: place, message: message, remedy: remedy)
    }
}

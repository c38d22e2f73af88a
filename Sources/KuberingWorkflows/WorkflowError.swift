// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
public import KuberingSystem

/// Why a job could not be done, where no room below has a word for it.
public struct WorkflowError: UserFacingError, Hashable {
    /// Which kind of failure; the raw value is stable.
    public struct Code: Sendable, Hashable, RawRepresentable {
        /// For example `no-previous-context`.
        public let rawValue: String

        /// Names a code.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// `-` was asked for, and no switch has been made yet.
        public static let noPrevious = Code(rawValue: "no-previous")
        /// No namespace can have this name.
        public static let badNamespace = Code(rawValue: "bad-namespace")
        /// No namespace that is used fits the pattern.
        public static let noNamespace = Code(rawValue: "namespace-not-found")
        /// Several namespaces fit the pattern.
        public static let ambiguousNamespace = Code(rawValue: "namespace-ambiguous")
        /// No cluster with that name.
        public static let noCluster = Code(rawValue: "cluster-not-found")
        /// The cluster did not answer what was asked.
        public static let unreachable = Code(rawValue: "cluster-unreachable")
        /// The certificate, key or cluster does not fit.
        public static let doesNotFit = Code(rawValue: "does-not-fit")
        /// The user signs in at several clusters, and what is stored is for one.
        public static let severalClusters = Code(rawValue: "several-clusters")
        /// Something has to be said that was not.
        public static let missingOption = Code(rawValue: "missing-option")
        /// No entry can have this name.
        public static let badName = Code(rawValue: "bad-name")
        /// kubectl could not use this value.
        public static let badValue = Code(rawValue: "bad-value")
        /// Contexts use the entry.
        public static let inUse = Code(rawValue: "in-use")
        /// The sources of a merge hold nothing.
        public static let nothingToMerge = Code(rawValue: "nothing-to-merge")
        /// An incoming entry has the name of another one.
        public static let clash = Code(rawValue: "clash")
        /// The history has no such change, or none that could be taken back.
        public static let noChange = Code(rawValue: "no-change")
        /// A file is not as the change left it.
        public static let changedSince = Code(rawValue: "changed-since")
        /// There is no certificate where one was looked for.
        public static let noCertificate = Code(rawValue: "no-certificate")
        /// The user has no credential that could rest elsewhere.
        public static let nothingToMove = Code(rawValue: "nothing-to-move")
        /// A certificate that should not be asked for or signed.
        public static let refused = Code(rawValue: "refused")
        /// A file is not there without which nobody knows what belongs together.
        public static let missingFile = Code(rawValue: "missing-file")
        /// There is more than is looked at.
        public static let tooMany = Code(rawValue: "too-many")
        /// No account for a registry is known.
        public static let noAccount = Code(rawValue: "account-not-found")
        /// Several accounts for a registry are known.
        public static let ambiguousAccount = Code(rawValue: "account-ambiguous")
        /// The settings cannot be understood.
        public static let badSettings = Code(rawValue: "bad-settings")
        /// A credential may be left in its store that belongs to nothing.
        public static let notTakenBack = Code(rawValue: "not-taken-back")
        /// No credential with that id.
        public static let noCredential = Code(rawValue: "credential-not-found")
    }

    /// Which kind of failure.
    public let code: Code
    /// One line.
    public let description: String
    /// What the process ends with.
    public let exitStatus: ExitStatus

    init(_ code: Code, _ description: String, exitStatus: ExitStatus = .failed) {
        self.code = code
        self.description = description
        self.exitStatus = exitStatus
    }

    static func emptyName(_ kind: EntryKind) -> WorkflowError {
        WorkflowError(.badName, "the name of a \(kind.rawValue) must not be empty", exitStatus: .usage)
    }

    /// No credential has this id.
    public static func noCredential(_ id: String) -> WorkflowError {
        WorkflowError(
            .noCredential, "no credential has the id \(OutsideText.quoted(id)); see: kubering credential list",
            exitStatus: .notFound)
    }

    /// Nothing that holds certificates has this name.
    public static func nothingToShow(_ name: String) -> WorkflowError {
        WorkflowError(
            .noCertificate,
            "there is no file, user or cluster \(OutsideText.quoted(name)); a server is written HOST:PORT",
            exitStatus: .notFound)
    }

    static func inUse(_ kind: EntryKind, _ name: String, by contexts: [String]) -> WorkflowError {
        let names = contexts.map { OutsideText.quoted($0) }.listed(atMost: 3)
        return WorkflowError(
            .inUse,
            "\(kind.rawValue) \(OutsideText.quoted(name)) is used by \(contexts.count == 1 ? "context" : "contexts") \(names); "
                + "let them use another one first, or say --force")
    }

    static func doesNotFit(_ place: EntryPlace, _ clause: String) -> WorkflowError {
        WorkflowError(.doesNotFit, "\(place.kind.rawValue) \(OutsideText.quoted(place.name)) \(clause)")
    }

    static func nothingToMove(_ place: EntryPlace, _ clause: String) -> WorkflowError {
        WorkflowError(.nothingToMove, "\(place.kind.rawValue) \(OutsideText.quoted(place.name)) \(clause)")
    }

    /// `-` was asked for, and no context was current before.
    public static let noPreviousContext = WorkflowError(
        .noPrevious, "there is no previous context yet; switch once with: kubering use CONTEXT", exitStatus: .notFound)

    /// Nothing is remembered, because there is no folder for it.
    static let nothingRemembered = WorkflowError(
        .noPrevious, "nothing is remembered without HOME or XDG_STATE_HOME; set one of them to an absolute path",
        exitStatus: .failed)

    static func noPreviousNamespace(context: String) -> WorkflowError {
        WorkflowError(
            .noPrevious, "there is no previous namespace for context \(OutsideText.quoted(context)) yet",
            exitStatus: .notFound)
    }

    static func noNamespace(_ pattern: String, context: String) -> WorkflowError {
        WorkflowError(
            .noNamespace,
            "no context with the cluster of \(OutsideText.quoted(context)) uses a namespace that fits "
                + "\(OutsideText.quoted(pattern)); say the whole name", exitStatus: .notFound)
    }

    static func ambiguousNamespace(_ pattern: String, _ names: [String]) -> WorkflowError {
        WorkflowError(
            .ambiguousNamespace,
            "\(OutsideText.quoted(pattern)) fits several namespaces: "
                + names.map { OutsideText.quoted($0) }.listed(atMost: 8),
            exitStatus: .notFound)
    }

    static func badNamespace(_ name: String) -> WorkflowError {
        WorkflowError(
            .badNamespace,
            "\(OutsideText.quoted(name)) cannot be a namespace: up to 63 lower-case letters, digits and dashes, "
                + "with a letter or digit at both ends")
    }
}

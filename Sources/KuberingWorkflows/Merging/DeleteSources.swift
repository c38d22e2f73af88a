// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem
import KuberingYAML

/// Removes the files that were merged, when nothing of them would be lost.
///
/// Each removal goes into the history, which can bring the file back.
public struct DeleteSources: Sendable {
    /// What was done.
    public struct Outcome: Sendable, Hashable {
        /// The paths of the files that are gone, as spelled.
        public internal(set) var deleted: [String] = []
        /// The files that stay, and why.
        public internal(set) var kept: [Kept] = []
    }

    /// A file that stays.
    public struct Kept: Sendable, Hashable {
        /// Its path, as spelled.
        public let path: String
        /// Why: a clause for after a colon.
        public let reason: String
    }

    private let sources: MergeSources
    private let target: KubeconfigLocation

    /// Prepares the removal.
    ///
    /// - Parameters:
    ///   - sources: What was merged; of standard input there is nothing to remove.
    ///   - target: What it was merged into, and who keeps the changes.
    public init(_ sources: MergeSources, mergedInto target: KubeconfigLocation) {
        self.sources = sources
        self.target = target
    }

    /// Removes the files.
    ///
    /// - Parameters:
    ///   - plan: What became of the entries.
    ///   - isDryRun: Whether it is only found out what would go.
    /// - Returns: What was done. A file that cannot be removed is kept: what came in stays in any case.
    public func run(after plan: MergePlan, isDryRun: Bool = false) -> Outcome {
        let targets = Set(target.paths.map { ExactName(RecordedFile.realPath(target.absolute($0))) })
        var outcome = Outcome()
        for (position, source) in sources.kubeconfigs.enumerated() where position != sources.standardInput {
            guard let file = source.files.first else { continue }
            let arrived = plan.entries.filter { $0.source == position && ($0.action.comesIn || $0.action == .same) }
            let reason = obstacle(file, targets) ?? loss(of: file, arrived) ?? remove(file, isDryRun: isDryRun)
            if let reason {
                outcome.kept.append(Kept(path: file.path, reason: reason))
            } else {
                outcome.deleted.append(file.path)
            }
        }
        return outcome
    }

    private func obstacle(_ file: KubeconfigFile, _ targets: Set<ExactName>) -> String? {
        if targets.contains(ExactName(RecordedFile.realPath(file.absolutePath))) {
            return "it is part of what it was merged into"
        }
        // What stands behind a link may serve others, under its own name.
        if FileSnapshot.readLink(file.absolutePath) != nil { return "it is a link" }
        if file.document.furtherDocument != nil { return "it has further documents, which were not merged" }
        return file.document.text.count > History.sizeLimit ? "it is too large to be brought back by undo" : nil
    }

    /// The first entry that would be gone with the file.
    private func loss(of file: KubeconfigFile, _ arrived: [MergePlan.Entry]) -> String? {
        for kind in [EntryKind.context, .cluster, .user] {
            let names = Set(arrived.filter { $0.kind == kind }.map { ExactName($0.name) })
            if let lost = file.entries(kind).first(where: { !names.contains(ExactName($0.name)) }) {
                return "\(kind.rawValue) \(OutsideText.quoted(lost.name)) did not come in"
            }
        }
        return nil
    }

    /// Removes the file under its lock; when that fails, why.
    private func remove(_ file: KubeconfigFile, isDryRun: Bool) -> String? {
        var location = KubeconfigLocation(
            explicit: file.path, environment: [:], workingDirectory: target.workingDirectory)
        location.recorder = target.recorder
        var isChanged = false
        do {
            _ = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
                isChanged = !config.files.allSatisfy { $0.document.text.hasSameBytes(as: file.document.text) }
                return isChanged ? [] : [.removeFile(0)]
            }
            return isChanged ? "it was changed meanwhile" : nil
        } catch {
            return "\(error)"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem
import KuberingYAML

/// Takes back a change of the history, or makes one again that was taken back.
///
/// A file that is as the change left it becomes what it was, byte for byte. In a file that has been changed elsewhere only
/// the places of the change are restored, each of which must be as it was left, with the lines around it. All files of a
/// change are restored, or none.
public struct UndoChange: Sendable {
    /// Which way to go.
    public enum Direction: Sendable, Hashable {
        /// Takes a change back.
        case undo
        /// Makes a change again.
        case redo
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// The change that was taken back or made again.
        public let entry: HistoryEntry
        /// The files that changed.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation
    let recorder: HistoryRecorder

    /// Prepares to go back.
    ///
    /// - Parameters:
    ///   - location: The files; changes of others are not taken back.
    ///   - recorder: The history, and where it is noted that a change was taken back.
    public init(_ location: KubeconfigLocation, recorder: HistoryRecorder) {
        self.location = location
        self.recorder = recorder
    }

    /// Takes a change back, or makes it again.
    ///
    /// - Parameters:
    ///   - direction: Which way.
    ///   - number: Which change; nil for the newest that was not taken back, or for the one that was taken back last.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: ``WorkflowError`` of code `no-change`, or `changed-since` when a file is not as the change left it; what
    ///   the transaction throws.
    public func run(_ direction: Direction, number: Int? = nil, isDryRun: Bool = false) throws -> Outcome {
        try recorder.history.checkPlace()
        let places = RecordedPlaces(location)
        let all = recorder.history.contents().entries
        let chosen = try number.map { try entry($0, direction, places) } ?? newest(of: all, direction, places)
        var files = location.limited(to: chosen.paths.compactMap { places[$0] })
        files.recorder = recorder.toggling(chosen, turn: (all.compactMap(\.undone).max() ?? 0) + 1)
        var (isExact, isPlanned) = (true, false)
        func plan(_ config: Kubeconfig) throws -> [KubeconfigEdit] {
            isPlanned = false
            // Somebody else may have been quicker.
            guard try recorder.history.entry(chosen.number) == chosen else {
                throw WorkflowError.isDone(chosen, isUndone: direction == .undo)
            }
            isExact = true
            let edits = try chosen.files.map { file in
                guard let index = config.files.firstIndex(where: { places[file.path] == $0.path }) else {
                    throw WorkflowError.isElsewhere(chosen, file.path)
                }
                return try edit(file, of: chosen, in: config, index, &isExact)
            }
            isPlanned = true
            return edits
        }
        do {
            let result = try KubeconfigTransaction(files, isDryRun: isDryRun).run(plan: plan) { changes in
                if !isExact { try check(changes, chosen) }
            }
            if isDryRun, !isExact { try check(result.changes, chosen) }
            return Outcome(entry: chosen, changes: result.changes)
        } catch let error as ConfigError where isPlanned && [.invalidFile, .duplicateName].contains(error.code) {
            throw WorkflowError.changedSince(.wasNoKubeconfig("\(error)"), chosen, of: recorder.history, "", nil)
        }
    }

    private func edit(
        _ file: RecordedFile, of entry: HistoryEntry, in config: Kubeconfig, _ index: Int, _ isExact: inout Bool
    ) throws -> KubeconfigEdit {
        let current = config.files[index]
        let text = current.exists ? current.document.text : nil
        switch file.reversal(in: text) {
        case .success(let reversal):
            isExact = isExact && reversal.isExact
            switch reversal.change {
            case .splices(let splices): return .splice(file: index, splices)
            case .removal: return .removeFile(index)
            }
        case .failure(let obstacle):
            throw WorkflowError.changedSince(obstacle, entry, of: recorder.history, current.path, text)
        }
    }

    /// In a file that was changed elsewhere, the places found must belong to the entries that the change was about.
    private func check(_ changes: [FileChange], _ entry: HistoryEntry) throws {
        for change in changes where !change.differingEntries().isSubset(of: entry.entries) {
            throw WorkflowError.changedSince(.hasOtherEntries, entry, of: recorder.history, change.path, nil)
        }
    }

    private func newest(
        of all: [HistoryEntry], _ direction: Direction, _ places: RecordedPlaces
    ) throws -> HistoryEntry {
        let here = all.filter { entry in entry.paths.allSatisfy { places[$0] != nil } }
        switch direction {
        case .undo:
            guard let entry = here.first(where: { $0.undone == nil }) else {
                throw WorkflowError.nothingToUndo(in: location.inWords, elsewhere: all.first { $0.undone == nil })
            }
            return entry
        case .redo:
            let undone = here.filter { $0.undone != nil }
            guard let last = undone.max(by: { $0.undone ?? 0 < $1.undone ?? 0 }) else {
                throw WorkflowError.nothingToRedo(in: location.inWords)
            }
            return last
        }
    }

    private func entry(_ number: Int, _ direction: Direction, _ places: RecordedPlaces) throws -> HistoryEntry {
        guard let entry = try recorder.history.entry(number) else { throw WorkflowError.noChange(number) }
        guard (entry.undone == nil) == (direction == .undo) else {
            throw WorkflowError.isDone(entry, isUndone: direction == .undo)
        }
        if let path = entry.paths.first(where: { places[$0] == nil }) {
            throw WorkflowError.isElsewhere(entry, path)
        }
        return entry
    }
}

/// The files of a location by the paths that the history knows them by.
struct RecordedPlaces {
    private let spelled: [String: String]

    init(_ location: KubeconfigLocation) {
        spelled = Dictionary(
            location.paths.map { (RecordedFile.realPath(location.absolute($0)), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The path as the user spelled it; nil for a file that is not among them.
    subscript(_ path: String) -> String? { spelled[path] }
}

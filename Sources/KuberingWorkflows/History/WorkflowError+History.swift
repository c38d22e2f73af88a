// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

extension WorkflowError {
    static func nothingToUndo(in place: String, elsewhere: HistoryEntry?) -> WorkflowError {
        let advice =
            elsewhere.map { entry in
                let paths = entry.paths.map(OutsideText.escaped).joined(separator: ", ")
                return "; the last change was to \(paths), name it with --kubeconfig"
            } ?? ""
        return WorkflowError(.noChange, "there is no change to take back in \(place)\(advice)", exitStatus: .notFound)
    }

    static func nothingToRedo(in place: String) -> WorkflowError {
        WorkflowError(.noChange, "no change has been taken back in \(place)", exitStatus: .notFound)
    }

    static func noChange(_ number: Int) -> WorkflowError {
        WorkflowError(.noChange, "there is no change \(number); see: kubering history --all", exitStatus: .notFound)
    }

    static func isElsewhere(_ entry: HistoryEntry, _ path: String) -> WorkflowError {
        WorkflowError(
            .noChange,
            "change \(entry.number) was to \(OutsideText.escaped(path)), which is not among the files here; "
                + "name it with --kubeconfig or KUBECONFIG", exitStatus: .notFound)
    }

    static func isDone(_ entry: HistoryEntry, isUndone: Bool) -> WorkflowError {
        WorkflowError(
            .noChange,
            isUndone
                ? "change \(entry.number) has been taken back already; to make it again, say --redo"
                : "change \(entry.number) has not been taken back", exitStatus: .failed)
    }

    /// Why a change cannot be taken back in a file.
    ///
    /// - Parameters:
    ///   - obstacle: What is in the way.
    ///   - entry: The change.
    ///   - history: Where it is kept, with the text that it replaced.
    ///   - path: The file, as the user spelled it.
    ///   - text: The file as it is now.
    /// - Returns: An error of code `changed-since`.
    static func changedSince(
        _ obstacle: RecordedFile.Obstacle, _ entry: HistoryEntry, of history: History, _ path: String,
        _ text: SourceText?
    ) -> WorkflowError {
        let file = OutsideText.escaped(path)
        let change = "change \(entry.number)" + (entry.command.isEmpty ? "" : " (\(entry.command))")
        let byHand =
            "or edit it by hand: what stood there is the \"text\" in \(OutsideText.escaped(history.path(of: entry.number)))"
        let words =
            switch obstacle {
            case .isChangedNear(let offset):
                "\(file):\(line(of: offset, in: text)): this place has been changed since \(change); "
                    + "take newer changes back first, \(byHand)"
            case .hasOtherEntries:
                "\(file): what looks like the place of \(change) belongs to another entry now; "
                    + "take newer changes back first, \(byHand)"
            case .isChanged:
                "\(file): it was made by \(change) and has been changed since; take newer changes back first, or remove it"
            case .isThere: "\(file): it is there again; move it away first"
            case .isGone: "\(file): it is not there any more, so \(change) cannot be taken back"
            case .withheld:
                "\(change) cannot be taken back: it moved a credential, and the history keeps none; "
                    + "earlier changes are taken back by their number, see: kubering history"
            case .wasNoKubeconfig(let reason): "\(change) cannot be taken back: before it, \(reason)"
            case .dropped: "\(file): \(change) was too large, so the history does not hold the way back"
            }
        return WorkflowError(.changedSince, words)
    }

    private static func line(of offset: Int, in text: SourceText?) -> Int {
        guard let text else { return 1 }
        return text.bytes(in: 0..<offset).count { $0 == UInt8(ascii: "\n") } + 1
    }
}

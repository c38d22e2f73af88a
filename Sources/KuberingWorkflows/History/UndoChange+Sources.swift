// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

extension UndoChange {
    /// A file that a merge deleted once everything of it had come in.
    public struct Source: Sendable {
        /// Its path.
        public let path: String
        /// Why it was not brought back; nil when it was.
        public let problem: String?
    }

    /// Brings back the files that a merge deleted, which hold what is in no other file once the merge is taken back.
    ///
    /// The history keeps them right behind the merge.
    ///
    /// - Parameters:
    ///   - merge: The change that was taken back.
    ///   - workingDirectory: The folder of this process.
    /// - Returns: The files that were not brought back before.
    public func restoreSources(of merge: HistoryEntry, workingDirectory: String) -> [Source] {
        guard !merge.isRemoval else { return [] }
        let later = recorder.history.contents().entries.reversed().drop { $0.number <= merge.number }
        let sources = zip(later, (merge.number + 1)...).prefix { entry, number in
            entry.number == number && entry.command == merge.command && (entry.isRemoval || entry.undone != nil)
        }.map(\.0)
        return sources.filter { $0.undone == nil }.flatMap { source in
            source.paths.map { path in
                let location = KubeconfigLocation(explicit: path, environment: [:], workingDirectory: workingDirectory)
                do {
                    _ = try UndoChange(location, recorder: recorder).run(.undo, number: source.number)
                    return Source(path: path, problem: nil)
                } catch {
                    return Source(path: path, problem: "\(error)")
                }
            }
        }
    }
}

extension HistoryEntry {
    /// Whether it removed files and changed none.
    fileprivate var isRemoval: Bool { files.allSatisfy { $0.result == nil } }
}

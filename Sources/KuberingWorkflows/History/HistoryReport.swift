// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem
import KuberingYAML

/// Which changes were made, and which of them can still be taken back, one after the other.
public struct HistoryReport {
    /// A change and what is known of it.
    public struct Line: Sendable {
        /// The change.
        public let entry: HistoryEntry
        /// Why it cannot be taken back when its turn comes; nil when it can, or has been.
        public let obstacle: String?
        /// The same in a few words.
        public let obstacleInShort: String?

        /// `done`, `undone`, or `stuck` when something is in the way.
        public var state: String { entry.undone != nil ? "undone" : obstacle == nil ? "done" : "stuck" }

        /// The facts, without any text of a kubeconfig.
        public var json: JSONValue {
            .object(present: [
                "number": .integer(entry.number), "time": .string(entry.time.rfc3339),
                "command": .string(entry.command),
                "entries": .array(entry.subjects.map(JSONValue.string)),
                "files": .array(entry.paths.map(JSONValue.string)), "state": .string(state),
                "obstacle": obstacle.map(JSONValue.string),
            ])
        }
    }

    /// The changes, the newest first.
    public let lines: [Line]
    /// Files of the history that are damaged.
    public let damaged: [String]

    /// Looks through the history.
    ///
    /// - Parameters:
    ///   - history: Where the changes are.
    ///   - location: Whose changes are told; nil for all.
    public init(_ history: History, of location: KubeconfigLocation?) {
        let contents = history.contents()
        let places = location.map(RecordedPlaces.init)
        let entries = contents.entries.filter { entry in
            places.map { places in entry.paths.allSatisfy { places[$0] != nil } } ?? true
        }
        // Going back in memory: each change meets the texts that the newer ones leave when they are taken back.
        var texts = CurrentTexts(history)
        lines = entries.map { entry in
            let obstacle = entry.undone == nil ? texts.takeBack(entry) : nil
            return Line(entry: entry, obstacle: obstacle?.error.description, obstacleInShort: obstacle?.inShort)
        }
        damaged = contents.damaged
    }
}

/// The texts of the files that the history is about, as they become step by step.
private struct CurrentTexts {
    /// Nil is a file that does not exist.
    private var texts: [String: SourceText?] = [:]
    private let history: History

    init(_ history: History) {
        self.history = history
    }

    /// Takes a change back in memory.
    ///
    /// - Returns: Why that is not possible; the texts stay as they were then.
    mutating func takeBack(_ entry: HistoryEntry) -> (error: WorkflowError, inShort: String)? {
        var results: [String: SourceText?] = [:]
        for file in entry.files {
            let text = text(of: file.path)
            switch file.reversal(in: text) {
            case .failure(let obstacle):
                return (.changedSince(obstacle, entry, of: history, file.path, text), obstacle.inShort)
            case .success(let reversal):
                switch reversal.change {
                case .removal: results[file.path] = .some(nil)
                case .splices(let splices): results[file.path] = (text ?? SourceText([])).splicing(splices)
                }
            }
        }
        texts.merge(results) { _, new in new }
        return nil
    }

    private mutating func text(of path: String) -> SourceText? {
        if let known = texts[path] { return known }
        // A file that cannot be read is none that could be restored.
        let bytes = try? FileSnapshot.read(path, limit: KubeconfigFile.sizeLimit).bytes
        let text = bytes.map { SourceText($0) }
        texts[path] = .some(text)
        return text
    }
}

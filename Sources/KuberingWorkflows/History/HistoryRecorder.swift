// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingShell
public import KuberingSystem

import struct FoundationEssentials.Date

/// Writes what a command changes into the history.
public struct HistoryRecorder: ChangeRecorder {
    let history: History
    private let command: String
    private let now: @Sendable () -> Date
    private let warn: @Sendable (String) -> Void
    private let session: Session?
    /// The change that is taken back or made again; nil for a new one.
    private var toggled: HistoryEntry?
    private var turn = 1
    /// Whether changes are only noted, without the way back.
    private var isWithholding = false

    /// Prepares to record what the command of this world does.
    public init(_ world: World) {
        history = History(world.directories)
        command = world.command
        now = world.now
        session = Session(world)
        warn = { world.warn($0) }
    }

    /// The same for taking a change back, or for making it again.
    ///
    /// - Parameters:
    ///   - entry: The change.
    ///   - turn: In which turn it is taken back.
    /// - Returns: A recorder that changes the entry instead of adding one.
    func toggling(_ entry: HistoryEntry, turn: Int) -> HistoryRecorder {
        var copy = self
        (copy.toggled, copy.turn) = (entry, turn)
        return copy
    }

    /// The same for changes that move secrets: they are noted without what they changed.
    public var withholding: HistoryRecorder {
        var copy = self
        copy.isWithholding = true
        return copy
    }

    /// Keeps the changes; when that is not possible, a warning says so.
    ///
    /// A session's front file is not worth it: it goes with the shell.
    public func record(_ changes: [FileChange]) {
        let changes = changes.filter { $0.absolutePath != session?.frontFile }
        if changes.isEmpty { return }
        let isTooLarge = changes.reduce(0) { $0 + $1.removedSize } > History.sizeLimit
        let reason: RecordedFile.Inverse? = isWithholding ? .withheld : isTooLarge ? .dropped : nil
        let files = changes.map { RecordedFile($0, onlyFactFor: reason) }
        do {
            let kept: HistoryEntry
            if var entry = toggled {
                entry.undone = entry.undone == nil ? turn : nil
                entry.files = files
                kept = try history.replace(entry)
            } else {
                let entries = Self.distinct(changes.flatMap(\.entries))
                kept = try history.add { number in
                    HistoryEntry(number: number, time: now(), command: command, entries: entries, files: files)
                }
            }
            if kept.files.contains(where: { $0.inverse == .dropped }) {
                let words = toggled == nil ? "kubering undo cannot take this back" : "this cannot be taken back in turn"
                warn("\(words): it is more than the 1 MiB that the history keeps of a change")
            }
        } catch {
            warn("kubering undo cannot take this back: \(error)")
        }
    }

    /// Each entry once.
    ///
    /// Of a fleet that comes in at once, a part must do: the rest is only missed where the file was changed elsewhere
    /// meanwhile.
    private static func distinct(_ entries: [EditedEntry]) -> [EditedEntry] {
        // The rule, which needs no set.
        if entries.count == 1 { return entries }
        var known: Set<EditedEntry> = []
        return Array(entries.filter { known.insert($0).inserted }.prefix(History.entryLimit))
    }
}

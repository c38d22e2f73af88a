// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

public import struct FoundationEssentials.Date

/// A change of kubeconfigs that kubering made, with what it takes to take it back.
///
/// Once it has been taken back, it holds what it takes to make it again.
public struct HistoryEntry: Sendable, Hashable {
    /// Its number; a later change has a greater one.
    public let number: Int
    /// When it was made.
    public let time: Date
    /// The words of the command that made it, without arguments; empty when it was no command.
    public let command: String
    /// What it was about.
    public let entries: [EditedEntry]
    /// In which turn it was taken back, a later one has a greater number; nil when it was not, or was made again.
    public internal(set) var undone: Int?
    var files: [RecordedFile]

    /// The files it changed, by their absolute paths with all links followed.
    public var paths: [String] { files.map(\.path) }

    /// What it was about, in words.
    public var subjects: [String] {
        entries.map { entry in entry.kind.map { "\($0.rawValue) \(entry.name)" } ?? "current-context" }
    }

    /// The first few of them, separated.
    public func subjects(atMost count: Int, separator: String) -> String {
        subjects.listed(atMost: count, separator: separator)
    }

    init(
        number: Int, time: Date, command: String, entries: [EditedEntry], undone: Int? = nil, files: [RecordedFile]
    ) {
        self.number = number
        self.time = time
        self.command = command
        self.entries = entries
        self.undone = undone
        self.files = files
    }
}

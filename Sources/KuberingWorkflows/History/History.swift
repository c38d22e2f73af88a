// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// The changes of kubeconfigs that kubering made, kept so that they can be taken back.
///
/// Each is a file of its own in the state folder, named after its number, which only its user may read: what was removed
/// from a kubeconfig may be a secret. The newest ``limit`` are kept. Writers are kept apart by a lock, readers see whole
/// files.
public struct History: Sendable {
    /// What was found.
    public struct Contents: Sendable {
        /// The changes, the newest first.
        public let entries: [HistoryEntry]
        /// Files that are no entries, by their paths.
        public let damaged: [String]
    }

    /// How many changes are kept.
    public static let limit = 500
    /// The most bytes that are kept of one change; of a larger one it is only known that it was made.
    public static let sizeLimit = 1_048_576
    /// How many of the entries that a change was about are kept.
    static let entryLimit = 1_000

    private static let suffix = ".json"
    private let folder: String?

    /// Finds the history; nothing is read yet.
    public init(_ directories: XDGDirectories) {
        folder = directories.state.map { $0 + "/history" }
    }

    /// Throws ``WorkflowError`` of code `no-previous` when there is no place for it.
    func checkPlace() throws(WorkflowError) {
        if folder == nil { throw .nothingRemembered }
    }

    /// Everything that is kept.
    public func contents() -> Contents {
        var (entries, damaged): ([HistoryEntry], [String]) = ([], [])
        for number in numbers().sorted(by: >) {
            // Damaged, or not readable: the others still count.
            switch Result(catching: { try entry(number) }) {
            case .success(let entry?): entries.append(entry)
            case .success(nil): continue
            case .failure: damaged.append(file(number)?.path ?? "")
            }
        }
        return Contents(entries: entries, damaged: damaged)
    }

    /// One change; nil when it is not kept, or no more.
    func entry(_ number: Int) throws -> HistoryEntry? {
        guard let file = file(number), let bytes = try file.read() else { return nil }
        do throws(JSONError) {
            if let entry = HistoryEntry(number: number, try JSONValue(parsing: bytes)) { return entry }
        } catch {
            // As bad as another JSON.
        }
        throw FileError(.read, file.path, .other("it is no change that kubering recorded; remove it"))
    }

    /// Keeps a new change, and forgets the oldest for it.
    ///
    /// - Parameter make: The change with the number that it gets.
    /// - Returns: The change as it is kept: one that is too large without the way back.
    /// - Throws: `FileError`.
    func add(_ make: (_ number: Int) -> HistoryEntry) throws -> HistoryEntry {
        try exclusively {
            var numbers = numbers()
            let kept = try write(make((numbers.max() ?? 0) + 1))
            // One too many is the rule, and sooner found than all are sorted.
            while numbers.count >= Self.limit, let oldest = numbers.min() {
                numbers.removeAll { $0 == oldest }
                // One that stays is tried again with the next change.
                try? file(oldest)?.remove()
            }
            return kept
        }
    }

    /// Keeps a change that is there in another state.
    func replace(_ entry: HistoryEntry) throws -> HistoryEntry {
        try exclusively { try write(entry) }
    }

    /// Forgets changes.
    ///
    /// - Parameter isForgotten: Which; nil asks about a file that is no entry.
    /// - Returns: How many.
    /// - Throws: `FileError`.
    @discardableResult
    func forget(_ isForgotten: (HistoryEntry?) -> Bool) throws -> Int {
        guard !numbers().isEmpty else { return 0 }
        return try exclusively {
            // One that cannot be read is no entry.
            let forgotten = numbers().filter { isForgotten(try? entry($0)) }
            for number in forgotten { try file(number)?.remove() }
            return forgotten.count
        }
    }

    /// Forgets every change.
    ///
    /// - Returns: How many there were.
    /// - Throws: `FileError`.
    public func clear() throws -> Int {
        try forget { _ in true }
    }

    private func write(_ entry: HistoryEntry) throws -> HistoryEntry {
        var entry = entry
        var bytes = Array((entry.json.jsonText() + "\n").utf8)
        if bytes.count > Self.sizeLimit {
            for index in entry.files.indices { entry.files[index].inverse = .dropped }
            bytes = Array((entry.json.jsonText() + "\n").utf8)
        }
        try file(entry.number)?.write(bytes)
        return entry
    }

    private func exclusively<Value>(_ body: () throws -> Value) throws -> Value {
        guard let folder else { return try body() }
        return try PrivateFile(folder).withExclusiveAccess(body)
    }

    /// The file that a change is kept in; empty when there is no history.
    func path(of number: Int) -> String { file(number)?.path ?? "" }

    private func file(_ number: Int) -> PrivateFile? {
        folder.map { PrivateFile("\($0)/\(number)\(Self.suffix)") }
    }

    /// The numbers of all changes, in no order.
    private func numbers() -> [Int] {
        guard let folder else { return [] }
        var numbers: [Int] = []
        // A folder that cannot be read is like an empty one.
        try? Directory.forEachName(in: folder) { name in
            guard name.hasSuffix(Self.suffix), let number = Int(name.dropLast(Self.suffix.count)) else { return }
            if number > 0, number < Int.max { numbers.append(number) }
        }
        return numbers
    }
}

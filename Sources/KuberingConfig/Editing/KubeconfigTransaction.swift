// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// A change to the kubeconfig files that loses nothing: locked, read inside the lock, patched, checked, replaced.
///
/// kubectl's locks are taken on the files that will change, and only on those: kubectl locks every file of its list, so
/// that keeps it out, and a read-only folder elsewhere in the list does no harm.
public struct KubeconfigTransaction {
    /// What a transaction did, or would do.
    public struct Result: Sendable {
        /// The configuration as it was.
        public let before: Kubeconfig
        /// The configuration as it is now, or would be.
        public let after: Kubeconfig
        /// The files that changed; empty when everything was as asked already.
        public let changes: [FileChange]
    }

    /// How long another program's lock is waited for.
    public static let lockWait = Duration.seconds(10)

    private let location: KubeconfigLocation
    private let isDryRun: Bool
    private let lockWait: Duration
    private let load: (KubeconfigLocation) throws -> Kubeconfig

    /// Prepares a transaction; nothing is touched yet.
    ///
    /// - Parameters:
    ///   - location: The files.
    ///   - isDryRun: Whether to stop before anything is locked or written.
    ///   - isSwitch: Whether it is for the front of a session, where there is one. All other edits are made in the files
    ///     behind it, and the front's copy of a context follows.
    ///   - lockWait: How long another program's lock is waited for.
    public init(
        _ location: KubeconfigLocation, isDryRun: Bool = false, isSwitch: Bool = false,
        lockWait: Duration = Self.lockWait
    ) {
        var location = location
        location.isFrontLast = location.hasFront && !isSwitch
        self.init(location, isDryRun: isDryRun, lockWait: lockWait, load: Kubeconfig.load)
    }

    init(
        _ location: KubeconfigLocation, isDryRun: Bool, lockWait: Duration = Self.lockWait,
        load: @escaping (KubeconfigLocation) throws -> Kubeconfig
    ) {
        self.load = load
        self.location = location
        self.isDryRun = isDryRun
        self.lockWait = lockWait
    }

    /// Makes a change.
    ///
    /// - Parameters:
    ///   - plan: Decides on the edits from the configuration as it is now. It may be called more than once: when the
    ///     files changed between a first look and the lock, only the last answer counts.
    ///   - beforeWriting: Called when everything is checked and only the writing is left; if it throws, nothing is written.
    /// - Returns: The files that changed.
    /// - Throws: ``ConfigError``, ``FileError``, ``LockError``, and what the closures throw. All files are then as they were.
    public func run(
        plan: (Kubeconfig) throws -> [KubeconfigEdit], beforeWriting: ([FileChange]) throws -> Void = { _ in }
    ) throws -> Result {
        if isDryRun {
            let config = try load(location)
            return try outcome(of: try plan(config), on: config)
        }
        // With a single file there is no doubt which one changes: it is read once, under its lock. Where its folder is
        // still to be made, a first look tells whether there is anything to write.
        var lockedPaths = location.paths.count == 1 ? location.paths.filter(folderExists) : []
        var doubt: ConfigError?
        while true {
            let locks: LockSet
            do {
                locks = try LockSet(lockedPaths.map(location.absolute), wait: lockWait)
            } catch {
                throw doubt ?? error
            }
            defer { locks.release() }
            let config: Kubeconfig
            let planned: Result
            do {
                config = try load(location)
                planned = try outcome(of: try plan(config), on: config)
            } catch let error as ConfigError where lockedPaths.isEmpty {
                // Perhaps a first look at a file that kubectl has emptied and not written yet, under its lock.
                lockedPaths = location.paths.filter(folderExists)
                if lockedPaths.isEmpty { throw error }
                doubt = error
                continue
            }
            let changes = planned.changes
            // A folder that is not writable is an error only when there is something to write.
            if !changes.isEmpty { try locks.requireAll() }
            let wanted = changes.map(\.path)
            guard Set(wanted).isSubset(of: lockedPaths) else {
                lockedPaths = Array(Set(lockedPaths + wanted))
                continue
            }
            if changes.isEmpty { return planned }
            let written = try write(changes, of: config, beforeWriting)
            return Result(before: config, after: planned.after, changes: written)
        }
    }

    private func folderExists(of path: String) -> Bool {
        FileSnapshot.exists(LexicalPath.directory(of: location.absolute(path)))
    }

    /// Patches the files in memory and checks the outcome.
    func outcome(of edits: [KubeconfigEdit], on config: Kubeconfig) throws -> Result {
        let edits = config.followingInFront(edits)
        var current = config
        var patches: [FilePatch?] = Array(repeating: nil, count: config.files.count)
        var batch = EditBatch()
        for edit in edits {
            if !batch.accepts(edit) {
                current = try batch.applied(to: current, &patches)
                batch = EditBatch()
            }
            if let planned = try edit.planned(in: current) {
                batch.add(planned, for: edit)
                if patches[planned.file] == nil { patches[planned.file] = FilePatch(config.files[planned.file]) }
                patches[planned.file]?.note(edit.entries)
            }
        }
        current = try batch.applied(to: current, &patches)
        for edit in edits where try !edit.isDone(in: current) {
            throw ConfigError(
                .notAsIntended, path: patches.firstIndex { $0 != nil }.map { config.files[$0].path },
                "the change would not have the effect asked for, because of another file in the list; nothing was written"
            )
        }
        let changes = patches.enumerated().compactMap { index, patch -> FileChange? in
            guard let patch else { return nil }
            let change = patch.change(to: current.files[index])
            let isSame = change.before.hasSameBytes(as: change.after) && change.isCreation == change.isRemoval
            return isSame ? nil : change
        }
        return Result(before: config, after: current, changes: changes)
    }

    private func write(
        _ changes: [FileChange], of config: Kubeconfig, _ beforeWriting: ([FileChange]) throws -> Void
    ) throws -> [FileChange] {
        // From here to the last rename a Ctrl-C waits, so that a store and the file never disagree.
        return try Signals.held {
            try beforeWriting(changes)
            var written: [FileChange] = []
            do {
                for var change in changes {
                    if change.isRemoval {
                        try AtomicReplacement.remove(change.absolutePath)
                    } else {
                        change.outcome = try Self.replace(change.absolutePath, by: change.after)
                    }
                    written.append(change)
                }
            } catch {
                // What went wrong first is what is told; as much as can be is as it was.
                for change in written.reversed() { try? Self.restore(change) }
                throw error
            }
            location.recorder?.record(written)
            return written
        }
    }

    private static func restore(_ change: FileChange) throws {
        if change.isCreation {
            try AtomicReplacement.remove(change.absolutePath)
        } else {
            _ = try replace(change.absolutePath, by: change.before)
        }
    }

    private static func replace(_ path: String, by text: SourceText) throws -> AtomicReplacement.Outcome {
        try AtomicReplacement.replace(path) { write throws(FileError) in
            try text.forEachSegment { bytes throws(FileError) in try write(bytes) }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
public import KuberingYAML

/// A change of one file: its text before and after.
public struct FileChange: Sendable {
    /// The path, as the user spelled it.
    public var path: String { old.path }
    /// The path for the operating system.
    public var absolutePath: String { old.absolutePath }
    /// The text before; empty when the file did not exist.
    public var before: SourceText { old.document.text }
    /// The text after; empty when the file is removed.
    public var after: SourceText { new.document.text }
    /// Whether the file is made anew.
    public var isCreation: Bool { !old.exists }
    /// Whether the file is removed.
    public var isRemoval: Bool { !new.exists }
    /// What turns the text after into the text before: sorted, not overlapping.
    public var inverse: [Splice] { before.inverse(of: splices) }
    /// How many bytes of the text before are not in the text after.
    public var removedSize: Int { splices.reduce(0) { $0 + $1.range.count } }
    /// What the edits were about, in their order, each once; empty for a change of the text as such.
    public let entries: [EditedEntry]
    /// How it came to be in place; nil while it has not been written, and for a removal.
    public internal(set) var outcome: AtomicReplacement.Outcome?

    let old: KubeconfigFile
    let new: KubeconfigFile
    private let splices: [Splice]

    init(from old: KubeconfigFile, to new: KubeconfigFile, by splices: [Splice], entries: [EditedEntry]) {
        self.old = old
        self.new = new
        self.splices = splices
        self.entries = entries
    }

    /// The lines that differ, as `diff -u` prints them, with every secret replaced by `REDACTED`.
    public var diff: String {
        UnifiedDiff.text(
            from: SecretRanges.redacted(old.document).bytes, to: SecretRanges.redacted(new.document).bytes, name: path)
    }
}

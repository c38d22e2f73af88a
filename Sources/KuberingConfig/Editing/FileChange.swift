// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
public import KuberingYAML

/// A change of one file: its text before and after.
public struct FileChange: Sendable {
    /// The path, as the user spelled it.
    public let path: String
    /// The text before; empty when the file did not exist.
    public var before: SourceText { oldDocument.text }
    /// The text after.
    public var after: SourceText { newDocument.text }
    /// How it came to be in place; nil while it has not been written.
    public internal(set) var outcome: AtomicReplacement.Outcome?

    let file: Int
    private let oldDocument: YAMLDocument
    private let newDocument: YAMLDocument

    init(file: Int, from old: KubeconfigFile, to new: YAMLDocument) {
        self.file = file
        path = old.path
        oldDocument = old.document
        newDocument = new
    }

    /// The lines that differ, as `diff -u` prints them, with every secret replaced by `REDACTED`.
    public var diff: String {
        UnifiedDiff.text(
            from: SecretRanges.redacted(oldDocument).bytes, to: SecretRanges.redacted(newDocument).bytes, name: path)
    }
}

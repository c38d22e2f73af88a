// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingRegistry
public import KuberingSystem
import KuberingYAML

/// Changes one registry in the pull secrets of a manifest, and nothing else in its text.
public struct EditPullSecret {
    /// What is asked for.
    public enum Edit: Sendable {
        /// The registry gets this credential.
        case set(RegistryCredential)
        /// The registry, in any spelling, goes.
        case remove(String)
    }

    /// What was done.
    public struct Outcome {
        /// What was changed.
        public let change: PullSecretText.Change
        /// The manifest as it is now.
        public let text: PullSecretText
        private let before: PullSecretText

        /// Makes the edit in a text.
        ///
        /// - Throws: `RegistryError`, see `PullSecretText`.
        public init(_ edit: Edit, of before: PullSecretText) throws(RegistryError) {
            var text = before
            change =
                switch edit {
                case .set(let credential): try text.set(credential)
                case .remove(let registry): try text.remove(registry)
                }
            (self.text, self.before) = (text, before)
        }

        /// The change as `diff -u` prints it, without a value of a Secret.
        ///
        /// - Parameter name: What it calls the manifest.
        /// - Returns: The diff; empty when nothing changed.
        /// - Throws: `RegistryError` with `manifest-unreadable`.
        public func diff(named name: String) throws(RegistryError) -> String {
            UnifiedDiff.text(
                from: try before.redacted(since: before), to: try text.redacted(since: before), name: name)
        }
    }

    private let path: String
    private let absolutePath: String
    private let secret: String?

    /// Prepares an edit; nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: The file, as the user spelled it.
    ///   - secret: Only the pull secrets of this name; nil for all.
    ///   - world: For the working directory.
    public init(_ path: String, secret: String?, _ world: World) {
        self.path = path
        absolutePath = LexicalPath.absolute(path, in: world.workingDirectory)
        self.secret = secret
    }

    /// The manifest as it is.
    ///
    /// - Throws: `FileError`, or `RegistryError` where it is nothing that could be changed.
    public func text() throws -> PullSecretText {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSnapshot.read(absolutePath, limit: PullSecretInspection.maximumSize).bytes
        } catch {
            throw FileError(.read, path, error.cause)
        }
        return try PullSecretText(bytes, source: path, secret: secret)
    }

    /// Makes the edit in the file, which is locked meanwhile and replaced as a whole.
    ///
    /// - Parameters:
    ///   - edit: What is asked for.
    ///   - isDryRun: Whether nothing is written.
    /// - Returns: What was done.
    /// - Throws: `LockError`, `FileError` or `RegistryError`; nothing is changed then.
    public func run(_ edit: Edit, isDryRun: Bool) throws -> Outcome {
        let lock = isDryRun ? nil : try LockFile.acquire(beside: absolutePath, wait: .seconds(10))
        defer { lock?.release() }
        let outcome = try Outcome(edit, of: try text())
        if !isDryRun {
            let text = SourceText(outcome.text.bytes)
            try AtomicReplacement.replace(absolutePath) { write throws(FileError) in try text.forEachSegment(write) }
        }
        return outcome
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem
import KuberingYAML

/// What becomes of the configurations of docker and podman.
public struct DockerConfigChange: Sendable, Hashable {
    /// Where credentials are now, or were, for people; each once.
    public internal(set) var places: [String] = []
    /// The lines of files that differ, as `diff -u` prints them, without secrets; empty when only a store changes.
    public internal(set) var diff = ""
}

extension DockerConfigFile {
    /// Changes the file: everything else in it, its mode and the symbolic link that leads to it stay.
    ///
    /// - Parameters:
    ///   - world: Where the file is.
    ///   - isDryRun: Whether nothing is written.
    ///   - change: Gets what is in the file, and its text to change; returns where credentials are or were.
    /// - Returns: What was or would be changed.
    /// - Throws: `FileError` or `RegistryError`, or what the change throws; then the file is as it was.
    func edit(
        _ world: World, isDryRun: Bool, _ change: (DockerConfig, inout DockerConfigText) throws -> [String]
    ) throws -> DockerConfigChange {
        let absolute = LexicalPath.absolute(path, in: world.workingDirectory)
        if !isDryRun { try Directory.create(LexicalPath.directory(of: absolute), mode: 0o700) }
        let lock = isDryRun ? nil : try LockFile.acquire(beside: absolute, wait: .seconds(10))
        defer { lock?.release() }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSnapshot.read(absolute, limit: DockerConfig.maximumSize).bytes
        } catch {
            guard error.isMissing else { throw error }
            bytes = []
        }
        let old = try DockerConfigText(bytes, path: path)
        var new = old
        let places = try change(try DockerConfig(parsing: bytes, path: path), &new)
        let text = new.bytes
        if text != bytes, !new.isEmpty || !old.isEmpty, !isDryRun {
            try AtomicReplacement.replace(absolute) { write throws(FileError) in
                try SourceText(text).forEachSegment(write)
            }
        }
        return DockerConfigChange(
            places: places,
            diff: UnifiedDiff.text(from: try old.redacted(since: old), to: try new.redacted(since: old), name: path))
    }
}

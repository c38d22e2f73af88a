// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem
import KuberingYAML

extension DockerConfigFile {
    /// Changes the file: everything else in it, its mode and the symbolic link that leads to it stay.
    ///
    /// - Parameters:
    ///   - world: Where the file is.
    ///   - change: Gets what is in the file, and its text to change.
    /// - Returns: What the change returns.
    /// - Throws: `FileError` or `RegistryError`, or what the change throws; then the file is as it was.
    func edit<Result>(
        _ world: CommandContext, _ change: (DockerConfig, inout DockerConfigText) throws -> Result
    ) throws -> Result {
        let absolute = LexicalPath.absolute(path, in: world.workingDirectory)
        try Directory.create(LexicalPath.directory(of: absolute), mode: 0o700)
        let lock = try LockFile.acquire(beside: absolute, wait: .seconds(10))
        defer { lock.release() }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSnapshot.read(absolute, limit: DockerConfig.maximumSize).bytes
        } catch {
            guard error.isMissing else { throw error }
            bytes = []
        }
        var text = try DockerConfigText(bytes, path: path)
        let result = try change(try DockerConfig(parsing: bytes, path: path), &text)
        let new = text.bytes
        if new != bytes, !(bytes.isEmpty && text.isEmpty) {
            try AtomicReplacement.replace(absolute) { write throws(FileError) in
                try SourceText(new).forEachSegment(write)
            }
        }
        return result
    }
}

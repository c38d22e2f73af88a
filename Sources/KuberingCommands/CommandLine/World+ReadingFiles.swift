// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension World {
    /// The bytes of a file that an option or argument named, or of standard input for `-`.
    ///
    /// - Parameters:
    ///   - path: As it was typed; messages call it so.
    ///   - limit: The most bytes that are accepted.
    /// - Returns: The whole contents.
    /// - Throws: ``FileError``.
    func readFile(_ path: String, limit: Int) throws -> [UInt8] {
        if path == "-" { return try input.readToEnd(limit: limit).withExposedBytes(Array.init) }
        return try contents(of: path) { file throws(FileError) in try FileSnapshot.read(file, limit: limit).bytes }
    }

    /// The same for a file in which there may be a key.
    func readSecretFile(_ path: String, limit: Int) throws -> SecretBytes {
        if path == "-" { return try input.readToEnd(limit: limit) }
        return try contents(of: path) { file throws(FileError) in try FileSnapshot.readSecret(file, limit: limit) }
    }

    /// What `read` makes of a file that messages call as it was typed.
    func contents<Contents>(
        of path: String, _ read: (_ absolutePath: String) throws(FileError) -> Contents
    ) throws(FileError) -> Contents {
        do throws(FileError) {
            return try read(LexicalPath.absolute(path, in: workingDirectory))
        } catch {
            throw FileError(.read, path, error.cause)
        }
    }

    /// How messages call what ``readFile(_:limit:)`` reads.
    static func sourceName(_ path: String) -> String { path == "-" ? "standard input" : path }
}

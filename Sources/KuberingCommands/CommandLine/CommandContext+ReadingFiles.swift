// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension CommandContext {
    /// The bytes of a file that an option or argument named, or of standard input for `-`.
    ///
    /// - Parameters:
    ///   - path: As it was typed; messages call it so.
    ///   - limit: The most bytes that are accepted.
    /// - Returns: The whole contents.
    /// - Throws: ``FileError``.
    func readFile(_ path: String, limit: Int) throws -> [UInt8] {
        if path == "-" { return try input.readToEnd(limit: limit).withExposedBytes(Array.init) }
        let absolute = LexicalPath.absolute(path, in: workingDirectory)
        do throws(FileError) {
            return try FileSnapshot.read(absolute, limit: limit).bytes
        } catch {
            throw FileError(.read, path, error.cause)
        }
    }

    /// How messages call what ``readFile(_:limit:)`` reads.
    static func sourceName(_ path: String) -> String { path == "-" ? "standard input" : path }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
public import KuberingSystem

/// A temporary folder that goes away with its owner.
public final class TestFolder {
    /// The absolute path.
    public let path: String

    /// Makes an empty folder that only this user can enter.
    ///
    /// - Throws: ``FileError``.
    public init() throws(FileError) {
        var template = Array("/tmp/kubering-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .last(.createDirectory, "/tmp") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        // What cannot be removed stays in the system's folder for temporary files.
        _ = try? TestProcess.run(["rm", "-rf", path], environment: ["PATH": "/usr/bin:/bin"])
    }

    /// Writes a file in the folder.
    ///
    /// A program is written by another process: a program that a test beside this one starts just now has our open files for a
    /// moment, and a file that is open for writing cannot be run.
    ///
    /// - Parameters:
    ///   - text: The whole contents.
    ///   - name: The file's path in the folder.
    ///   - mode: Its permission bits.
    /// - Throws: ``FileError``.
    public func write(_ text: String, to name: String, mode: UInt32 = 0o600) throws(FileError) {
        let file = path + "/" + name
        if mode & 0o111 != 0 { return try writeProgram(text, to: file, mode: mode) }
        guard let stream = fopen(file, "we") else { throw .last(.write, file) }
        fputs(text, stream)
        guard fclose(stream) == 0, chmod(file, mode) == 0 else { throw .last(.write, file) }
    }

    private func writeProgram(_ text: String, to file: String, mode: UInt32) throws(FileError) {
        // What is wrong with the process is wrong with the file.
        let outcome = try? TestProcess.run(
            ["sh", "-c", "cat >\"$1\" && chmod \"$2\" \"$1\"", "sh", file, String(mode, radix: 8)],
            environment: ["PATH": "/usr/bin:/bin"], input: Array(text.utf8))
        guard outcome?.end == .exited(0) else { throw FileError(.write, file, .other(outcome?.errors ?? "no shell")) }
    }
}

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
    /// - Parameters:
    ///   - text: The whole contents.
    ///   - name: The file's path in the folder.
    ///   - mode: Its permission bits.
    /// - Throws: ``FileError``.
    public func write(_ text: String, to name: String, mode: UInt32 = 0o600) throws(FileError) {
        let file = path + "/" + name
        guard let stream = fopen(file, "we") else { throw .last(.write, file) }
        fputs(text, stream)
        guard fclose(stream) == 0, chmod(file, mode) == 0 else { throw .last(.write, file) }
    }
}

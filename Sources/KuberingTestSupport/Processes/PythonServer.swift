// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// A small server on 127.0.0.1 that a test brings along, in Python.
public final class PythonServer {
    /// Where it listens, for example `127.0.0.1:40001`.
    public let address: String
    /// What its program calls `folder`: for what it is given, and what it writes down.
    public let folder: TestFolder
    private let process: TestProcess

    /// Starts a server and waits until it listens.
    ///
    /// - Parameters:
    ///   - program: Python with all of `Tests/Fixtures/Servers/serving.py`; it ends with `listen(server)`.
    ///   - arguments: What it finds in `arguments`.
    ///   - folder: The folder; nil is a new one.
    /// - Throws: What the server says when it does not start.
    public init(_ program: String, _ arguments: [String] = [], in folder: TestFolder? = nil) throws {
        let folder = try folder ?? TestFolder()
        process = try TestProcess(
            ["python3", "-c", "from serving import *\n" + program, folder.path] + arguments,
            environment: [
                "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "PYTHONPATH": Self.modules,
                "PYTHONDONTWRITEBYTECODE": "1",
            ])
        address = "127.0.0.1:" + (try process.text(ofFile: folder.path + "/port"))
        self.folder = folder
    }

    /// What the server wrote into a file of its folder; empty while there is none.
    public func text(_ name: String) -> String {
        // Nobody has asked yet.
        guard let file = try? FileSnapshot.read(folder.path + "/" + name, limit: 1 << 20) else { return "" }
        return String(decoding: file.bytes, as: UTF8.self)
    }

    /// The folder of the module `serving`.
    private static let modules = LexicalPath.cleaned(
        LexicalPath.directory(of: #filePath) + "/../../../Tests/Fixtures/Servers")
}

extension TestProcess {
    /// Waits for a file that the program writes, and reads it.
    ///
    /// - Parameter path: The file, which gets its name when it is complete.
    /// - Returns: Its text.
    /// - Throws: What the program says when it ends without it.
    public func text(ofFile path: String) throws -> String {
        let isThere = Patience.waits { FileSnapshot.exists(path) || hasEnded }
        guard isThere, FileSnapshot.exists(path) else {
            throw FileError(.read, path, .other(outcome(limit: 0).errors))
        }
        return String(decoding: try FileSnapshot.read(path, limit: 1 << 20).bytes, as: UTF8.self)
    }
}

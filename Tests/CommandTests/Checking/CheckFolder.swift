// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// A folder with files to check, and the world of each check in it.
final class CheckFolder {
    let folder: TestFolder
    var path: String { folder.path }

    init(_ files: [String: String] = [:]) throws {
        folder = try TestFolder()
        for (name, text) in files { try folder.write(text, to: name) }
    }

    /// Runs `kubering check` in the folder; it is shown as `~`.
    ///
    /// - Parameters:
    ///   - arguments: What comes after `check`.
    ///   - variables: Besides a `HOME` that is empty.
    ///   - time: Seconds since 1970; the tests' usual moment when not given.
    /// - Returns: All that it left.
    /// - Throws: `FileError` when the world cannot be made.
    func check(
        _ arguments: [String], _ variables: Environment = [:], time: Double = 1_795_000_000
    ) throws -> CommandResult {
        let world = try FakeWorld()
        world.value.workingDirectory = path
        world.value.environment = world.value.environment.merging(variables)
        world.setTime(time)
        var result = world.run(["check"] + arguments)
        result.output = result.output.replacing(path, with: "~")
        result.errors = result.errors.replacing(path, with: "~")
        return result
    }

    /// The contents of a file.
    func text(_ name: String) throws -> String {
        String(decoding: try FileSnapshot.read(path + "/" + name, limit: 1 << 24).bytes, as: UTF8.self)
    }

    /// The permission bits of a file.
    func mode(_ name: String) -> UInt32? { FilePermissions(of: path + "/" + name)?.mode }
}

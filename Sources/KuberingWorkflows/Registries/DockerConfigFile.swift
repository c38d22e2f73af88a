// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem

/// A file that may hold credentials of registries.
struct DockerConfigFile {
    /// As the user knows it.
    let path: String
    /// Whether it is an error when it is not there.
    let isNeeded: Bool

    init(_ path: String, isNeeded: Bool = false) {
        self.path = path
        self.isNeeded = isNeeded
    }

    /// Its contents; nil when it is not there and need not be.
    func read(_ world: World) throws -> DockerConfig? {
        let absolute = LexicalPath.absolute(path, in: world.workingDirectory)
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSnapshot.read(absolute, limit: PullSecretInspection.maximumSize).bytes
        } catch {
            if error.isMissing, !isNeeded { return nil }
            throw FileError(.read, path, error.cause)
        }
        return try DockerConfig(parsingAny: bytes, path: path)
    }

    /// Its contents; nil, after a warning when it is there, when there are none.
    func readOrWarn(_ world: World) -> DockerConfig? {
        do {
            return try read(world)
        } catch {
            world.warn("\(error); it is passed over")
            return nil
        }
    }
}

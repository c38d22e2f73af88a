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
    func read(_ world: CommandContext) throws -> DockerConfig? {
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
}

/// The files that docker and podman look into, in their order.
enum DockerConfigFiles {
    /// Docker's: the first that exists is the one that it reads.
    static func docker(_ world: CommandContext) -> [DockerConfigFile] {
        DockerConfig.locations(environment: world.environment, home: home(world)).map { DockerConfigFile($0) }
    }

    /// Podman's and skopeo's: the first that has a credential counts; docker's come last.
    ///
    /// Source: containers-auth.json(5).
    static func podman(_ world: CommandContext) -> [DockerConfigFile] {
        if let file = world.environment["REGISTRY_AUTH_FILE"], !file.isEmpty { return [.init(file, isNeeded: true)] }
        var paths: [String] = []
        if let folder = world.environment["XDG_RUNTIME_DIR"], !folder.isEmpty {
            paths.append(folder + "/containers/auth.json")
        }
        let configuration = world.environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        paths.append((configuration ?? home(world) + "/.config") + "/containers/auth.json")
        return paths.map { DockerConfigFile($0) } + docker(world)
    }

    private static func home(_ world: CommandContext) -> String { world.environment["HOME", default: "/"] }
}

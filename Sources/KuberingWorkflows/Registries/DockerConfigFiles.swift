// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem

/// The files that docker and podman look into, in their order.
enum DockerConfigFiles {
    /// Docker's: the first that exists is the one that it reads.
    static func docker(_ world: World) -> [DockerConfigFile] {
        DockerConfig.locations(environment: world.environment, home: home(world)).map { DockerConfigFile($0) }
    }

    /// Podman's and skopeo's: the first that has a credential counts; docker's come last.
    ///
    /// Source: containers-auth.json(5).
    static func podman(_ world: World) -> [DockerConfigFile] {
        podmanAlone(world) + (isChosen(world) ? [] : docker(world))
    }

    /// Those of both, each once: docker does not know of REGISTRY_AUTH_FILE.
    static func all(_ world: World) -> [DockerConfigFile] {
        let podman = podmanAlone(world)
        return podman + docker(world).filter { file in !podman.contains { $0.path == file.path } }
    }

    /// Those that a program writes itself: not docker's legacy file, and not docker's for podman.
    static func written(by program: DockerConfigProgram, _ world: World) -> [DockerConfigFile] {
        switch program {
        case .docker: Array(docker(world).prefix(1))
        case .podman: podmanAlone(world)
        }
    }

    /// The variables of which one must say where a program's files are, for people.
    static func variables(of program: DockerConfigProgram) -> String {
        switch program {
        case .docker: "neither DOCKER_CONFIG nor HOME is set"
        case .podman: "none of REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME and HOME is set"
        }
    }

    private static func podmanAlone(_ world: World) -> [DockerConfigFile] {
        if isChosen(world), let file = world.environment["REGISTRY_AUTH_FILE"] { return [.init(file, isNeeded: true)] }
        var paths: [String] = []
        if let folder = world.environment["XDG_RUNTIME_DIR"], !folder.isEmpty {
            paths.append(folder + "/containers/auth.json")
        }
        let configuration = world.environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        if let folder = configuration ?? home(world).map({ LexicalPath.absolute(".config", in: $0) }) {
            paths.append(folder + "/containers/auth.json")
        }
        return paths.map { DockerConfigFile($0) }
    }

    private static func isChosen(_ world: World) -> Bool {
        world.environment["REGISTRY_AUTH_FILE"]?.isEmpty == false
    }

    private static func home(_ world: World) -> String? {
        world.environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingRegistry
import KuberingSecrets
public import KuberingSystem

/// Puts a credential into the configuration of docker or podman, as their own `login` would.
public struct WriteDockerConfig {
    private let world: World

    /// Prepares; nothing is read yet.
    public init(_ world: World) { self.world = world }

    /// Writes the credential: into the credential store that the configuration names for the registry, else into the file.
    ///
    /// The file keeps its other bytes, its mode and the symbolic link that leads to it; a new one gets 0600.
    ///
    /// - Parameters:
    ///   - credential: What is written.
    ///   - program: Whose configuration.
    ///   - isDryRun: Whether nothing is written.
    /// - Returns: Where it is now, or would be.
    /// - Throws: `FileError`, `RegistryError` or `SecretsError`; ``WorkflowError`` when nobody knows where the file is. Then
    ///   nothing is changed.
    public func write(
        _ credential: RegistryCredential, to program: DockerConfigProgram, isDryRun: Bool
    ) throws -> DockerConfigChange {
        guard let file = DockerConfigFiles.written(by: program, world).first else {
            throw WorkflowError.noConfigurationFile(of: program)
        }
        return try file.edit(world, isDryRun: isDryRun) { config, text in
            let key = text.keys(for: credential.server).first ?? Self.key(for: credential.server)
            guard let store = config.store(for: credential.server) else {
                try text.set(
                    RegistryCredential(server: key, username: credential.username, password: credential.password),
                    spellsOut: false)
                return [file.path]
            }
            let helper = try CredentialHelper(store, of: config, world)
            if !isDryRun { try helper.store(credential.password, username: credential.username, server: key) }
            // Podman writes nothing then.
            if program == .docker { try text.mark(key) }
            return ["docker-credential-\(store)"]
        }
    }

    /// The key under which docker keeps a registry.
    private static func key(for server: String) -> String {
        let key = RegistryKey(server)
        return key == RegistryKey("docker.io") ? "https://index.docker.io/v1/" : key.text
    }
}

extension CredentialHelper {
    /// The helper that a configuration names.
    ///
    /// - Throws: `RegistryError` with `bad-helper` when the name can be no program's.
    init(_ name: String, of config: DockerConfig, _ world: World) throws {
        guard StoreName(rawValue: "helper:\(name)") != nil else {
            throw RegistryError.badHelper(name, path: config.path)
        }
        self.init(
            name, environment: world.environment, directories: world.directories, mayAsk: world.prompter.canAsk)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingRegistry
import KuberingSecrets
public import KuberingSystem
import KuberingYAML

/// Puts a credential into the configuration of docker or podman, as their own `login` would.
public struct WriteDockerConfig {
    /// Whose configuration.
    public enum Program: Sendable { case docker, podman }

    private let world: CommandContext

    /// Prepares; nothing is read yet.
    public init(_ world: CommandContext) { self.world = world }

    /// Writes the credential: into the credential store that the configuration names for the registry, else into the file.
    ///
    /// The file keeps its other bytes, its mode and the symbolic link that leads to it; a new one gets 0600.
    ///
    /// - Parameters:
    ///   - credential: What is written.
    ///   - program: Whose configuration.
    /// - Returns: Where it is now, for people.
    /// - Throws: `FileError`, `RegistryError` or `SecretsError`; then nothing is changed.
    public func write(_ credential: RegistryCredential, to program: Program) throws -> String {
        let files = program == .docker ? DockerConfigFiles.docker(world) : DockerConfigFiles.podman(world)
        // Docker's legacy file is read and never written.
        guard let file = files.first else { throw WorkflowError.noAccount(credential.server) }
        let path = LexicalPath.absolute(file.path, in: world.workingDirectory)
        try Directory.create(LexicalPath.directory(of: path), mode: 0o700)
        let lock = try LockFile.acquire(beside: path, wait: .seconds(10))
        defer { lock.release() }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSnapshot.read(path, limit: DockerConfig.maximumSize).bytes
        } catch {
            guard error.isMissing else { throw error }
            bytes = []
        }
        let config = try DockerConfig(parsing: bytes, path: file.path)
        var text = try DockerConfigText(bytes, path: file.path)
        let key = text.keys(for: credential.server).first ?? Self.key(for: credential.server)
        if let store = config.store(for: credential.server) {
            let helper = CredentialHelper(
                store, environment: world.environment, directories: world.directories, mayAsk: world.prompter.canAsk)
            try helper.store(credential.password, username: credential.username, server: key)
            return "docker-credential-\(store)"
        }
        try text.set(
            RegistryCredential(server: key, username: credential.username, password: credential.password),
            spellsOut: false)
        let new = text.bytes
        if new != bytes {
            try AtomicReplacement.replace(path) { write throws(FileError) in try SourceText(new).forEachSegment(write) }
        }
        return file.path
    }

    /// The key under which docker keeps a registry.
    private static func key(for server: String) -> String {
        let key = RegistryKey(server)
        return key == RegistryKey("docker.io") ? "https://index.docker.io/v1/" : key.text
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem

/// The command `kubering pull-secret create`.
struct PullSecretCreate: ContextCommand {
    static let examples = [
        Example(
            "pull-secret create regcred --registry registry.example.com -u robot --password-stdin < password",
            "Print the manifest of a pull secret for one registry."),
        Example(
            "pull-secret create regcred --registry ghcr.io --from docker -n web | kubectl apply -f -",
            "Take the credential that docker login left, and create the secret."),
    ]
    static let configuration = configured(
        "create", "Print the manifest of a pull secret with exactly the registries chosen.",
        discussion: """
            The manifest is the one of kubectl create secret docker-registry, but the password is read from standard input or \
            docker's configuration and never from the command line.
            """)

    @Argument(help: ArgumentHelp("The secret's name.", valueName: "name"))
    var name: String
    @Option(
        help: ArgumentHelp("A registry, as docker spells it; may be repeated with --from.", valueName: "server"),
        completion: .custom { _, _, prefix in Candidates.registries(prefix) })
    var registry: [String] = []
    @Option(name: [.customShort("u", allowingJoined: true), .long], help: "The user name.")
    var username: String?
    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false
    @Option(
        help: "Take the credentials from docker's configuration (docker) or a file of that form.", completion: .file())
    var from: String?
    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        help: "The secret's namespace; may be repeated, for a manifest each.")
    var namespace: [String] = []
    @Flag(help: "Append a hash of the contents to the name.")
    var appendHash = false
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "yaml or json.")
    var output = DocumentFormat.yaml

    func validate() throws {
        if from != nil {
            if username != nil || passwordStdin { throw ValidationError("--from takes no user name and no password") }
            if registry.isEmpty { throw ValidationError("say which registries with --registry") }
        } else {
            guard registry.count == 1, username != nil, passwordStdin else {
                throw ValidationError(
                    "say --registry SERVER -u USER --password-stdin, or --registry SERVER --from docker")
            }
        }
    }

    func run(_ context: CommandContext) throws {
        let credentials = try credentials(context)
        let namespaces = namespace.isEmpty ? [nil] : namespace.map(Optional.some)
        let texts = try namespaces.map { namespace in
            var secret = try ImagePullSecret(name: name, namespace: namespace, credentials: credentials)
            if appendHash { secret = try secret.appendingHash() }
            return output == .json ? secret.jsonText : secret.yamlText
        }
        context.output.write(texts.joined(separator: output == .json ? "" : "---\n"))
    }

    private func credentials(_ context: CommandContext) throws -> [RegistryCredential] {
        if let from {
            let config = try DockerConfiguration.read(from, context)
            return try registry.map { try config.credential(for: $0) }
        }
        guard let server = registry.first, let username else { return [] }
        if context.input.isTerminal { context.errors.writeLine("Type the password, then Ctrl-D:") }
        let password = try context.input.readSecretLine()
        return [RegistryCredential(server: server, username: username, password: password)]
    }
}

/// Docker's configuration, wherever the user says it is.
enum DockerConfiguration {
    /// Reads it.
    ///
    /// - Parameters:
    ///   - source: `docker`, or a path.
    ///   - context: For the environment and the working directory.
    /// - Returns: The configuration.
    /// - Throws: `FileError` or `RegistryError`.
    static func read(_ source: String, _ context: CommandContext) throws -> DockerConfig {
        let home = context.environment["HOME", default: "/"]
        let paths =
            source == "docker" ? DockerConfig.locations(environment: context.environment, home: home) : [source]
        var missing: FileError?
        for path in paths {
            do {
                let absolute = LexicalPath.absolute(path, in: context.workingDirectory)
                let bytes = try FileSnapshot.read(absolute, limit: DockerConfig.maximumSize).bytes
                return try DockerConfig(parsing: bytes, path: path)
            } catch let error as FileError where error.isMissing {
                missing = missing ?? error
            }
        }
        throw missing ?? FileError(.read, source, .other("there is no such file"))
    }
}

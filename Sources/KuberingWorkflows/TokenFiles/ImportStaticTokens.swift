// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSecrets
import KuberingSystem

/// Makes users and contexts of a kubeconfig from the users of a file of static tokens.
public struct ImportStaticTokens: Sendable {
    /// What is asked for.
    public struct Request: Sendable {
        /// The users; empty for all.
        public var users: [String] = []
        /// A cluster of the kubeconfig; nil is that of the current context.
        public var cluster: String?
        /// The namespace of the new contexts.
        public var namespace: String?

        /// Asks for all users, on the current cluster.
        public init() {}
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// The new contexts, in the order of the file.
        public let contexts: [String]
        /// The users that the kubeconfig has already, with the same token.
        public let known: [String]
        /// The files that changed.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation

    /// Prepares an import.
    public init(_ location: KubeconfigLocation) {
        self.location = location
    }

    /// Imports; of a user with several tokens the last one.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - file: The file of tokens.
    ///   - path: What messages call it.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: `SecretsError` of code `token-file-user-not-found`; `ConfigError` for a cluster that is not there or a
    ///   name that is taken; ``WorkflowError``; what the transaction throws.
    public func run(
        _ request: Request, from file: TokenFile, named path: String, isDryRun: Bool = false
    ) throws -> Outcome {
        if let namespace = request.namespace { try NamespaceName.check(namespace) }
        let usable = file.rows.filter { $0.token.count > 0 && !$0.name.isEmpty }
        let all = usable.map(\.name).distinct
        for name in request.users where !all.contains(name) {
            throw SecretsError.noUser(name, inTokenFile: path, names: all)
        }
        let names = all.filter { request.users.isEmpty || request.users.contains($0) }
        var (contexts, known): ([String], [String]) = ([], [])
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            (contexts, known) = ([], [])
            let cluster = try cluster(request, in: config)
            return try names.flatMap { name -> [KubeconfigEdit] in
                guard let row = usable.last(where: { $0.name.isExactly(name) }) else { return [] }
                let token = row.token.withExposedBytes { String(decoding: $0, as: UTF8.self) }
                let context = "\(name)@\(cluster)"
                if let origin = config.origin(.user, named: name) {
                    guard try config.user(named: name)?.token?.hasSameBytes(as: row.token) == true,
                        config.origin(.context, named: context) != nil
                    else { throw ConfigError.exists(.user, name, in: config.path(of: origin)) }
                    known.append(name)
                    return []
                }
                contexts.append(context)
                return [
                    .add(.user, name: name, content: ["token": .string(token)]),
                    .add(
                        .context, name: context,
                        content: .object(present: [
                            "cluster": .string(cluster), "user": .string(name),
                            "namespace": request.namespace.map(JSONValue.string),
                        ])),
                ]
            }
        }
        return Outcome(contexts: contexts, known: known, changes: result.changes)
    }

    private func cluster(_ request: Request, in config: Kubeconfig) throws -> String {
        let current = try config.context(named: config.currentContext)?.cluster
        guard let name = request.cluster ?? current, !name.isEmpty else {
            throw WorkflowError(
                .missingOption, "which cluster? name one of the kubeconfig with --cluster", exitStatus: .usage)
        }
        guard config.origin(.cluster, named: name) != nil else {
            throw ConfigError.notFound(.cluster, name, existing: config.names(.cluster), place: config.placeInWords)
        }
        return name
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem

/// The command `kubering pull-secret create`.
struct PullSecretCreate: KuberingCommand {
    static let examples = [
        Example(
            "pull-secret create regcred --registry registry.example.com -u robot --password-stdin < password",
            "Print the manifest of a pull secret for one registry."),
        Example(
            "pull-secret create regcred --registry ghcr.io --from docker -n web | kubectl apply -f -",
            "Take the credential that docker login left, and create the secret."),
        Example(
            "kubectl get serviceaccount default -n web -o yaml | kubering pull-secret create regcred --registry ghcr.io -n web "
                + "--attach default --attach-from -",
            "Print the ServiceAccount, too, with the secret added to those that its pods use."),
    ]
    static let configuration = configured(
        "create", "Print the manifest of a pull secret with exactly the registries chosen.",
        discussion: """
            The manifest is the one of kubectl create secret docker-registry, but the password is read from standard input or \
            from where it already is, docker's and podman's credential stores included, and never from the command line. A ServiceAccount's list of pull secrets is replaced as a whole \
            by whoever applies it, and kubectl apply takes away what it once applied and no longer finds: --attach-from gives the \
            account as it is, which --attach prints again with the longer list and nothing else changed.
            """)

    @Argument(help: ArgumentHelp("The secret's name.", valueName: "name"))
    var name: String
    @Option(
        help: ArgumentHelp("A registry, as docker spells it; may be repeated.", valueName: "server"),
        completion: .custom { _, _, prefix in Candidates.registries(prefix) })
    var registry: [String] = []
    @OptionGroup var account: AccountOptions
    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        help: "The secret's namespace; may be repeated, for a manifest each.",
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words) })
    var namespace: [String] = []
    @Option(
        help: ArgumentHelp(
            "Print a ServiceAccount with the secret among its pull secrets, too; may be repeated.",
            valueName: "serviceaccount"), completion: .list(["default"]))
    var attach: [String] = []
    @Option(
        help: ArgumentHelp(
            "The accounts of --attach as they are now, from kubectl get serviceaccount -o yaml; - reads standard input.",
            valueName: "file"), completion: .file())
    var attachFrom: String?
    @Option(help: ArgumentHelp("A label of the secret; may be repeated.", valueName: "key=value"))
    var label: [String] = []
    @Option(help: ArgumentHelp("An annotation of the secret; may be repeated.", valueName: "key=value"))
    var annotation: [String] = []
    @Option(help: "The secret's type: dockerconfigjson, or dockercfg for the shape of old clusters.")
    var type = SecretType.dockerconfigjson
    @Flag(help: "Do not ask the registries whether the credentials work.")
    var noVerify = false
    @OptionGroup var access: RegistryAccessOptions
    @Flag(help: "Append a hash of the contents to the name.")
    var appendHash = false
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "yaml or json.")
    var output = DocumentFormat.yaml

    /// The type by its short or full name.
    enum SecretType: String, ExpressibleByArgument, CaseIterable {
        case dockerconfigjson, dockercfg

        init?(argument: String) {
            self.init(rawValue: argument.hasPrefix("kubernetes.io/") ? String(argument.dropFirst(14)) : argument)
        }

        var format: PullSecretFormat { self == .dockercfg ? .legacy : .current }
    }

    func validate() throws {
        if attachFrom != nil, attach.isEmpty { throw ValidationError("--attach-from needs --attach") }
        if attachFrom == "-", account.passwordStdin {
            throw ValidationError("only one of --password-stdin and --attach-from - can read standard input")
        }
        try account.check(registries: registry)
    }

    func run(_ world: World) throws {
        // What was written wrong is said before a store is unlocked for it.
        let namespaces = namespaces
        for namespace in namespaces { try ImagePullSecret.check(name: name, namespace: namespace) }
        let metadata = try ManifestMetadata(labels: label, annotations: annotation)
        let accounts = try accounts(world)
        for namespace in namespaces {
            for account in attach { _ = try accounts.account(account, in: namespace) }
        }
        let credentials = try account.credentials(for: registry, world)
        for credential in credentials { warn(of: credential, world) }
        if !noVerify { try RegistryReport.refuseRejected(credentials, access.access(world), world) }
        if attachFrom == nil { warnOfReplacedLists(world) }
        var texts: [String] = []
        for namespace in namespaces {
            var secret = try ImagePullSecret(
                name: name, namespace: namespace, format: type.format, metadata: metadata, credentials: credentials)
            if appendHash { secret = try secret.appendingHash() }
            texts.append(output == .json ? secret.jsonText : secret.yamlText)
            for account in attach {
                let account = try accounts.account(account, in: namespace).attaching(secret.name, in: namespace)
                texts.append(output == .json ? account.jsonText : account.yamlText)
            }
        }
        world.output.write(texts.joined(separator: output == .json ? "" : "---\n"))
    }

    /// Each namespace once; nil alone when none is named.
    private var namespaces: [String?] {
        namespace.isEmpty ? [nil] : namespace.distinct
    }

    private func warn(of credential: RegistryCredential, _ world: World) {
        RegistryReport.warnOfShortLife(credential, world)
        guard RegistryKey.isOtherNameOfHub(credential.server) else { return }
        world.warn("\(OutsideText.escaped(credential.server)): \(PullSecretProblem.otherNameOfHub.description)")
    }

    private func warnOfReplacedLists(_ world: World) {
        for account in attach {
            world.warn(
                "whoever applies this replaces the list of pull secrets of service account \(OutsideText.quoted(account)); "
                    + "if it has others, give it with --attach-from, from: kubectl get serviceaccount "
                    + "\(OutsideText.escaped(account)) -o yaml")
        }
    }

    private func accounts(_ world: World) throws -> AttachedAccounts {
        guard let attachFrom else { return AttachedAccounts(source: nil, known: []) }
        let bytes = try world.readFile(attachFrom, limit: PullSecretInspection.maximumSize)
        let source = World.sourceName(attachFrom)
        return AttachedAccounts(source: source, known: try ServiceAccountManifest.all(in: bytes, source: source))
    }
}

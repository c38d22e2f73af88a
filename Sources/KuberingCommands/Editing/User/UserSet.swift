// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering user set`.
struct UserSet: KuberingCommand {
    static let examples = [
        Example(
            "user set jane --client-certificate jane.crt --client-key jane.key --embed-certs",
            "A user with a certificate."),
        Example("user set bot --token-stdin", "A user with a token, read from standard input."),
        Example(
            "user set jane --exec-command aws --exec-arg eks --exec-arg get-token",
            "A user whose credential a program gets."),
        Example("user set jane --exec-env AWS_PROFILE=work --exec-env DEBUG-", "Change variables of that program."),
    ]
    static let configuration = configured(
        "set", "Make a user, or change one.",
        discussion: """
            What is not named stays as it is, and '' removes a field. A token, a token's file, and a user name with a password \
            take each other's place, and so do a program and an auth provider. --exec-command and --auth-provider put one in the \
            place of another one with all its settings; without them, the other options change what is there. A key in the \
            kubeconfig can be read by everybody who can read the file: kubering onboard keeps it in the keyring.
            """)

    @Argument(
        help: ArgumentHelp("The user.", valueName: "user"),
        completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var name: String
    @Option(help: ArgumentHelp("The file with its certificate.", valueName: "file"), completion: .file())
    var clientCertificate: String?
    @Option(help: ArgumentHelp("The file with its private key.", valueName: "file"), completion: .file())
    var clientKey: String?
    @Flag(help: "Put certificate and key into the kubeconfig instead of the names of their files.")
    var embedCerts = false
    @Flag(help: "Read a bearer token from standard input.")
    var tokenStdin = false
    @Option(
        help: ArgumentHelp("A file with a bearer token, read again and again.", valueName: "file"), completion: .file())
    var tokenFile: String?
    @Option(help: ArgumentHelp("The name for basic authentication.", valueName: "name"))
    var username: String?
    @Flag(help: "Read the password for basic authentication from standard input.")
    var passwordStdin = false
    @OptionGroup(title: "Plugin Options") var plugin: PluginOptions
    @OptionGroup(title: "Auth Provider Options") var provider: AuthProviderOptions
    @OptionGroup var paths: PathOptions
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if embedCerts, clientCertificate?.isEmpty != false, clientKey?.isEmpty != false {
            throw ValidationError("--embed-certs needs --client-certificate or --client-key")
        }
        let methods = [tokenStdin, tokenFile?.isEmpty == false, passwordStdin || username?.isEmpty == false]
        if methods.filter({ $0 }).count > 1 {
            throw ValidationError("a token, a token's file, and a user name with a password exclude each other")
        }
        if plugin.isGiven, provider.isGiven {
            throw ValidationError("a program and an auth provider exclude each other")
        }
    }

    func run(_ world: World) throws {
        var fields = UserFields()
        // Read in any case: a file that is not there is found out here, not when kubectl connects.
        let certificate = try contents(clientCertificate, world)
        let key = try contents(clientKey, world)
        let (bundle, privateKey) = try check(certificate, key)
        fields.certificate = try source(
            clientCertificate, certificate, pem: bundle.map { SecretBytes(utf8: $0.pem) }, world)
        fields.key = try source(clientKey, key, pem: privateKey?.pem, world)
        if tokenStdin || passwordStdin {
            if world.input.isTerminal { world.errors.writeLine("Type the secret, then Ctrl-D:") }
            let secret = try world.input.readSecretLine()
            guard secret.count > 0 else {
                throw UsageError(
                    "nothing came in on standard input; to remove the field: \(Kubering.programName) unset "
                        + "users.NAME.\(tokenStdin ? "token" : "password")")
            }
            if tokenStdin { fields.token = secret } else { fields.password = secret }
        }
        fields.username = username
        fields.tokenFile = tokenFile.map { $0.isEmpty ? "" : LexicalPath.absolute($0, in: world.workingDirectory) }
        fields.plugin = plugin.fields(workingDirectory: world.workingDirectory)
        fields.provider = try provider.fields()
        let outcome = try SetEntry(kubeconfig.location(world), hasAbsolutePaths: paths.absolutePaths)
            .run(.user, name, isDryRun: dryRun.dryRun) { try fields.settings(of: $0) }
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        for clause in outcome.warnings { world.warn(clause) }
        if dryRun.dryRun { return }
        world.say(EntryKind.user.sentence(name, isNew: outcome.isNew, isChanged: !outcome.changes.isEmpty))
        try world.report(LeftCredentials(before: outcome.before))
    }

    /// What becomes of a file, whose contents are those of `pem` in another form if they are not PEM.
    private func source(
        _ path: String?, _ contents: SecretBytes?, pem: SecretBytes?, _ world: World
    ) throws -> UserFields.Source? {
        guard let path else { return nil }
        guard let contents, let pem else { return UserFields.Source.none }
        let isPEM = contents.withExposedBytes(PEM.isWritten)
        if embedCerts { return .embedded(isPEM ? contents : pem) }
        guard isPEM else { throw UsageError(Self.derProblem(path)) }
        return .file(LexicalPath.absolute(path, in: world.workingDirectory))
    }

    /// Why a file cannot be referred to.
    static func derProblem(_ path: String) -> String {
        "\(OutsideText.quoted(path)) is not PEM, and kubectl reads nothing else; --embed-certs converts it"
    }

    /// Certificate and key must be what they are called, and belong together when both are given.
    private func check(
        _ certificate: SecretBytes?, _ key: SecretBytes?
    ) throws -> (CertificateBundle?, PrivateKey?) {
        let bundle = try certificate.map {
            try CertificateBundle(reading: $0.withExposedBytes(Array.init), named: clientCertificate ?? "")
        }
        guard let key else { return (bundle, nil) }
        let keyName = OutsideText.quoted(clientKey ?? "")
        let file = try PrivateKeyFile(reading: key, named: clientKey ?? "")
        guard !file.needsPassphrase else {
            throw UsageError("\(keyName) is encrypted, and kubectl cannot use it; see: kubering onboard")
        }
        let privateKey = try file.key(passphrase: nil)
        guard let bundle, !privateKey.matches(bundle.leaf) else { return (bundle, privateKey) }
        throw UsageError(
            "\(keyName) is not the key of the certificate in \(OutsideText.quoted(clientCertificate ?? ""))")
    }

    /// What the file holds; nil for no file.
    private func contents(_ path: String?, _ world: World) throws -> SecretBytes? {
        guard let path, !path.isEmpty else { return nil }
        return try world.contents(of: path) { file throws(FileError) in
            try FileSnapshot.readSecret(file, limit: PEM.sizeLimit)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering credential move`.
struct CredentialMove: KuberingCommand {
    static let examples = [
        Example("credential move jane --to secret-service", "Take jane's key out of the kubeconfig, into the keyring."),
        Example("credential move --all --to vault --dry-run", "What would change if everything went into the vault."),
        Example("credential move 'dev-*' --to helper:pass", "Into the store behind docker-credential-pass."),
        Example("credential move jane --to files --directory ~/.kube/pki", "Back into files."),
    ]
    static let configuration = configured(
        "move", "Move credentials between the kubeconfig, files and stores.",
        discussion: """
            A client certificate with its key, or a token, wherever it rests now. It is checked, written to the new place and \
            read back from there as kubectl will get it; then the kubeconfig is changed, all users or none. If anything fails, \
            everything is as it was. The old key file can be removed at the end; undo cannot take a move back, because the \
            history loses the secret too. A user name with a password stays: kubectl takes it from no plugin.
            """)

    @Argument(
        help: ArgumentHelp("Users by name or pattern.", valueName: "user"),
        completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var users: [String] = []
    @Flag(help: "All users that have a credential.")
    var all = false
    @Option(
        help: ArgumentHelp(
            "secret-service, vault, helper:NAME, or in clear: embedded (in the kubeconfig) or files.",
            valueName: "place"),
        completion: .custom { _, _, prefix in Candidates.stores(prefix, and: ["embedded", "files"]) },
        transform: MovePlace.init(parsing:))
    var to: MovePlace
    @Option(help: "The folder for --to files; it is made with mode 0700 when it is not there.", completion: .directory)
    var directory: String?
    @Flag(name: [.customShort("y"), .long], help: "Do not ask: remove the old files of keys and tokens.")
    var yes = false
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if all == !users.isEmpty { throw ValidationError(all ? "--all takes no users" : "name users, or say --all") }
        if (to == .files) != (directory != nil) {
            throw ValidationError(to == .files ? "--to files needs --directory" : "--directory needs --to files")
        }
    }

    func run(_ world: World) throws {
        let stores = passphrase.stores(world)
        let outcome = try MoveCredentials(kubeconfig.location(world), stores: stores, world: world)
            .run(all ? .all : .named(users), to: try destination(stores, world), isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        for moved in outcome.moved { report(moved, world) }
        for kept in outcome.kept {
            let line = "Nothing was moved: \(kept.reason)."
            if kept.isProblem { world.warn(kept.reason) } else { world.say(line) }
        }
        if !dryRun.dryRun {
            try world.report(outcome.leftovers, mayRemove: yes)
            if outcome.moved.contains(where: { $0.facts != nil }) { world.warnOfMissingPermission() }
        }
        if outcome.kept.contains(where: \.isProblem) { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    private func destination(
        _ stores: CredentialStores, _ world: World
    ) throws -> MoveCredentials.Destination {
        switch to {
        case .store(let name): .store(try stores.store(name))
        case .embedded: .embedded
        case .files: .files(folder: LexicalPath.absolute(directory ?? "", in: world.workingDirectory))
        }
    }

    private func report(_ moved: MoveCredentials.Moved, _ world: World) {
        let what = "the \(moved.noun) of user \(OutsideText.quoted(moved.user))"
        let place: String
        switch moved.facts {
        case let facts? where dryRun.dryRun:
            place = "to \(OutsideText.escaped(facts.store)), for \(OutsideText.escaped(facts.server ?? "")) only"
        case let facts?:
            world.warnOfPlainText(facts)
            place =
                "to \(OutsideText.escaped(facts.store)) as \(facts.id), for \(OutsideText.escaped(facts.server ?? "")) only"
        case nil where moved.files.isEmpty: place = "into the kubeconfig, in clear"
        case nil: place = "into \(moved.files.map { OutsideText.quoted($0) }.joined(separator: " and ")), in clear"
        }
        world.say("\(dryRun.dryRun ? "Would move" : "Moved") \(what) \(place).")
        if let file = moved.tokenFile {
            world.warn(
                "the token is as \(OutsideText.quoted(file)) has it now: where a program renews it there, kubectl does not see "
                    + "that any more")
        }
    }
}

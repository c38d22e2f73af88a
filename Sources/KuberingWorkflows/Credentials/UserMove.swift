// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSecrets
import KuberingSystem

import struct FoundationEssentials.Date

/// The move of one user's credential, worked out and checked.
struct UserMove {
    /// What comes into being in the new place.
    enum Arrival {
        /// An item of a store.
        case item(StoredCredential, CredentialID, CredentialFacts, ExecCredentialRequest)
        /// Fields of the kubeconfig.
        case fields
        /// Files, and what they hold.
        case files([(path: String, contents: SecretBytes)])
    }

    let place: EntryPlace
    let credential: UserCredential
    let arrival: Arrival
    /// The changes of the kubeconfig.
    let edits: [KubeconfigEdit]

    /// Works the move out.
    ///
    /// - Throws: ``WorkflowError`` when the credential does not fit, or is bound to another cluster than its user's.
    init(
        of place: EntryPlace, _ credential: UserCredential, to destination: MoveCredentials.Destination,
        in config: Kubeconfig, _ world: World
    ) throws {
        self.place = place
        self.credential = credential
        let content = try Self.content(of: place, in: config)
        switch destination {
        case .store(let store):
            let cluster = try UserCluster.only(of: place, in: config)
            let item = try Self.item(place, credential, for: cluster, now: world.now())
            (arrival, edits) = try Self.storing(
                item, credential, of: place, insteadOf: credential, for: cluster, in: store.name, config, world)
        case .embedded:
            arrival = .fields
            edits =
                try Self.leaving(place, credential, content, in: config)
                + Self.edits(place, Self.embedded(credential), in: config)
        case .files(let folder):
            var fields = UserFields()
            var files: [(path: String, contents: SecretBytes)] = []
            func file(_ suffix: String, _ contents: SecretBytes) -> String {
                files.append(("\(folder)/\(PercentEncoding.encoded(place.name))\(suffix)", contents))
                return files.last?.path ?? ""
            }
            switch credential.secret {
            case .certificate(let certificates, let key):
                fields.certificate = .file(file(".crt", SecretBytes(utf8: certificates.pem)))
                fields.key = .file(file(".key", key.pem))
            case .token(let token): fields.tokenFile = file(".token", token)
            }
            arrival = .files(files)
            edits =
                try Self.leaving(place, credential, content, in: config) + Self.edits(place, fields, in: config)
        }
    }

    /// Puts a new credential into a store instead of the one that a user has.
    ///
    /// - Parameters:
    ///   - place: The user.
    ///   - old: What the user signs in with now.
    ///   - new: A credential that is of use for the cluster, which is not checked here.
    ///   - cluster: What it will be bound to.
    ///   - store: Where it goes.
    ///   - config: Where the user is.
    ///   - world: For the clock, randomness, and the path that the kubeconfig calls kubering by.
    /// - Throws: `ConfigError` when the user cannot be read, and what is wrong with the cluster's authority.
    init(
        of place: EntryPlace, replacing old: UserCredential, by new: UserCredential, for cluster: UserCluster,
        in store: StoreName, _ config: Kubeconfig, _ world: World
    ) throws {
        self.place = place
        credential = old
        let item = new.item(boundTo: try cluster.binding(), label: place.name, now: world.now())
        (arrival, edits) = try Self.storing(
            item, new, of: place, insteadOf: old, for: cluster, in: store, config, world)
    }

    private static func storing(
        _ item: StoredCredential, _ new: UserCredential, of place: EntryPlace, insteadOf old: UserCredential,
        for cluster: UserCluster, in store: StoreName, _ config: Kubeconfig, _ world: World
    ) throws -> (Arrival, [KubeconfigEdit]) {
        let content = try content(of: place, in: config)
        let id = CredentialID(randomBytes: world.randomBytes)
        let facts = new.facts(id, in: store, for: item.binding.server)
        let edits =
            if case .store = old.place {
                ExecEntry.changing(place, content, facts)
            } else {
                try ExecEntry.adding(to: place, content, facts, command: ExecCommand.text(world))
                    + emptying(place, in: config)
            }
        return (.item(item, id, facts, cluster.request), edits)
    }

    private static func content(of place: EntryPlace, in config: Kubeconfig) throws -> JSONValue {
        guard let origin = config.origin(.user, named: place.name) else {
            throw ConfigError.notFound(.user, place.name, existing: config.names(.user), place: config.placeInWords)
        }
        return try config.content(of: origin, .user)
    }

    /// The item that holds the credential, bound to the cluster.
    private static func item(
        _ place: EntryPlace, _ credential: UserCredential, for cluster: UserCluster, now: Date
    ) throws -> StoredCredential {
        if case .store(let item, _, _) = credential.place {
            try cluster.check(item.binding)
            return item
        }
        switch credential.secret {
        case .certificate(let certificates, let key):
            // Whether the cluster's CA signed it is not asked: servers may know their users by another one.
            let errors = ClientCertificateCheck(certificates, key: key, authorities: nil, now: now).findings
                .filter { $0.severity == .error }
            if let error = errors.first {
                throw WorkflowError.doesNotFit(place, "has a certificate that is of no use: \(error.message)")
            }
        case .token:
            if let end = credential.notAfter, end < now {
                throw WorkflowError.doesNotFit(place, "has a token that ended on \(end.rfc3339)")
            }
        }
        return credential.item(boundTo: try cluster.binding(), label: place.name, now: now)
    }

    /// Takes the plugin from a user whose credential leaves a store.
    ///
    /// Only for the cluster it is bound to: else a kubeconfig of somebody else, with the id of a credential and a server
    /// of its own, would get the credential in clear.
    private static func leaving(
        _ place: EntryPlace, _ credential: UserCredential, _ content: JSONValue, in config: Kubeconfig
    ) throws -> [KubeconfigEdit] {
        guard case .store(let item, _, _) = credential.place else { return [] }
        try UserCluster.only(of: place, in: config).check(item.binding)
        return ExecEntry.removing(from: place, content)
    }

    /// Takes every field from a user that kubectl would take instead of asking the plugin.
    private static func emptying(_ place: EntryPlace, in config: Kubeconfig) throws -> [KubeconfigEdit] {
        try edits(place, nothing, in: config)
    }

    private static func edits(
        _ place: EntryPlace, _ fields: UserFields, in config: Kubeconfig
    ) throws(WorkflowError) -> [KubeconfigEdit] {
        let folder = LexicalPath.cleaned(LexicalPath.directory(of: config.files[place.file].absolutePath))
        return try fields.settings(of: nil).map { .change(place, $0.change(inFolder: folder)) }
    }

    /// No field that kubectl would take instead of asking the plugin.
    private static var nothing: UserFields {
        var fields = UserFields()
        (fields.certificate, fields.key, fields.token) = (
            UserFields.Source.none, UserFields.Source.none, SecretBytes([])
        )
        fields.tokenFile = ""
        return fields
    }

    private static func embedded(_ credential: UserCredential) -> UserFields {
        var fields = UserFields()
        switch credential.secret {
        case .certificate(let certificates, let key):
            (fields.certificate, fields.key) = (.embedded(SecretBytes(utf8: certificates.pem)), .embedded(key.pem))
        case .token(let token):
            (fields.token, fields.tokenFile) = (token, "")
        }
        return fields
    }
}

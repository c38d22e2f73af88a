// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// Certificate, key and cluster of a new user, from wherever the command line says.
struct OnboardingMaterial {
    /// What is asked for.
    let request: OnboardUser.Request
    /// The files of which nothing is left that was not taken; they may be in use elsewhere.
    let files: [String]
    /// The request that is fulfilled by this; nil when the key comes from elsewhere.
    private let pending: PendingRequest?

    init(_ command: Onboard, _ world: World) throws {
        if let from = command.from {
            let config = try ReceivedKubeconfig.config(at: from, world)
            let received = try ReceivedKubeconfig(context: command.fromContext, of: config)
            let own = try Kubeconfig.load(command.kubeconfig.location(world))
            var request = OnboardUser.Request(
                user: command.user, certificate: received.certificate, key: received.key)
            if let known = try command.cluster ?? received.sameCluster(in: own),
                own.origin(.cluster, named: known) != nil
            {
                request.cluster = known
            } else {
                (request.cluster, request.server) = (command.cluster ?? received.cluster, received.server)
                request.authorities = received.authorities
            }
            request.namespace = received.namespace
            (self.request, files, pending) = (
                try Self.completed(request, command), from == "-" || !received.isAll ? [] : [from], nil
            )
            return
        }
        let certificate = command.certificate ?? "-"
        let contents = try world.readSecretFile(certificate, limit: PEM.sizeLimit)
        let bundle = try contents.withTemporaryArray { try CertificateBundle(reading: $0, named: certificate) }
        let key: PrivateKey
        (key, pending) = try Self.key(for: bundle, contents, named: certificate, command, world)
        var request = OnboardUser.Request(user: command.user, certificate: bundle, key: key)
        (request.cluster, request.server) = (command.cluster, command.server)
        request.authorities = try command.certificateAuthority.map { path in
            try CertificateBundle(reading: try world.readFile(path, limit: PEM.sizeLimit), named: path)
        }
        self.request = try Self.completed(request, command)
        files = [command.key, certificate].compactMap(\.self).filter { $0 != "-" }
    }

    /// Deletes the key that waited: it rests under another id now.
    func removePending(_ world: World) {
        guard let pending else { return }
        do {
            try PendingRequests(world).remove(pending)
        } catch {
            world.warn(
                "the request still waits (\(error)); give it up with: "
                    + "\(Kubering.programName) certificate pending remove \(pending.entry.facts.id)")
        }
    }

    private static func completed(_ request: OnboardUser.Request, _ command: Onboard) throws -> OnboardUser.Request {
        var request = request
        request.context = try command.context.map { (text) throws(WorkflowError) in try ContextNameTemplate(text) }
        request.namespace = command.namespace ?? request.namespace
        request.use = command.use
        request.allowsAuthority = command.force
        return request
    }

    private static func key(
        for bundle: CertificateBundle, _ contents: SecretBytes, named name: String, _ command: Onboard,
        _ world: World
    ) throws -> (PrivateKey, PendingRequest?) {
        if let path = command.key { return (try world.openKey(path, passphraseDescriptor: command.passphraseFd), nil) }
        if try contents.withTemporaryArray({ try CertificateFile(reading: $0, named: name).hasKey }) {
            let file = try PrivateKeyFile(reading: contents, named: name)
            return (try world.openKey(file, name, command.passphraseFd), nil)
        }
        let requests = PendingRequests(world)
        guard let pending = try requests.matching(bundle) else {
            throw UsageError(
                "no request waits for this certificate, so its key is not known here: give it with --key FILE")
        }
        if !command.force, let own = bundle.certificates.first(where: pending.isFor) { try pending.check(own) }
        return (try requests.key(of: pending), pending)
    }
}

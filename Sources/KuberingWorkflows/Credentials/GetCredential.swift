// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
public import KuberingSecrets
public import KuberingSystem

import struct FoundationEssentials.Date

/// Answers kubectl, which runs `kubering credential get ID` as an exec plugin.
public struct GetCredential: Sendable {
    private let environment: Environment
    private let canPrompt: Bool

    /// Prepares an answer.
    ///
    /// - Parameters:
    ///   - environment: `KUBERNETES_EXEC_INFO` says which cluster is asked for.
    ///   - canPrompt: Whether a locked store may ask the user to unlock it.
    public init(environment: Environment, canPrompt: Bool) {
        self.environment = environment
        self.canPrompt = canPrompt
    }

    /// What kubectl and its user are told.
    public struct Answer: Sendable {
        /// The JSON text of an `ExecCredential` with a final newline.
        public let text: SecretBytes
        /// What the user should know although there is an answer; nil when there is nothing.
        public let warning: String?
    }

    /// The answer for a credential.
    ///
    /// One that has ended is given all the same, because the clock that counts is the server's; with a warning.
    ///
    /// - Parameters:
    ///   - id: The id in the store.
    ///   - world: For the current time.
    /// - Returns: The answer.
    /// - Throws: `SecretsError`: not found, locked, unreachable, timed out, or bound to another cluster.
    public func run(_ id: CredentialID, _ world: World) throws -> Answer {
        let request = try ExecCredentialRequest(environment: environment)
        // Before the store is asked: a refusal must not bring up a dialog.
        guard request.cluster != nil else {
            throw environment[ExecCredentialRequest.variable] == nil
                ? SecretsError.calledByHand() : SecretsError.clusterNotTold()
        }
        let stores = CredentialStores(world, mayAsk: canPrompt && request.isInteractive)
        let store = try stores.store(holding: id) { () throws(SecretsError) in
            try CredentialIndex(world.directories).store(of: id) ?? Self.store(of: id, inKubeconfigOf: world)
        }
        let credential = try Self.credential(id, from: store, for: request)
        let now = world.now()
        return Answer(
            text: try ExecCredentialAnswer.text(for: credential, id: id, request: request, now: now),
            warning: Self.warning(of: credential, in: store.name, now: now))
    }

    /// The credential as the store has it now, for somebody who asks as kubectl does.
    static func credential(
        _ id: CredentialID, from store: any CredentialStore, for request: ExecCredentialRequest
    ) throws -> StoredCredential {
        let credential = try store.read(id)
        if case .certificateRequest = credential.content {
            throw WorkflowError(
                .noCredential,
                "the key of user \(OutsideText.quoted(credential.label)) waits for its certificate, and nobody can sign in with "
                    + "it yet: kubering onboard takes both",
                exitStatus: .notFound)
        }
        try credential.binding.check(request) { pem in
            try CertificateBundle.fingerprint(ofBundle: pem, named: "certificate-authority-data")
        }
        return credential
    }

    /// The store that the kubeconfig's user names, for when kubering's own list has been lost.
    private static func store(of id: CredentialID, inKubeconfigOf world: World) -> StoreName? {
        let location = KubeconfigLocation(
            explicit: nil, environment: world.environment, workingDirectory: world.workingDirectory)
        // A kubeconfig that cannot be read names nothing; the stores themselves are asked then.
        guard let config = try? Kubeconfig.load(location) else { return nil }
        let facts = config.names(.user).lazy.compactMap {
            (try? config.user(named: $0)).flatMap(CredentialFacts.init(of:))
        }
        return facts.first { $0.id == id.description }.flatMap { StoreName(rawValue: $0.store) }
    }

    private static func warning(of credential: StoredCredential, in store: StoreName, now: Date) -> String? {
        guard let end = credential.notAfter, end < now else { return nil }
        let user = OutsideText.quoted(credential.label)
        let name = ShellQuoting.quoted(credential.label)
        return switch credential.content {
        case .token:
            "the token of user \(user) ended on \(end.rfc3339): give a new one with: kubering user set \(name) --token-stdin, "
                + "and keep it there with: kubering credential move \(name) --to \(store.rawValue)"
        default:
            "the certificate of user \(user) ended on \(end.rfc3339): renew it with: kubering certificate renew \(name)"
        }
    }
}

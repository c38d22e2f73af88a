// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
public import KuberingSecrets
public import KuberingSystem

import struct FoundationEssentials.Date

/// Answers kubectl, which runs `kubering credential get ID` as an exec plugin.
public struct GetCredential: Sendable {
    private let environment: [String: String]
    private let canPrompt: Bool

    /// Prepares an answer.
    ///
    /// - Parameters:
    ///   - environment: `KUBERNETES_EXEC_INFO` says which cluster is asked for.
    ///   - canPrompt: Whether a locked store may ask the user to unlock it.
    public init(environment: [String: String], canPrompt: Bool) {
        self.environment = environment
        self.canPrompt = canPrompt
    }

    /// The answer for a credential.
    ///
    /// - Parameters:
    ///   - id: The id in the store.
    ///   - context: For the current time.
    /// - Returns: The JSON text of an `ExecCredential` with a final newline.
    /// - Throws: `SecretsError`: not found, locked, unreachable, timed out, or bound to another cluster.
    public func run(_ id: CredentialID, _ context: CommandContext) throws -> SecretBytes {
        let request = try ExecCredentialRequest(environment: environment)
        // Before the store is asked: a refusal must not bring up a dialog.
        guard request.cluster != nil else {
            throw environment[ExecCredentialRequest.variable] == nil
                ? SecretsError.calledByHand() : SecretsError.clusterNotTold()
        }
        let stores = CredentialStores(context, mayAsk: canPrompt && request.isInteractive)
        let store = try stores.store(holding: id) { () throws(SecretsError) in
            try CredentialIndex(context.directories).store(of: id)
        }
        return try Self.answer(id, from: store, to: request, now: context.now())
    }

    /// What kubectl is answered with the credential as the store has it now.
    static func answer(
        _ id: CredentialID, from store: any CredentialStore, to request: ExecCredentialRequest, now: Date
    ) throws -> SecretBytes {
        let credential = try store.read(id)
        try credential.binding.check(request) { pem in
            try CertificateBundle.fingerprint(ofBundle: pem, named: "certificate-authority-data")
        }
        return try ExecCredentialAnswer.text(for: credential, id: id, request: request, now: now)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
import KuberingSecrets
public import KuberingSystem

/// A key in a store that waits for its certificate.
public struct PendingRequest: Sendable {
    /// What is known about it.
    public let entry: CredentialIndex.Entry
    /// What a CA has to sign.
    public let request: CertificateRequest

    /// Reads an entry of the list; nil when it is no request.
    init?(_ entry: CredentialIndex.Entry) {
        guard entry.facts.kind == StoredCredential.Kind.certificateRequest.rawValue, let pem = entry.facts.request,
            // Our own list; what cannot be read can still be removed as a credential.
            let request = try? CertificateRequest(reading: Array(pem.utf8), named: entry.facts.id)
        else { return nil }
        self.entry = entry
        self.request = request
    }
}

/// The keys that wait for their certificates.
public struct PendingRequests {
    private let world: World
    private let index: CredentialIndex

    /// Prepares access to the list.
    public init(_ world: World) {
        self.world = world
        index = CredentialIndex(world.directories)
    }

    /// All of them, by user.
    ///
    /// - Throws: An error when the list cannot be read.
    public func all() throws -> [PendingRequest] {
        try index.entries(with: nil).compactMap(PendingRequest.init)
    }

    /// The one of a user, or with an id or its first digits.
    ///
    /// - Parameter name: The user or id.
    /// - Returns: The request.
    /// - Throws: ``WorkflowError`` with `credential-not-found` when there is none, or more than one.
    public func find(_ name: String) throws -> PendingRequest {
        let found = CredentialIndex.matches(name, in: try all().map(\.entry)).compactMap(PendingRequest.init)
        guard let first = found.first, found.count == 1 else {
            let problem = found.isEmpty ? "no request waits for" : "more than one request waits for"
            throw WorkflowError(
                .noCredential, "\(problem) \(OutsideText.quoted(name)); see: kubering certificate pending",
                exitStatus: .notFound)
        }
        return first
    }

    /// The one whose key a certificate is for; nil when there is none.
    public func matching(_ certificates: CertificateBundle) throws -> PendingRequest? {
        try all().first { pending in
            certificates.certificates.contains(where: pending.isFor)
        }
    }

    /// The private key, from its store.
    ///
    /// - Throws: `SecretsError`.
    public func key(of pending: PendingRequest) throws -> PrivateKey {
        let facts = pending.entry.facts
        guard let id = CredentialID(parsing: facts.id), let name = StoreName(rawValue: facts.store) else {
            throw WorkflowError.noCredential(facts.id)
        }
        let store = try CredentialStores(world, mayAsk: world.prompter.canAsk).store(name)
        guard case .certificateRequest(_, let pem) = try store.read(id).content else {
            throw WorkflowError.noCredential(facts.id)
        }
        return try PrivateKey(reading: pem, named: "credential \(facts.id)")
    }

    /// Deletes the key and takes the request off the list.
    ///
    /// - Throws: `SecretsError`.
    public func remove(_ pending: PendingRequest) throws {
        try RemoveCredential(world).run(pending.entry)
    }
}

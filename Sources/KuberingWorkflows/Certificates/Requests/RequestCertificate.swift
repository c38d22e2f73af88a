// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
import KuberingConfig
public import KuberingSecrets
public import KuberingSystem

/// Makes a key inside a store, and the request for its certificate.
public struct RequestCertificate {
    /// What is asked for.
    public struct Request: Sendable {
        /// The user's name here, and for users in the certificate.
        public var user: String
        /// Whom the certificate is for.
        public var subject: DistinguishedName
        /// Other names for the certificate.
        public var names: [SubjectAlternativeName] = []
        /// Names of a certificate that is renewed that cannot be asked for.
        public var leftOut: [SubjectAlternativeName] = []
        /// The kind of the key; nil makes one of P-256, and takes any that waits.
        public var keyType: NewKeyType?

        /// Starts with what is always needed.
        public init(user: String, subject: DistinguishedName) {
            self.user = user
            self.subject = subject
        }
    }

    private let world: World
    private let index: CredentialIndex

    /// Prepares a request.
    ///
    /// - Parameter world: For the clock, randomness, and the list of what is stored.
    public init(_ world: World) {
        self.world = world
        index = CredentialIndex(world.directories)
    }

    /// The request of this user that waits already, when it asks for the same.
    ///
    /// - Returns: nil when there is none.
    /// - Throws: ``WorkflowError`` with `in-use` when the one that waits asks for something else.
    public func resumable(_ request: Request) throws -> PendingRequest? {
        guard let pending = try PendingRequests(world).all().first(where: { $0.entry.user.isExactly(request.user) })
        else {
            return nil
        }
        let waiting = pending.request
        guard waiting.subject == request.subject, waiting.subjectAlternativeNames == request.names,
            request.keyType.map({ $0.type == waiting.publicKey.type }) ?? true
        else {
            throw WorkflowError(
                .inUse,
                "a request of \(OutsideText.quoted(request.user)) waits already, for "
                    + "\(OutsideText.quoted(waiting.subject.description)) with a key \(waiting.publicKey.type): remove it with "
                    + "kubering certificate pending remove \(ShellQuoting.quoted(request.user)), or say --new")
        }
        return pending
    }

    /// Makes a key and its request, and keeps both in the store.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - store: Where the key goes.
    /// - Returns: The request, which waits from now on.
    /// - Throws: `CertificateError`; what the store throws. Nothing is left behind then.
    public func run(_ request: Request, in store: any CredentialStore) throws -> PendingRequest {
        let (key, made) = try Self.made(request)
        let id = CredentialID(randomBytes: world.randomBytes)
        let facts = CredentialFacts(
            id: id.description, store: store.name.rawValue, kind: StoredCredential.Kind.certificateRequest.rawValue,
            subject: made.subject.description, groups: made.organizations, request: made.pem)
        let kept = NewCredentials(in: store, index)
        let credential = StoredCredential(
            content: .certificateRequest(requestPEM: made.pem, keyPEM: key.pem),
            binding: CredentialBinding(server: "", caFingerprint: nil), label: request.user, notAfter: nil,
            created: world.now())
        try store.prepare(for: .saving)
        do {
            try kept.add(credential, id: id, user: request.user, facts)
            try kept.finish()
        } catch {
            try kept.takeBack(after: error)
            throw error
        }
        guard let pending = PendingRequest(.init(user: request.user, facts: facts)) else {
            fatalError("a request that was just made cannot be read")
        }
        return pending
    }

    /// Makes a key in a new file, and its request; nothing waits then.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - path: The absolute path of the key, where nothing must be yet; mode 0600.
    /// - Returns: The request.
    /// - Throws: `CertificateError`, `FileError`.
    public func run(_ request: Request, keyFile path: String) throws -> CertificateRequest {
        let (key, made) = try Self.made(request)
        _ = try NewFiles(path, key.pem)
        return made
    }

    private static func made(_ request: Request) throws(CertificateError) -> (PrivateKey, CertificateRequest) {
        let key = try PrivateKey(generating: request.keyType ?? .p256)
        return (key, try CertificateRequest(subject: request.subject, names: request.names, signedWith: key))
    }
}

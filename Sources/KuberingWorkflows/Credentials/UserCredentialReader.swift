// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSecrets
import KuberingSystem

/// Reads what users sign in with, wherever it rests; what came out of a store is remembered, so that nobody is asked twice.
final class UserCredentialReader {
    /// The most bytes of a file with a token.
    private static let tokenLimit = 1_048_576

    private let stores: CredentialStores
    private let index: CredentialIndex
    private var known: [CredentialID: (StoredCredential, StoreName)] = [:]

    init(_ stores: CredentialStores, _ index: CredentialIndex) {
        self.stores = stores
        self.index = index
    }

    /// What a user signs in with.
    ///
    /// - Throws: ``WorkflowError``, of code `nothing-to-move` when there is no credential that could rest elsewhere; what
    ///   reading a file or a store throws.
    func credential(of place: EntryPlace, in config: Kubeconfig) throws -> UserCredential {
        guard let user = try config.user(named: place.name), let origin = config.origin(.user, named: place.name) else {
            throw ConfigError.notFound(.user, place.name, existing: config.names(.user), place: config.placeInWords)
        }
        let methods = Self.methods(of: user)
        guard let method = methods.first else { throw WorkflowError.nothingToMove(place, "signs in with nothing") }
        guard methods.count == 1 else {
            throw WorkflowError.doesNotFit(
                place,
                "has \(methods.map(\.noun).joined(separator: " and ")): remove all but one with 'kubering unset', "
                    + "because kubectl would go on using the other")
        }
        switch method {
        case .certificate: return try certificate(of: user, place, origin, in: config)
        case .token: return try token(of: user, place, origin, in: config)
        case .plugin: return try stored(user, place)
        case .basic:
            throw WorkflowError.nothingToMove(
                place, "signs in with a user name and password, which kubectl takes from the kubeconfig only")
        case .authProvider:
            throw WorkflowError.nothingToMove(place, "signs in with an auth provider, which keeps its own credentials")
        }
    }

    private enum Method: CaseIterable {
        case certificate, token, basic, plugin, authProvider

        var noun: String {
            switch self {
            case .certificate: "a client certificate"
            case .token: "a token"
            case .basic: "a user name and password"
            case .plugin: "a plugin"
            case .authProvider: "an auth provider"
            }
        }
    }

    private static func methods(of user: User) -> [Method] {
        Method.allCases.filter { method in
            switch method {
            case .certificate:
                user.clientCertificateData != nil || !user.clientCertificate.isEmpty || user.clientKeyData != nil
                    || !user.clientKey.isEmpty
            case .token: user.token != nil || !user.tokenFile.isEmpty
            case .basic: !user.username.isEmpty || user.password != nil
            case .plugin: user.exec != nil
            case .authProvider: user.authProvider != nil
            }
        }
    }

    private func certificate(
        of user: User, _ place: EntryPlace, _ origin: Kubeconfig.Origin, in config: Kubeconfig
    ) throws -> UserCredential {
        func isDouble(_ path: String, _ hasData: Bool) -> Bool { !path.isEmpty && hasData }
        for (field, isDouble) in [
            ("client-certificate", isDouble(user.clientCertificate, user.clientCertificateData != nil)),
            ("client-key", isDouble(user.clientKey, user.clientKeyData != nil)),
        ] where isDouble {
            throw WorkflowError.doesNotFit(place, "has both \(field) and \(field)-data; remove one of them")
        }
        func file(_ path: String) -> String? { path.isEmpty ? nil : config.resolved(path, from: origin) }
        guard let certificate = try config.clientCertificate(ofUser: place.name) else {
            throw WorkflowError.doesNotFit(place, "has a client key and no client certificate")
        }
        guard let key = try config.clientKey(ofUser: place.name) else {
            throw WorkflowError.doesNotFit(place, "has a client certificate and no client key")
        }
        let certificates = try CertificateBundle(reading: certificate.bytes, named: certificate.source)
        return UserCredential(
            secret: try Self.pair(certificates, key, of: place),
            place: .fields(.init(certificate: file(user.clientCertificate), key: file(user.clientKey))))
    }

    private static func pair(
        _ certificates: CertificateBundle, _ key: PrivateKey, of place: EntryPlace
    ) throws -> UserCredential.Secret {
        guard let sorted = certificates.withLeafFirst(for: key) else {
            throw WorkflowError.doesNotFit(
                place,
                "has a private key (\(key.type)) that does not belong to its certificate of "
                    + OutsideText.quoted(certificates.leaf.subject.description))
        }
        return .certificate(sorted, key)
    }

    /// A token's file wins over a token, and blanks around it do not count.
    ///
    /// Source: client-go `transport/token_source.go`.
    private func token(
        of user: User, _ place: EntryPlace, _ origin: Kubeconfig.Origin, in config: Kubeconfig
    ) throws -> UserCredential {
        var files = UserCredential.Files()
        var token = user.token
        if !user.tokenFile.isEmpty {
            let path = config.resolved(user.tokenFile, from: origin)
            files.token = path
            token = try FileSnapshot.readSecret(path, limit: Self.tokenLimit)
        }
        guard let token = token?.withoutBlanksAround, token.count > 0 else {
            throw WorkflowError.doesNotFit(place, "has an empty token")
        }
        return UserCredential(secret: .token(token), place: .fields(files))
    }

    private func stored(_ user: User, _ place: EntryPlace) throws -> UserCredential {
        guard let text = ExecEntry.id(of: user), let id = CredentialID(parsing: text) else {
            throw WorkflowError.nothingToMove(place, "signs in with a plugin, which keeps its own credentials")
        }
        let (credential, name) = try read(id, CredentialFacts(of: user).flatMap { StoreName(rawValue: $0.store) })
        let secret: UserCredential.Secret
        switch credential.content {
        case .clientCertificate(let certificatePEM, let keyPEM):
            let source = "credential \(id)"
            let certificates = try CertificateBundle(reading: Array(certificatePEM.utf8), named: source)
            secret = try Self.pair(certificates, try PrivateKey(reading: keyPEM, named: source), of: place)
        case .token(let token): secret = .token(token)
        case .basic:
            throw WorkflowError.nothingToMove(
                place, "signs in with a user name and password, which kubectl takes from the kubeconfig only")
        case .certificateRequest: throw SecretsError.certificateNotSigned(id)
        }
        return UserCredential(secret: secret, place: .store(credential, id, name))
    }

    private func read(_ id: CredentialID, _ named: StoreName?) throws -> (StoredCredential, StoreName) {
        if let known = known[id] { return known }
        let store = try stores.store(holding: id) { () throws(SecretsError) in try index.store(of: id) ?? named }
        let result = (try store.read(id), store.name)
        known[id] = result
        return result
    }
}

extension SecretBytes {
    /// The bytes without blanks at both ends.
    fileprivate var withoutBlanksAround: SecretBytes {
        withExposedBytes { bytes in
            func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
            guard let first = bytes.firstIndex(where: { !isBlank($0) }),
                let last = bytes.lastIndex(where: { !isBlank($0) })
            else { return SecretBytes([]) }
            return SecretBytes(bytes[first...last])
        }
    }
}

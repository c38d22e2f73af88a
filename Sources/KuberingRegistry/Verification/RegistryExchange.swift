// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import NIOHTTP1

/// One question to one registry.
///
/// Source: OCI distribution-spec 1.1.
struct RegistryExchange {
    private let connection: RegistryConnection
    private let access: RegistryAccess
    private let address: String
    private let credential: RegistryCredential
    private let image: WantedImage?

    /// Prepares; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - connection: What it is sent by.
    ///   - access: Who may be sent the credential.
    ///   - address: The registry's host, with its port if one is written.
    ///   - credential: What is in question.
    ///   - image: An image that should be pulled with it.
    init(
        _ connection: RegistryConnection, _ access: RegistryAccess, _ address: String, _ credential: RegistryCredential,
        _ image: WantedImage?
    ) {
        self.connection = connection
        self.access = access
        self.address = address
        self.credential = credential
        self.image = image
    }

    /// Asks over `https` or `http`.
    func answer(scheme: String) throws(RegistryConnection.Failure) -> RegistryAnswer {
        let base = "\(scheme)://\(address)/v2/"
        let first = try connection.send(.GET, base)
        switch first.status {
        case 200 where first.isOfRegistry:
            return .cannotTell(reason: "the registry lets everybody in without a credential")
        case 200: throw .init(reason: "it answers /v2/ with a page, so it is no registry")
        case 401: break
        case 300..<400:
            throw .init(reason: "it sends us elsewhere, to \(OutsideText.quoted(first.location ?? "nowhere"))")
        case 429, 500...: throw first.failure(of: "it")
        default: throw .init(reason: "it answers \(first.status) to /v2/, so it is no registry")
        }
        if let bearer = first.challenges.first(where: { $0.scheme == "bearer" }) {
            let server = try TokenServer(bearer, of: address, reachedBy: scheme, access)
            switch try server.token(for: credential, image, by: connection) {
            case .token(let token): return try answer(base, authorization: "Bearer " + token, isTried: image == nil)
            case .rejected(let reason): return .rejected(reason: reason)
            }
        }
        guard first.challenges.contains(where: { $0.scheme == "basic" }) else {
            throw .init(reason: "it asks for a kind of authentication that is neither Basic nor Bearer")
        }
        if credential.isIdentityToken {
            return .rejected(reason: "it is an identity token, and the registry takes user names and passwords only")
        }
        let basic = BasicAuthentication.encode(username: credential.username, password: credential.password)
        return try answer(base, authorization: "Basic " + basic, isTried: true)
    }

    /// With what the registry itself takes.
    ///
    /// - Parameters:
    ///   - base: The URL that ends with `/v2/`.
    ///   - authorization: The value of the `Authorization` field.
    ///   - isTried: Whether that it takes it is still to be seen, and not only what may be pulled with it.
    /// - Returns: What was learned.
    /// - Throws: A failure when nothing was.
    private func answer(
        _ base: String, authorization: String, isTried: Bool
    ) throws(RegistryConnection.Failure) -> RegistryAnswer {
        if isTried {
            let response = try connection.send(.GET, base, authorization: authorization)
            switch response.status {
            case 200: break
            case 401, 403: return .rejected(reason: response.reason)
            default: throw response.failure(of: "it")
            }
        }
        guard let image else { return .works(image: nil) }
        let url = "\(base)\(image.name.repository)/manifests/\(image.reference)"
        let response = try connection.send(.HEAD, url, authorization: authorization)
        switch response.status {
        case 200: return .works(image: image.description)
        // Whoever may not pull is not told that a manifest is missing.
        case 404: return .worksWithoutImage(image: image.description)
        case 401, 403: return .worksButNotFor(image: image.name.description)
        default: throw response.failure(of: "it", when: "asked for \(image.name)")
        }
    }
}

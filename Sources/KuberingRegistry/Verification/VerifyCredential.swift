// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import NIOHTTP1

/// Asks a registry whether it takes a credential.
///
/// The credential is sent to the registry's own host and to the token server that the registry names, when that is the
/// registry's (``RegistryAccess``), and to nobody else.
///
/// Source: OCI distribution-spec 1.1; distribution `docs/content/spec/auth/token.md`.
public struct VerifyCredential {
    private let access: RegistryAccess

    /// Prepares; nothing is sent yet.
    public init(_ access: RegistryAccess) { self.access = access }

    /// Asks.
    ///
    /// - Parameters:
    ///   - credential: The credential; its server says which registry.
    ///   - image: An image of that registry that should be pulled with it, as one writes it in a pod; nil for none.
    /// - Returns: What was learned.
    /// - Throws: ``RegistryError`` with `invalid-image` when the image is none of that registry.
    public func answer(for credential: RegistryCredential, image: String? = nil) throws(RegistryError) -> RegistryAnswer
    {
        let host = RegistryKey(credential.server).host
        let wanted = try image.map { text throws(RegistryError) in try WantedImage(text, of: host) }
        // Docker Hub's registry is not at the name that images have.
        let address = host == "docker.io" ? "registry-1.docker.io" : host
        do throws(RegistryConnection.Failure) {
            let connection = try RegistryConnection(access)
            let exchange = Exchange(connection, access, address, credential, wanted)
            if access.isPlainHTTP || credential.server.hasPrefix("http://") && RegistryAccess.isLoopback(address) {
                return try exchange.answer(scheme: "http")
            }
            do throws(RegistryConnection.Failure) {
                return try exchange.answer(scheme: "https")
            } catch {
                guard error.isNotTLS, RegistryAccess.isLoopback(address) else { throw error }
                return try exchange.answer(scheme: "http")
            }
        } catch {
            return .unreachable(reason: error.reason)
        }
    }
}

/// An image whose pull is asked for.
struct WantedImage {
    let name: ImageName
    /// The tag or digest.
    let reference: String

    init(_ text: String, of host: String) throws(RegistryError) {
        name = try ImageName(text)
        guard name.host == host else { throw .imageElsewhere(text, registry: host) }
        if let digest = text.firstIndex(of: "@") {
            reference = String(text[text.index(after: digest)...])
        } else {
            let step = text[(text.lastIndex(of: "/") ?? text.startIndex)...]
            reference = step.firstIndex(of: ":").map { String(step[step.index(after: $0)...]) } ?? "latest"
        }
    }
}

/// One question to one registry.
private struct Exchange {
    let connection: RegistryConnection
    let access: RegistryAccess
    let address: String
    let image: WantedImage?
    private let basic: String

    init(
        _ connection: RegistryConnection, _ access: RegistryAccess, _ address: String, _ credential: RegistryCredential,
        _ image: WantedImage?
    ) {
        self.connection = connection
        self.access = access
        self.address = address
        self.image = image
        basic = "Basic " + BasicAuthentication.encode(username: credential.username, password: credential.password)
    }

    func answer(scheme: String) throws(RegistryConnection.Failure) -> RegistryAnswer {
        let base = "\(scheme)://\(address)/v2/"
        let first = try connection.send(.GET, base)
        switch first.status {
        case 200: return .cannotTell(reason: "the registry lets everybody in without a credential")
        case 401: break
        case 300..<400:
            return .unreachable(reason: "it sends us elsewhere, to \(OutsideText.quoted(first.location ?? "nowhere"))")
        default: return .unreachable(reason: "it answers \(first.status) to /v2/, so it is no registry")
        }
        if let bearer = first.challenges.first(where: { $0.scheme == "bearer" }) {
            return try answer(base, bearer, scheme)
        }
        guard first.challenges.contains(where: { $0.scheme == "basic" }) else {
            return .unreachable(reason: "it asks for a kind of authentication that is neither Basic nor Bearer")
        }
        return try answer(base, authorization: basic)
    }

    /// With what the registry itself takes.
    private func answer(_ base: String, authorization: String) throws(RegistryConnection.Failure) -> RegistryAnswer {
        let response = try connection.send(.GET, base, authorization: authorization)
        switch response.status {
        case 200: break
        case 401, 403: return .rejected(reason: Self.reason(response))
        case 429: return .unreachable(reason: "it says that there were too many requests; try again later")
        default: return .unreachable(reason: "it answers \(response.status)")
        }
        guard let image else { return .works(image: nil) }
        return try pull(image, base, authorization: authorization)
    }

    private func pull(
        _ image: WantedImage, _ base: String, authorization: String
    ) throws(RegistryConnection.Failure) -> RegistryAnswer {
        let url = "\(base)\(image.name.repository)/manifests/\(image.reference)"
        let status = try connection.send(.HEAD, url, authorization: authorization).status
        switch status {
        // Whoever may not pull is not told that a manifest is missing.
        case 200, 404: return .works(image: image.name.description)
        case 401, 403: return .worksButNotFor(image: image.name.description)
        default: return .unreachable(reason: "it answers \(status) when asked for \(image.name)")
        }
    }

    /// With a token of the registry's token server.
    private func answer(
        _ base: String, _ challenge: AuthenticationChallenge, _ scheme: String
    ) throws(RegistryConnection.Failure) -> RegistryAnswer {
        guard let realm = challenge.parameters["realm"], let url = URL(string: realm), let host = url.host,
            let realmScheme = url.scheme
        else { return .unreachable(reason: "it names no token server") }
        let registry = String(address.prefix { $0 != ":" })
        guard realmScheme == "https" || (realmScheme == "http" && scheme == "http") else {
            return .unreachable(reason: "its token server \(OutsideText.quoted(realm)) does not use TLS")
        }
        guard access.mayAsk(host, for: registry) else {
            return .unreachable(
                reason: "it wants the credential sent to \(OutsideText.quoted(host)); allow that with --token-server")
        }
        var items: [(name: String, value: String)] = []
        if let service = challenge.parameters["service"] { items.append(("service", service)) }
        if let image {
            items.append(("scope", "repository:\(image.name.repository):pull"))
        }
        let response = try connection.send(.GET, Self.adding(items, to: realm), authorization: basic)
        switch response.status {
        case 200: break
        case 401, 403: return .rejected(reason: Self.reason(response))
        case 429: return .unreachable(reason: "it says that there were too many requests; try again later")
        default: return .unreachable(reason: "its token server answers \(response.status)")
        }
        // What is no JSON has no token.
        let body = try? JSONValue(parsing: response.body)
        guard let token = (body?["token"] ?? body?["access_token"])?.string, !token.isEmpty,
            token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return .unreachable(reason: "its token server gives no token") }
        if let image { return try pull(image, base, authorization: "Bearer " + token) }
        return try answer(base, authorization: "Bearer " + token)
    }

    private static func adding(_ items: [(name: String, value: String)], to realm: String) -> String {
        let query = items.map { item in "\(item.name)=" + item.value.utf8.map(\.percentEncoded).joined() }
        return query.isEmpty ? realm : realm + (realm.contains("?") ? "&" : "?") + query.joined(separator: "&")
    }

    /// What the registry says of an error, for people.
    private static func reason(_ response: RegistryConnection.Response) -> String? {
        // What is no JSON has no message.
        let error = (try? JSONValue(parsing: response.body))?["errors"]?.array?.first
        return error?["message"]?.string.map { OutsideText.escaped(String($0.prefix(200))) }
    }
}

extension UInt8 {
    /// The byte in a query: itself when RFC 3986 section 2.3 calls it unreserved.
    fileprivate var percentEncoded: String {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            String(UnicodeScalar(self))
        default: (self < 0x10 ? "%0" : "%") + String(self, radix: 16, uppercase: true)
        }
    }
}

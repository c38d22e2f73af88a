// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import NIOHTTP1

/// The token server that a registry names, when it may be sent the credential.
///
/// Source: distribution `docs/content/spec/auth/token.md` and `oauth.md`.
struct TokenServer {
    /// What it gives for a credential.
    enum Answer {
        /// A token for the registry.
        case token(String)
        /// Nothing.
        ///
        /// - Parameter reason: Why, as the end of a sentence; nil when it gives none.
        case rejected(reason: String?)
    }

    private let realm: String
    private let service: String?

    /// Sees whether it may be asked.
    ///
    /// - Parameters:
    ///   - challenge: The registry's, of the scheme `bearer`.
    ///   - registry: The registry's host, with its port if one is written.
    ///   - scheme: How the registry itself was reached, `https` or `http`.
    ///   - access: Who may be sent the credential.
    /// - Throws: A failure when it may not.
    init(
        _ challenge: AuthenticationChallenge, of registry: String, reachedBy scheme: String, _ access: RegistryAccess
    ) throws(RegistryConnection.Failure) {
        guard let realm = challenge.parameters["realm"], let url = URL(string: realm), let host = url.host,
            let realmScheme = url.scheme?.lowercased()
        else { throw .init(reason: "it names no token server") }
        guard realmScheme == "https" || (realmScheme == "http" && scheme == "http") else {
            throw .init(reason: "its token server \(OutsideText.quoted(realm)) does not use TLS")
        }
        guard access.mayAsk(host, for: RegistryKey(registry).name) else {
            throw .init(
                reason:
                    "it wants the credential sent to \(OutsideText.quoted(host)), which may be anybody's; if it is the "
                    + "registry's, say --token-server \(OutsideText.escaped(host))")
        }
        self.realm = realm
        service = challenge.parameters["service"]
    }

    /// Asks for a token: with user name and password, or with an identity token for another.
    ///
    /// - Parameters:
    ///   - credential: What is sent.
    ///   - image: The image that is to be pulled; nil asks for no right at all.
    ///   - connection: What it is sent by.
    /// - Returns: Its answer.
    /// - Throws: A failure when it gives neither a token nor a refusal.
    func token(
        for credential: RegistryCredential, _ image: WantedImage?, by connection: RegistryConnection
    ) throws(RegistryConnection.Failure) -> Answer {
        var items: [(name: String, value: String)] = []
        if let service { items.append(("service", service)) }
        if let image { items.append(("scope", "repository:\(image.name.repository):pull")) }
        let response: RegistryConnection.Response
        if credential.isIdentityToken {
            items += [
                ("client_id", "kubering"), ("grant_type", "refresh_token"),
                ("refresh_token", credential.password.exposedText),
            ]
            response = try connection.send(.POST, realm, form: Self.text(items))
        } else {
            let basic = BasicAuthentication.encode(username: credential.username, password: credential.password)
            let query = items.isEmpty ? "" : (realm.contains("?") ? "&" : "?") + Self.text(items)
            response = try connection.send(.GET, realm + query, authorization: "Basic " + basic)
        }
        switch response.status {
        case 200: break
        case 401, 403: return .rejected(reason: response.reason)
        // RFC 6749 section 5.2.
        case 400 where credential.isIdentityToken: return .rejected(reason: response.reason)
        case 404 where credential.isIdentityToken, 405 where credential.isIdentityToken:
            throw .init(reason: "its token server takes no identity tokens")
        default: throw response.failure(of: "its token server")
        }
        // What is no JSON has no token.
        let body = try? JSONValue(parsing: response.body)
        guard let token = (body?["token"] ?? body?["access_token"])?.string, !token.isEmpty,
            token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw .init(reason: "its token server gives no token") }
        return .token(token)
    }

    private static func text(_ items: [(name: String, value: String)]) -> String {
        items.map { "\($0.name)=\(PercentEncoding.encoded($0.value))" }.joined(separator: "&")
    }
}

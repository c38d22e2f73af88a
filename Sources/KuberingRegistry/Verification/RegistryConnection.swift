// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import AsyncHTTPClient
import FoundationEssentials
import KuberingSystem
import NIOCore
import NIOHTTP1
import NIOSSL

/// Requests to a registry and its token server, one after the other, none of which follows a redirect.
final class RegistryConnection {
    /// What came back.
    struct Response {
        let status: Int
        let challenges: [AuthenticationChallenge]
        let location: String?
        /// Whether it says, in a field of its own, that it speaks the API of registries.
        let speaksRegistryAPI: Bool
        let body: [UInt8]
    }

    /// Why nothing came back, as the end of a sentence.
    struct Failure: Error {
        let reason: String
        /// Whether the other side does not speak TLS.
        var isNotTLS = false
    }

    private static let bodyLimit = 1 << 20
    /// Whoever does not name the kinds of manifests gets one of the first kind, converted, or an error.
    private static let accepted =
        "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, "
        + "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json, */*"

    private let access: RegistryAccess
    private let deadline: NIODeadline
    private let trust: TLSConfiguration

    /// Prepares for a registry; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - access: How it may be talked to.
    ///   - registry: Its host, with its port if one is written.
    /// - Throws: ``Failure`` when its certificates cannot be used.
    init(_ access: RegistryAccess, registry: String) throws(Failure) {
        self.access = access
        deadline = .now() + .seconds(access.timeLimit)
        trust = try access.trust(for: registry)
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - method: `GET` or `HEAD`; `POST` when there is a form.
    ///   - url: With scheme, host and path.
    ///   - authorization: The value of the `Authorization` field, if any.
    ///   - form: A body of the type `application/x-www-form-urlencoded`, if any.
    /// - Returns: Whatever was answered, an error status and a redirect included.
    /// - Throws: ``Failure`` when nothing was.
    func send(
        _ method: HTTPMethod, _ url: String, authorization: String? = nil, form: String? = nil
    ) throws(Failure) -> Response {
        guard let parsed = URL(string: url), let scheme = parsed.scheme, let host = parsed.host else {
            throw Failure(reason: "\(OutsideText.quoted(url)) is no URL")
        }
        let port = parsed.port ?? (scheme == "https" ? 443 : 80)
        let proxy = try ProxyEnvironment(environment: access.environment).proxy(for: scheme, host, port)
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(with: proxy))
        // A client that is shut down has nothing left to say.
        defer { try? client.syncShutdown() }
        do {
            var headers = HTTPHeaders([("User-Agent", "kubering"), ("Accept", Self.accepted)])
            if let authorization { headers.add(name: "Authorization", value: authorization) }
            if form != nil { headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded") }
            let request = try HTTPClient.Request(
                url: url, method: method, headers: headers, body: form.map { .string($0) })
            let accumulator = ResponseAccumulator(request: request, maxBodySize: Self.bodyLimit)
            let response = try client.execute(request: request, delegate: accumulator, deadline: deadline).wait()
            return Response(
                status: Int(response.status.code),
                challenges: AuthenticationChallenge.all(in: response.headers["WWW-Authenticate"]),
                location: response.headers.first(name: "Location"),
                speaksRegistryAPI: response.headers.contains(name: "Docker-Distribution-API-Version"),
                body: response.body.map { Array($0.readableBytesView) } ?? [])
        } catch {
            guard let proxy else { throw ConnectionFailure.describe(error, host: host) }
            let failure = ConnectionFailure.describe(error, host: proxy.host)
            throw Failure(reason: "over the proxy \(proxy.name): \(failure.reason)", isNotTLS: failure.isNotTLS)
        }
    }

    private func configuration(with proxy: ProxyEnvironment.Proxy?) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: trust, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(15)))
        configuration.httpVersion = .http1Only
        // The first failure is the answer; another attempt would only take time.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.proxy = proxy.map(Self.proxy)
        return configuration
    }

    private static func proxy(_ proxy: ProxyEnvironment.Proxy) -> HTTPClient.Configuration.Proxy {
        switch (proxy.language, proxy.username) {
        case (.socks, _): .socksServer(host: proxy.host, port: proxy.port)
        case (.http, nil): .server(host: proxy.host, port: proxy.port)
        case (.http, let name?):
            .server(
                host: proxy.host, port: proxy.port,
                authorization: .basic(username: name, password: proxy.password ?? ""))
        }
    }
}

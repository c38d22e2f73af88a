// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// How a registry may be talked to.
public struct RegistryAccess: Sendable {
    /// PEM text of the authorities to trust instead of all others; nil for the system's and those of the registry's folder.
    public var authorities: [UInt8]?
    /// Folders whose subfolder `HOST[:PORT]` may hold certificates for a registry; the first that has it counts.
    public var certificateFolders: [String]
    /// Whether the server's certificate is not checked.
    public var skipsVerification = false
    /// Whether the registry is spoken to without TLS.
    public var isPlainHTTP = false
    /// Hosts that may be sent the credential when the registry names them as its token server.
    public var tokenServers: [String] = []
    /// The environment, for the proxies.
    public var environment: Environment
    /// How long the whole exchange may take, in seconds.
    public var timeLimit: Int64 = 20

    /// The usual way: TLS, the system's authorities and those that docker and podman are told of in `certs.d`, the proxies
    /// of the environment.
    ///
    /// Source: containers-certs.d(5); the folder of docker comes last there, too.
    public init(environment: Environment) {
        self.environment = environment
        let own = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.config/containers/certs.d" : nil }
        certificateFolders = [own, "/etc/containers/certs.d", "/etc/docker/certs.d"].compactMap(\.self)
    }

    /// Whether a host with or without a port is this machine.
    static func isLoopback(_ host: String) -> Bool {
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
        if name == "localhost" || name == "::1" || name.hasSuffix(".localhost") { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether a token server may be sent the registry's credential: it is the registry's own host, below it, the domain
    /// directly above it, one that is known to be the registry's, or one that the user allowed.
    func mayAsk(_ server: String, for registry: String) -> Bool {
        let (server, registry) = (server.lowercased(), registry.lowercased())
        let parent = registry.split(separator: ".").dropFirst().joined(separator: ".")
        return server == registry || server.hasSuffix("." + registry) || (parent.contains(".") && server == parent)
            || Self.known[registry] == server || tokenServers.contains { $0.lowercased() == server }
    }

    /// Token servers that are not in their registry's domain.
    private static let known = [
        "registry-1.docker.io": "auth.docker.io", "registry.digitalocean.com": "api.digitalocean.com",
    ]
}

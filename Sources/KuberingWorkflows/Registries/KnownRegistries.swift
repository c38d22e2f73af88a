// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
public import KuberingSystem

/// The registries that have a credential somewhere, without asking a store for it.
public struct KnownRegistries {
    /// A registry's credential, as far as it is known without the secret.
    public struct Item: Sendable, Hashable {
        /// The registry, as it is spelled there.
        public let server: String
        /// The user; nil when only a store could tell.
        public let username: String?
        /// Where it is, for people.
        public let place: String
        /// When it ends, in RFC 3339; nil when not known.
        public let notAfter: String?

        /// The object of JSON output.
        public var json: JSONValue {
            .object(present: [
                "server": .string(server), "username": username.map(JSONValue.string), "place": .string(place),
                "notAfter": notAfter.map(JSONValue.string),
            ])
        }
    }

    private let world: World

    /// Knows the places of this user; nothing is read yet.
    public init(_ world: World) { self.world = world }

    /// All of them: kubering's own first, then by file; a file that cannot be read is warned of and passed over.
    ///
    /// - Throws: An error when the list of kubering's own cannot be read.
    public func all() throws -> [Item] {
        var items = try RegistryLogins(world).entries().map { entry in
            Item(
                server: entry.facts.server ?? "", username: entry.user, place: "kubering's \(entry.facts.store)",
                notAfter: entry.facts.notAfter)
        }
        for file in DockerConfigFiles.all(world) {
            guard let config = file.readOrWarn(world) else { continue }
            for server in config.registries {
                // What the file does not hold itself rests in a store, which is not asked here.
                let credential = try? config.credential(for: server)
                let store = credential == nil ? config.store(for: server).map { "docker-credential-\($0)" } : nil
                items.append(
                    Item(
                        server: server, username: credential?.username, place: store ?? file.path,
                        notAfter: credential.flatMap { RegistryToken($0).notAfter }?.rfc3339))
            }
        }
        return items
    }
}

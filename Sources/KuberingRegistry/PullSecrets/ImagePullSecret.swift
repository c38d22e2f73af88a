// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A Secret with registry credentials, as `kubectl create secret docker-registry` makes it.
public struct ImagePullSecret: Sendable {
    /// The most bytes the API server takes, all values together (`MaxSecretSize` of Kubernetes).
    public static let maximumSize = 1 << 20

    /// The Secret's name, a DNS subdomain.
    public let name: String
    /// The namespace, a DNS label; nil leaves it to whoever applies the manifest.
    public let namespace: String?
    /// Which of the two types it has.
    public let format: PullSecretFormat
    /// Labels and annotations.
    public let metadata: ManifestMetadata
    /// The credentials, sorted by the bytes of their server, as Go sorts a map.
    public let credentials: [RegistryCredential]

    /// Makes a pull secret, after checking everything that the API server or a kubelet would stumble over.
    ///
    /// - Parameters:
    ///   - name: The Secret's name.
    ///   - namespace: The namespace; nil writes none.
    ///   - format: The type.
    ///   - metadata: Labels and annotations.
    ///   - credentials: At least one, each for another server.
    /// - Throws: ``RegistryError`` with `invalid-name`, `invalid-namespace`, `invalid-registry`, `invalid-username`,
    ///   `empty-password`, `no-registry`, `duplicate-registry` or `secret-too-large`.
    public init(
        name: String, namespace: String? = nil, format: PullSecretFormat = .current,
        metadata: ManifestMetadata = ManifestMetadata(), credentials: [RegistryCredential]
    ) throws(RegistryError) {
        try Self.check(name: name, namespace: namespace)
        for credential in credentials { try credential.check() }
        if credentials.isEmpty { throw .noRegistry }
        self.name = name
        self.namespace = namespace
        self.format = format
        self.metadata = metadata
        self.credentials = credentials.sorted { $0.server.precedes($1.server) }
        for (one, next) in zip(self.credentials, self.credentials.dropFirst())
        where one.server.utf8.elementsEqual(next.server.utf8) {
            throw .duplicateRegistry(one.server)
        }
        if content.count > Self.maximumSize { throw .secretTooLarge(name: name) }
    }

    /// Checks the names alone, before anybody is asked for a credential.
    ///
    /// - Parameters:
    ///   - name: The Secret's name.
    ///   - namespace: The namespace, if any.
    /// - Throws: ``RegistryError`` with `invalid-name` or `invalid-namespace`.
    public static func check(name: String, namespace: String?) throws(RegistryError) {
        if let reason = KubernetesName.reasonNotSubdomain(name) { throw .invalidName(name, reason: reason) }
        if let namespace, let reason = KubernetesName.reasonNotLabel(namespace) {
            throw .invalidNamespace(namespace, reason: reason)
        }
    }

    /// The Secret's content: compact JSON, to the byte what kubectl writes for the same credentials.
    public var content: SecretBytes {
        // Escaped, a byte takes six at most; in base64 less than two.
        let lengths = credentials.map { credential in
            100 + 6 * (credential.server.utf8.count + (credential.email?.utf8.count ?? 0))
                + 8 * (credential.username.utf8.count + credential.password.count)
        }
        var text = GoJSONText(capacity: lengths.reduce(20, +))
        defer { text.wipe() }
        text.append(format == .legacy ? "{" : "{\"auths\":{")
        for (index, credential) in credentials.enumerated() {
            if index > 0 { text.append(",") }
            text.append(string: credential.server.utf8)
            text.append(":{\"username\":")
            text.append(string: credential.username.utf8)
            text.append(",\"password\":")
            credential.password.withExposedBytes { text.append(string: $0) }
            if let email = credential.email, !email.isEmpty {
                text.append(",\"email\":")
                text.append(string: email.utf8)
            }
            let field = BasicAuthentication.encode(username: credential.username, password: credential.password)
            text.append(",\"auth\":\"\(field)\"}")
        }
        text.append(format == .legacy ? "}" : "}}")
        return SecretBytes(text.bytes)
    }
}

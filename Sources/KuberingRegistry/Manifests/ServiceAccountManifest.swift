// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A ServiceAccount as far as its pull secrets go.
///
/// `imagePullSecrets` is an atomic list: whoever applies a manifest replaces the whole of it. So the manifest carries all
/// that the account had, and the resource version that says when that was true.
///
/// Kubernetes type: `ServiceAccount` of `k8s.io/api/core/v1`.
public struct ServiceAccountManifest: Sendable {
    /// The account's name.
    public let name: String
    /// Its namespace; nil when the manifest has none.
    public let namespace: String?
    /// The names of its pull secrets, in order.
    public private(set) var pullSecrets: [String]
    private let resourceVersion: String?

    /// An account that has no pull secrets, as far as is known.
    ///
    /// - Parameters:
    ///   - name: The account's name.
    ///   - namespace: The namespace; nil writes none.
    /// - Throws: ``RegistryError`` with `invalid-name`.
    public init(name: String, namespace: String?) throws(RegistryError) {
        if let reason = KubernetesName.reasonNotSubdomain(name) { throw .invalidServiceAccount(name, reason: reason) }
        self.name = name
        self.namespace = namespace
        pullSecrets = []
        resourceVersion = nil
    }

    private init(_ manifest: JSONValue, name: String) {
        self.name = name
        namespace = manifest["metadata"]?["namespace"]?.string
        pullSecrets = (manifest["imagePullSecrets"]?.array ?? []).compactMap { $0["name"]?.string }
        resourceVersion = manifest["metadata"]?["resourceVersion"]?.string
    }

    /// The accounts in what `kubectl get serviceaccount -o yaml` or `-o json` prints.
    ///
    /// - Parameters:
    ///   - bytes: YAML or JSON: a ServiceAccount, a List, or several documents.
    ///   - source: Where it came from, for messages.
    /// - Returns: Every ServiceAccount in it.
    /// - Throws: ``RegistryError`` with `manifest-unreadable`.
    public static func all(in bytes: [UInt8], source: String) throws(RegistryError) -> [ServiceAccountManifest] {
        try ManifestText.values(of: bytes, source: source)
            .flatMap { $0["items"]?.array ?? [$0] }
            .compactMap { object in
                guard object["kind"]?.string == "ServiceAccount", let name = object["metadata"]?["name"]?.string else {
                    return nil
                }
                return ServiceAccountManifest(object, name: name)
            }
    }

    /// The same with one pull secret more, at the end, unless it is there already.
    public func attaching(_ secret: String) -> ServiceAccountManifest {
        var copy = self
        if !pullSecrets.contains(secret) { copy.pullSecrets.append(secret) }
        return copy
    }

    /// The manifest, members in the order of kubectl's JSON.
    public var manifest: JSONValue {
        [
            "kind": "ServiceAccount", "apiVersion": "v1",
            "metadata": ManifestMetadata().json(name: name, namespace: namespace, resourceVersion: resourceVersion),
            "imagePullSecrets": .array(pullSecrets.map { ["name": .string($0)] }),
        ]
    }

    /// The manifest as `kubectl -o yaml` prints it, with its final newline.
    public var yamlText: String { ManifestText.yaml(manifest) }

    /// The manifest as `kubectl -o json` prints it, indented by four, with its final newline.
    public var jsonText: String { manifest.jsonText(indent: 4, escaping: .likeGo) + "\n" }
}

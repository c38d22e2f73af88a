// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A ServiceAccount whose pull secrets can be added to.
///
/// `imagePullSecrets` is an atomic list: whoever applies a manifest replaces the whole of it, and takes away what an earlier
/// manifest had and this one lacks. So the manifest carries all that the account had, labels, annotations and the other
/// fields included, and the resource version that says when that was true.
///
/// Kubernetes type: `ServiceAccount` of `k8s.io/api/core/v1`.
public struct ServiceAccountManifest: Sendable {
    /// The account's name.
    public let name: String
    /// Its namespace; nil when the manifest has none.
    public private(set) var namespace: String?
    /// The account as it was read; nil when nothing is known of it.
    private let original: JSONValue?
    /// Its pull secrets, in order, as they are written.
    private var pullSecrets: [JSONValue] = []

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
        original = nil
    }

    private init(_ manifest: JSONValue, name: String) {
        self.name = name
        namespace = manifest["metadata"]?["namespace"]?.string
        pullSecrets = manifest["imagePullSecrets"]?.array ?? []
        original = manifest
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
    ///
    /// - Parameters:
    ///   - secret: The Secret's name.
    ///   - namespace: Where the Secret is, and the account, too, if its manifest does not say.
    /// - Returns: The account with the longer list.
    public func attaching(_ secret: String, in namespace: String?) -> ServiceAccountManifest {
        var copy = self
        copy.namespace = self.namespace ?? namespace
        if !pullSecrets.contains(where: { $0["name"]?.string == secret }) {
            copy.pullSecrets.append(["name": .string(secret)])
        }
        return copy
    }

    /// The manifest: what was read with the new list, or kind, name and list of an account that nothing is known of.
    ///
    /// What the server keeps about who wrote which field is left out: nobody may send it.
    public var manifest: JSONValue {
        var members = original?.members ?? [.init("kind", "ServiceAccount")]
        if original?["apiVersion"] == nil { members.append(.init("apiVersion", "v1")) }
        var metadata = (original?["metadata"]?.members ?? [.init("name", .string(name))])
            .filter { $0.name != "managedFields" }
        if original?["metadata"]?["namespace"] == nil, let namespace {
            metadata.append(.init("namespace", .string(namespace)))
        }
        return .object(
            members.filter { !["metadata", "imagePullSecrets"].contains($0.name) } + [
                .init("metadata", .object(metadata)), .init("imagePullSecrets", .array(pullSecrets)),
            ])
    }

    /// The manifest as `kubectl -o yaml` prints it, with its final newline.
    public var yamlText: String { ManifestText.yaml(manifest) }

    /// The manifest as `kubectl -o json` prints it, indented by four, with its final newline.
    public var jsonText: String { manifest.jsonText(indent: 4, escaping: .likeGo) + "\n" }
}

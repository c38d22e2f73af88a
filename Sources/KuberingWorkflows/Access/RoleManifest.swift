// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import KuberingYAML

/// A role or a binding of `rbac.authorization.k8s.io/v1`, as kubectl prints it.
public struct RoleManifest: Sendable, Hashable {
    static let apiGroup = "rbac.authorization.k8s.io"

    /// The object, members in the order of kubectl's JSON.
    public let json: JSONValue

    /// Puts an object together.
    ///
    /// - Parameters:
    ///   - kind: `Role`, `ClusterRole`, `RoleBinding` or `ClusterRoleBinding`.
    ///   - name: The object's name.
    ///   - namespace: The namespace; nil for none.
    ///   - content: What comes after the metadata.
    init(_ kind: String, _ name: String, namespace: String?, _ content: KeyValuePairs<String, JSONValue?>) {
        let head: [JSONValue.Member] = [
            .init("kind", .string(kind)), .init("apiVersion", .string(Self.apiGroup + "/v1")),
            .init("metadata", .object(present: ["name": .string(name), "namespace": namespace.map { .string($0) }])),
        ]
        json = .object(head + content.compactMap { name, value in value.map { JSONValue.Member(name, $0) } })
    }

    /// The object as `kubectl -o yaml` prints it, with its final newline.
    public var yamlText: String { json.yamlText(sortedKeys: true) }

    /// The object as `kubectl -o json` prints it, with its final newline.
    public var jsonText: String { json.jsonText(indent: 4, escaping: .likeGo) + "\n" }

    /// Throws ``WorkflowError`` of code `bad-name` when no role or binding can have this name.
    ///
    /// Source: Kubernetes `apimachinery/pkg/api/validation/path`, `IsValidPathSegmentName`.
    static func check(_ name: String, of what: String) throws(WorkflowError) {
        let isPath = name == "." || name == ".." || name.contains("/") || name.contains("%")
        guard !name.isEmpty, !isPath else {
            throw WorkflowError(
                .badName,
                "\(OutsideText.quoted(name)) cannot be the name of a \(what): it must not be empty, . or .., "
                    + "and have no / and no %",
                exitStatus: .usage)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The labels and annotations of an object.
///
/// Kubernetes type: `ObjectMeta` of `k8s.io/apimachinery/pkg/apis/meta/v1`.
public struct ManifestMetadata: Sendable, Hashable {
    /// By their keys' bytes, as Go sorts a map.
    private var labels: [JSONValue.Member] = []
    private var annotations: [JSONValue.Member] = []

    /// No labels and no annotations.
    public init() {}

    /// Labels and annotations of the form `key=value`; the last of one key counts.
    ///
    /// - Parameters:
    ///   - labels: Keys are names with or without a DNS subdomain and a slash before; values are names or empty.
    ///   - annotations: Keys are like those of labels, values are any text.
    /// - Throws: ``RegistryError`` with `invalid-label` or `invalid-annotation`.
    public init(labels: [String], annotations: [String]) throws(RegistryError) {
        self.labels = try Self.members(labels) { text, reason in
            .invalidLabel(text, reason: reason)
        } check: { value in
            value.isEmpty ? nil : KubernetesName.reasonNotName(value)
        }
        self.annotations = try Self.members(annotations) { text, reason in
            .invalidAnnotation(text, reason: reason)
        } check: { _ in
            nil
        }
    }

    /// The `metadata` of a manifest, in the order of kubectl's JSON.
    func json(name: String, namespace: String?) -> JSONValue {
        .object(present: [
            "name": .string(name), "namespace": namespace.map(JSONValue.string),
            "labels": labels.isEmpty ? nil : .object(labels),
            "annotations": annotations.isEmpty ? nil : .object(annotations),
        ])
    }

    private static func members(
        _ pairs: [String], error: (_ text: String, _ reason: String) -> RegistryError,
        check: (_ value: String) -> String?
    ) throws(RegistryError) -> [JSONValue.Member] {
        var values: [String: String] = [:]
        for pair in pairs {
            guard let equals = pair.firstIndex(of: "=") else { throw error(pair, "it is not KEY=VALUE") }
            let (key, value) = (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
            if let reason = KubernetesName.reasonNotKey(key) ?? check(value) { throw error(pair, reason) }
            values[key] = value
        }
        return values.sorted { $0.key.precedes($1.key) }.map {
            .init($0.key, .string($0.value))
        }
    }
}

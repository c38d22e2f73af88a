// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The credentials of a pod's pull secrets, as a kubelet puts them together.
///
/// Source: Kubernetes `pkg/credentialprovider/keyring.go` and `secrets/secrets.go`.
public struct KubeletKeyring: Sendable {
    /// A credential that is tried for an image.
    public struct Attempt: Sendable {
        /// The entry; its user name and password are empty when it has none.
        public let registry: InspectedRegistry
        /// The name of the Secret it is from; nil when it has none.
        public let secret: String?
    }

    private let entries: [(key: String, pattern: KubeletKey, attempt: Attempt)]
    /// Whether one of the Secrets fails every pull of the pod, so that nothing is tried.
    public let isBroken: Bool

    /// Puts the Secrets of one pod together; those that a kubelet ignores are left out.
    ///
    /// - Parameter inspections: The Secrets in the order in which the pod names them.
    public init(_ inspections: [PullSecretInspection]) {
        let read = inspections.filter { $0.problems.allSatisfy { $0.severity != .error } }
        isBroken = read.contains { inspection in
            (inspection.problems + inspection.registries.flatMap(\.problems)).contains {
                $0.severity == .breaksEveryPull
            }
        }
        let found = read.flatMap { inspection in
            inspection.registries.compactMap { registry in
                KubeletKey(registry.server).map { pattern in
                    (pattern.text, pattern, Attempt(registry: registry, secret: inspection.name))
                }
            }
        }
        // Longer paths before shorter ones, wildcards last; the order of the Secrets counts within equal keys.
        entries = found.enumerated().sorted { left, right in
            let (one, other) = (left.element.0.utf8, right.element.0.utf8)
            if one.elementsEqual(other) { return left.offset < right.offset }
            return other.lexicographicallyPrecedes(one)
        }.map { (key: $0.element.0, pattern: $0.element.1, attempt: $0.element.2) }
    }

    /// What is tried for an image, one after the other until a pull succeeds; nothing when no entry matches.
    ///
    /// - Parameter image: The image.
    /// - Returns: The matching entries; for Docker Hub those of `index.docker.io` when no other matches.
    public func attempts(for image: ImageName) -> [Attempt] {
        let matching = entries.filter { $0.pattern.matches(image) }
        guard matching.isEmpty, image.host == "docker.io" else { return matching.map(\.attempt) }
        return entries.filter { $0.key == "index.docker.io" }.map(\.attempt)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What a Secret, or a docker configuration on its way into one, would mean to a kubelet.
///
/// Source: Kubernetes `pkg/credentialprovider/secrets/secrets.go`, `MakeDockerKeyring`.
public struct PullSecretInspection: Sendable {
    /// The longest text that is read, in bytes: 16 MiB, a list of many Secrets.
    public static let maximumSize = 16 << 20

    /// What was looked at.
    public enum Subject: Sendable, Hashable {
        /// A Secret.
        ///
        /// - Parameters:
        ///   - name: Its name; nil when the manifest has none.
        ///   - namespace: Its namespace; nil when the manifest has none.
        ///   - type: Its Kubernetes type; nil when the manifest has none.
        case secret(name: String?, namespace: String?, type: String?)
        /// A docker configuration file.
        case dockerConfig
    }

    /// What was looked at.
    public let subject: Subject
    /// The registries, sorted by their keys.
    public let registries: [InspectedRegistry]
    /// What is wrong with the whole, worst first; the registries have their own problems.
    public let problems: [PullSecretProblem]

    /// The Secret's name; nil when it has none, or this is no Secret.
    public var name: String? {
        guard case .secret(let name, _, _) = subject else { return nil }
        return name
    }

    let content: PullSecretContent

    init(subject: Subject, content: PullSecretContent, problems: [PullSecretProblem] = []) {
        self.content = content
        self.subject = subject
        registries = content.entries.map { InspectedRegistry(server: $0.key, entry: $0.entry) }
        self.problems = (problems + content.problems).worstFirst
    }

    /// Looks at everything in a text that is a pull secret.
    ///
    /// The text is a Secret, a List of them (what is not a pull secret in it is passed over), or docker's
    /// `config.json`; in YAML, where several documents are like a List, or JSON.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - source: Where it came from, for messages.
    /// - Returns: At least one.
    /// - Throws: ``RegistryError`` with `manifest-unreadable`, `manifest-too-large`, `no-pull-secret` or, for docker's own
    ///   file, `docker-config-invalid`.
    public static func inspections(
        of bytes: [UInt8], source: String
    ) throws(RegistryError) -> [PullSecretInspection] {
        guard bytes.count <= maximumSize else { throw .manifestTooLarge(source: source) }
        let roots = try ManifestText.values(of: bytes, source: source)
        guard roots.count > 1 else {
            let found = try inspections(of: roots.first ?? .null, source: source)
            if found.first?.subject == .dockerConfig { try requireJSON(bytes, source: source) }
            return found
        }
        var found: [PullSecretInspection] = []
        for root in roots {
            do throws(RegistryError) {
                found += try inspections(of: root, source: source)
            } catch {
                guard error.code == .noPullSecret else { throw error }
            }
        }
        if found.isEmpty { throw .noPullSecret(source: source, found: "\(roots.count) objects without a pull secret") }
        return found
    }

    /// Docker's configuration is no YAML, as manifests are.
    private static func requireJSON(_ bytes: [UInt8], source: String) throws(RegistryError) {
        do throws(JSONError) {
            _ = try JSONValue(parsing: bytes)
        } catch {
            throw .dockerConfigInvalid(path: source, reason: "\(error)")
        }
    }

    /// The docker configurations in a text, as ``inspections(of:source:)`` reads it.
    static func contents(of bytes: [UInt8], source: String) throws(RegistryError) -> [PullSecretContent] {
        try inspections(of: bytes, source: source).map(\.content)
    }

    private static func inspections(
        of root: JSONValue, source: String
    ) throws(RegistryError) -> [PullSecretInspection] {
        guard root.members != nil else {
            throw .noPullSecret(source: source, found: root == .null ? "nothing" : "no Kubernetes object")
        }
        guard let kind = root["kind"]?.string else {
            guard GoField("auths", of: root).isPresent else {
                throw .noPullSecret(source: source, found: "no Kubernetes object")
            }
            return [PullSecretInspection(subject: .dockerConfig, content: PullSecretContent(root, isLegacy: false))]
        }
        if kind == "List" || kind == "SecretList" {
            let found = (root["items"]?.array ?? []).compactMap {
                secret($0, kind: $0["kind"]?.string ?? (kind == "SecretList" ? "Secret" : ""))
            }
            if found.isEmpty { throw .noPullSecret(source: source, found: "a \(kind) without a pull secret") }
            return found
        }
        guard let found = secret(root, kind: kind) else {
            let type = root["type"]?.string.map { " of type \(OutsideText.quoted($0))" } ?? ""
            throw .noPullSecret(source: source, found: "a \(OutsideText.escaped(kind))\(type)")
        }
        return [found]
    }

    /// The inspection of one object; nil when it is no Secret that has to do with registries.
    private static func secret(_ manifest: JSONValue, kind: String) -> PullSecretInspection? {
        guard kind == "Secret" else { return nil }
        let type = manifest["type"]?.string
        let format =
            PullSecretFormat.allCases.first { $0.type == type }
            ?? PullSecretFormat.allCases.first { PullSecretContent.isPresent($0.dataKey, in: manifest) }
        guard let format else { return nil }
        let metadata = manifest["metadata"]
        return PullSecretInspection(
            subject: .secret(name: metadata?["name"]?.string, namespace: metadata?["namespace"]?.string, type: type),
            content: PullSecretContent(manifest: manifest, format: format),
            problems: type == format.type ? [] : [.wrongType(type)])
    }
}

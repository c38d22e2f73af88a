// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingShell
import KuberingSystem

/// The namespaces that are known to be in the cluster of a context, to pick one.
public struct NamespaceChoices: PickerList {
    /// Sorted as people count.
    public let names: [String]
    /// The heading of the one column.
    public let headings = ["NAMESPACE"]
    /// The context's namespace.
    public let current: String?
    private let users: [String: [String]]

    /// Looks at every context with the same cluster.
    ///
    /// - Parameters:
    ///   - context: The context's name, which must exist.
    ///   - config: The configuration.
    /// - Throws: `ConfigError`.
    public init(for context: String, in config: Kubeconfig) throws {
        guard let found = try config.context(named: context) else { throw config.contextNotFound(context) }
        current = found.namespace.isEmpty ? "default" : found.namespace
        var users: [String: [String]] = [:]
        for name in config.names(.context) {
            guard let other = try config.context(named: name), other.cluster.isExactly(found.cluster) else { continue }
            users[other.namespace.isEmpty ? "default" : other.namespace, default: []].append(name)
        }
        self.users = users
        names = Set(users.keys).union(["default"]).sorted(by: NaturalOrder.precedes)
    }

    /// Nothing but the name.
    public func columns(of name: String) -> [String] { [] }

    /// The contexts that use it.
    public func preview(of name: String) -> [String] {
        users[name].map { ["used by " + $0.joined(separator: ", ")] } ?? []
    }

    /// Any name that a namespace can have: the cluster is not asked.
    public func newName(_ typed: String) -> NewName? {
        if typed.isEmpty { return .unusable("A namespace that is not here can be typed.") }
        do throws(WorkflowError) {
            try NamespaceName.check(typed)
            return .usable("use \(OutsideText.quoted(typed)), which no context of this cluster uses yet")
        } catch {
            return .unusable("\(error)")
        }
    }
}

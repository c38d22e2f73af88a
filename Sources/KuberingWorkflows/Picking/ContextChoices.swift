// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
public import KuberingConfig
public import KuberingShell
public import KuberingSystem

/// The contexts of a configuration, to pick one.
public struct ContextChoices: PickerList {
    /// Sorted as people count.
    public let names: [String]
    /// The headings of the columns.
    public let headings = ["CONTEXT", "CLUSTER", "NAMESPACE", "USER", "ENDS"]
    private let config: Kubeconfig
    private let now: Date

    /// Prepares the choice.
    ///
    /// - Parameters:
    ///   - config: The configuration.
    ///   - pattern: What the names must fit; nil for all.
    ///   - now: For the days on which certificates end.
    public init(_ config: Kubeconfig, matching pattern: GlobPattern? = nil, now: Date) {
        self.config = config
        self.now = now
        names = config.names(.context).filter { !$0.isEmpty && pattern?.matches($0) != false }.sorted(
            by: NaturalOrder.precedes)
    }

    /// The current context.
    public var current: String? { config.currentContext.isEmpty ? nil : config.currentContext }

    /// Cluster, namespace, user, and the day on which the certificate ends.
    public func columns(of name: String) -> [String] {
        // What is wrong with a context is said by the command that uses it.
        guard let facts = try? Listing(config).contexts([name]).first else { return [] }
        let day = facts.authentication.notAfter.map { String($0.prefix { $0 != "T" }) } ?? ""
        return [facts.cluster, facts.namespace, facts.user, day]
    }

    /// What `kubering status` would say of it.
    public func preview(of name: String) -> [String] {
        do {
            let status = try CurrentStatus(config, context: name, now: now)
            let lines = status.lines.dropFirst().map { label, value in
                label + String(repeating: " ", count: max(1, 11 - label.count)) + value
            }
            return lines + status.warnings.map { "! " + $0 }
        } catch {
            return ["\(error)"]
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

/// Switches the current context, and its namespace with it if asked.
public struct SwitchContext: Sendable {
    /// Where to go.
    public enum Target: Sendable, Hashable {
        /// A context by its whole name.
        case named(String)
        /// A context by its name, or by a part or pattern that fits no other one.
        case matching(String)
        /// The context that was current before.
        case previous
        /// Nowhere: `current-context` is cleared.
        case none
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// The context that is current now; empty after clearing.
        public let context: String
        /// The context that was current before; empty when there was none.
        public let previous: String
        /// The files that changed; empty when nothing had to.
        public let changes: [FileChange]
        /// Why `-` will not find the way back, if so.
        public let notRemembered: String?
    }

    private let location: KubeconfigLocation
    private let previousNames: PreviousNames
    private let protection: Protection?

    /// Prepares a switch.
    ///
    /// - Parameters:
    ///   - location: The kubeconfigs.
    ///   - previousNames: Where the way back is remembered.
    ///   - protection: Which contexts are not switched to; nil when everything was agreed to.
    public init(_ location: KubeconfigLocation, previousNames: PreviousNames, protection: Protection? = nil) {
        self.location = location
        self.previousNames = previousNames
        self.protection = protection
    }

    /// Switches.
    ///
    /// - Parameters:
    ///   - target: Where to go.
    ///   - namespace: The namespace the context gets; nil leaves it alone.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: `ConfigError` of code `entry-not-found` for an unknown context, `entry-ambiguous` for a part of several
    ///   names; ``WorkflowError`` without a previous context; ``ProtectedContext``; what the transaction throws.
    public func run(_ target: Target, namespace: String? = nil, isDryRun: Bool = false) throws -> Outcome {
        var (name, before, oldNamespace) = ("", "", "")
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun, isSwitch: true).run { config in
            name = try self.name(of: target, in: config)
            before = config.currentContext
            // In every file: what a later one says would come to the surface.
            if target == .none {
                try config.checkCanClearCurrentContext()
                return config.files.indices.map { .setCurrentContextOfFile($0, "") }
            }
            guard !name.isEmpty else { throw WorkflowError.emptyName(.context) }
            guard let context = try config.context(named: name) else {
                throw config.contextNotFound(name, isPattern: true)
            }
            if let protection, !name.isExactly(before), protection.covers(name, context) {
                throw ProtectedContext([name])
            }
            oldNamespace = context.namespace
            let switching = KubeconfigEdit.setCurrentContext(name)
            if let namespace { try NamespaceName.check(namespace) }
            if let entering = try config.enteringFront(name, namespace: namespace) { return [entering, switching] }
            return (namespace.map { [.setNamespace($0, context: name)] } ?? []) + [switching]
        }
        var problem: String?
        if !isDryRun {
            if !name.isExactly(before) { problem = previousNames.remember(context: before) }
            if let namespace, !namespace.isExactly(oldNamespace) {
                problem = previousNames.remember(namespace: oldNamespace, of: name) ?? problem
            }
        }
        return Outcome(context: name, previous: before, changes: result.changes, notRemembered: problem)
    }

    private func name(of target: Target, in config: Kubeconfig) throws -> String {
        switch target {
        case .named(let name): return name
        case .matching(let word): return try config.context(matching: word)
        case .none: return ""
        case .previous:
            try previousNames.checkPlace()
            guard let name = previousNames.context(), !name.isEmpty else { throw WorkflowError.noPreviousContext }
            return name
        }
    }
}

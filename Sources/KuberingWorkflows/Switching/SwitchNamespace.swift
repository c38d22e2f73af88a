// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

/// Switches the namespace of a context.
public struct SwitchNamespace: Sendable {
    /// Where to go.
    public enum Target: Sendable, Hashable {
        /// A namespace by name, or by a pattern that fits one only of those that contexts of the same cluster use.
        case named(String)
        /// These characters, whatever they are; kubens takes them, and the cluster may not.
        case unchecked(String)
        /// The namespace the context had before.
        case previous
        /// The default one: the context's `namespace` is removed.
        case unset
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// The context in question.
        public let context: String
        /// Its namespace before; empty when it had none.
        public let previous: String
        /// Its namespace now; empty when it has none, which means `default`.
        public let namespace: String
        /// The files that changed; empty when nothing had to.
        public let changes: [FileChange]
        /// Why `-` will not find the way back, if so.
        public let notRemembered: String?
    }

    private let location: KubeconfigLocation
    private let previousNames: PreviousNames

    /// Prepares a switch.
    public init(_ location: KubeconfigLocation, previousNames: PreviousNames) {
        self.location = location
        self.previousNames = previousNames
    }

    /// Switches.
    ///
    /// - Parameters:
    ///   - target: Where to go.
    ///   - context: The context to change; nil is the current one.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: ``WorkflowError`` for a name that no namespace can have, or without a previous one; `ConfigError`
    ///   without a current context or for an unknown one; what the transaction throws.
    public func run(_ target: Target, context: String? = nil, isDryRun: Bool = false) throws -> Outcome {
        // An empty name would otherwise mean the default namespace.
        if case .named(let namespace) = target, !GlobPattern.isPattern(namespace) {
            try NamespaceName.check(namespace)
        }
        var (name, old, new) = ("", "", "")
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun, isSwitch: true).run { config in
            name = context ?? config.currentContext
            guard !name.isEmpty else { throw ConfigError.noCurrentContext }
            guard let found = try config.context(named: name) else { throw config.contextNotFound(name) }
            old = found.namespace
            new = try namespace(of: target, context: name, in: config)
            if case .unchecked = target {} else if !new.isEmpty { try NamespaceName.check(new) }
            if !new.isExactly(old), let entering = try config.enteringFront(name, namespace: new) { return [entering] }
            if case .unchecked = target { return [.setNamespace(new, context: name)] }
            return [.setNamespace(new.isEmpty ? nil : new, context: name)]
        }
        let problem = isDryRun || new == old ? nil : previousNames.remember(namespace: old, of: name)
        return Outcome(
            context: name, previous: old, namespace: new, changes: result.changes, notRemembered: problem)
    }

    private func namespace(of target: Target, context: String, in config: Kubeconfig) throws -> String {
        switch target {
        case .named(let word) where GlobPattern.isPattern(word):
            let known = try UsedNamespaces(of: context, in: config).names
            switch PartialName(word, among: known) {
            case .one(let name): return name
            case .several(let names): throw WorkflowError.ambiguousNamespace(word, names)
            case .none: throw WorkflowError.noNamespace(word, context: context)
            }
        case .named(let name), .unchecked(let name): return name
        case .unset: return ""
        case .previous:
            try previousNames.checkPlace()
            guard let name = previousNames.namespace(of: context) else {
                throw WorkflowError.noPreviousNamespace(context: context)
            }
            return name
        }
    }
}

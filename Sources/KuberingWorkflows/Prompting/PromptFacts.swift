// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
public import KuberingConfig
public import KuberingShell
import KuberingSystem

/// What a prompt can say about the current context; each fact is looked up only when it is shown.
public struct PromptFacts {
    private let config: Kubeconfig
    private let context: Context?
    private let protection: Protection
    private let depth: Int
    private let now: () -> Date

    /// Looks at the current context; nil when none is set.
    ///
    /// - Parameters:
    ///   - config: The configuration; its current context need not exist.
    ///   - protection: Which contexts are protected.
    ///   - depth: How many sessions deep the shell is.
    ///   - now: The time, for what ends soon.
    /// - Throws: `ConfigError` when the context cannot be read.
    public init?(_ config: Kubeconfig, protection: Protection, depth: Int, now: @escaping () -> Date) throws {
        guard !config.currentContext.isEmpty else { return nil }
        self.config = config
        self.protection = protection
        self.depth = depth
        self.now = now
        context = try config.context(named: config.currentContext)
    }

    /// Whether the context is protected.
    public var isProtected: Bool { protection.covers(config.currentContext, context) }

    /// The value of a field; empty when there is none.
    ///
    /// - Throws: `ConfigError` when the user cannot be read.
    public func value(of field: PromptField) throws -> String {
        switch field {
        case .context: return config.currentContext
        case .namespace: return context.map { $0.namespace.isEmpty ? "default" : $0.namespace } ?? "?"
        case .cluster: return context?.cluster ?? ""
        case .user: return context?.user ?? ""
        case .protected: return isProtected ? "!" : ""
        case .depth: return depth > 0 ? String(depth) : ""
        case .ends: return try end()
        }
    }

    private func end() throws -> String {
        guard let context,
            let end = try AuthenticationFacts(user: context.user, in: config).notAfter.flatMap({ Date(rfc3339: $0) })
        else { return "" }
        let seconds = end.timeIntervalSince(now())
        if seconds <= 0 { return "ended" }
        guard seconds < CurrentStatus.warningTime else { return "" }
        if seconds < 3_600 { return "\(Int(seconds / 60))m" }
        return seconds < 86_400 ? "\(Int(seconds / 3_600))h" : "\(Int(seconds / 86_400))d"
    }
}

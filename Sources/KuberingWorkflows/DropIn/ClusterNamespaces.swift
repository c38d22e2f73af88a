// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
public import KuberingSystem

/// The namespaces that a cluster has, asked for through kubectl.
public struct ClusterNamespaces: Sendable {
    private let world: CommandContext
    private let context: String

    /// Prepares to ask the cluster of a context, with the kubectl that `KUBECTL` or `PATH` names.
    public init(of context: String, _ world: CommandContext) {
        self.context = context
        self.world = world
    }

    /// All names, in the order of the server.
    ///
    /// - Throws: ``WorkflowError`` of code `cluster-unreachable` with what kubectl said; `ProcessError`.
    public func all() throws -> [String] {
        if isMocked { return ["ns1", "ns2"] }
        let answer = try kubectl(["namespaces"])
        guard answer.end.isSuccess else { throw WorkflowError.unreachable(answer.errors) }
        return Self.text(answer.output).split(separator: "\n").map { String($0.drop { $0 != "/" }.dropFirst()) }
    }

    /// Whether there is a namespace of that name.
    ///
    /// - Throws: ``WorkflowError`` of code `cluster-unreachable` with what kubectl said; `ProcessError`.
    public func contains(_ name: String) throws -> Bool {
        if isMocked { return ["ns1", "ns2"].contains(name) }
        // No cluster has one that cannot be, and kubectl could take it for something else.
        guard NamespaceName.isValid(name) else { return false }
        let answer = try kubectl(["namespace", name])
        if answer.end.isSuccess { return true }
        if Self.text(answer.errors).contains("(NotFound)") { return false }
        throw WorkflowError.unreachable(answer.errors)
    }

    /// The hook by which the tests of kubens do without a cluster.
    private var isMocked: Bool { world.environment["_MOCK_NAMESPACES", default: ""].isEmpty == false }

    private func kubectl(_ words: [String]) throws(ProcessError) -> (end: ProcessEnd, output: [UInt8], errors: [UInt8])
    {
        let program = world.environment["KUBECTL"].flatMap { $0.isEmpty ? nil : $0 } ?? "kubectl"
        return try ChildProcess(
            [program, "get"] + words + ["--output=name", "--context=" + context], environment: world.environment
        ).capture()
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension WorkflowError {
    /// kubectl's last line says it best; the ones before are its log.
    fileprivate static func unreachable(_ errors: [UInt8]) -> WorkflowError {
        let line = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline).last ?? "kubectl failed"
        return WorkflowError(.unreachable, OutsideText.escaped(line), exitStatus: .failed)
    }
}

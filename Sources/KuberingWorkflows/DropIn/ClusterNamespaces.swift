// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
public import KuberingSystem

/// The namespaces that a cluster has, asked for through kubectl.
public struct ClusterNamespaces: Sendable {
    private let world: World
    private let context: String
    private let timeLimit: Duration

    /// Prepares to ask the cluster of a context, with the kubectl that `KUBECTL` or `PATH` names.
    ///
    /// - Parameters:
    ///   - context: The context's name.
    ///   - timeLimit: How long kubectl may take; a plugin may have to sign in first.
    ///   - world: For kubectl and its environment.
    public init(of context: String, within timeLimit: Duration = .seconds(60), _ world: World) {
        self.context = context
        self.timeLimit = timeLimit
        self.world = world
    }

    /// All names, in the order of the server.
    ///
    /// - Throws: ``WorkflowError`` of code `cluster-unreachable` with what kubectl said.
    public func all() throws(WorkflowError) -> [String] {
        if isMocked { return ["ns1", "ns2"] }
        let answer = try kubectl(["namespaces"])
        guard answer.status == 0 else { throw .unreachable(Self.words(answer.errors)) }
        let output = answer.output.withExposedBytes { String(decoding: $0, as: UTF8.self) }
        return output.split(separator: "\n").map { String($0.drop { $0 != "/" }.dropFirst()) }
    }

    /// Whether there is a namespace of that name.
    ///
    /// - Throws: ``WorkflowError`` of code `cluster-unreachable` with what kubectl said.
    public func contains(_ name: String) throws(WorkflowError) -> Bool {
        if isMocked { return ["ns1", "ns2"].contains(name) }
        // No cluster has one that cannot be, and kubectl could take it for something else.
        guard NamespaceName.isValid(name) else { return false }
        let answer = try kubectl(["namespace", name])
        if answer.status == 0 { return true }
        if String(decoding: answer.errors, as: UTF8.self).contains("(NotFound)") { return false }
        throw .unreachable(Self.words(answer.errors))
    }

    /// The hook by which the tests of kubens do without a cluster.
    private var isMocked: Bool { world.environment["_MOCK_NAMESPACES", default: ""].isEmpty == false }

    private func kubectl(_ words: [String]) throws(WorkflowError) -> ProgramRun.Result {
        let name = world.environment["KUBECTL"].flatMap { $0.isEmpty ? nil : $0 } ?? "kubectl"
        guard
            let path = name.contains("/") ? name : ProgramSearch.find(name, in: world.environment["PATH", default: ""])
        else { throw .unreachable("\(OutsideText.quoted(name)), which is asked for them, is not in PATH") }
        let run = ProgramRun(
            path, ["get"] + words + ["--output=name", "--context=" + context], environment: world.environment,
            timeLimit: timeLimit, outputLimit: 16 << 20)
        do throws(ProgramRun.Failure) {
            return try run.run(input: SecretBytes([]))
        } catch {
            switch error {
            case .notStarted(let number):
                throw .unreachable("cannot run \(OutsideText.quoted(path)): \(ErrorNumber.words(number))")
            case .timedOut: throw .unreachable("kubectl gave no answer in \(timeLimit.components.seconds) s")
            case .tooMuchOutput: throw .unreachable("kubectl gave an answer without an end")
            case .killed(let signal): throw .unreachable("kubectl was ended by signal \(signal)")
            }
        }
    }

    /// What kubectl and a plugin said, in one line: a plugin's own words have the reason and the remedy.
    private static func words(_ errors: [UInt8]) -> String {
        let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { OutsideText.escaped($0) }.filter { !isLogged($0) }
        // The last ones, should it be a whole story.
        return lines.isEmpty ? "kubectl failed" : lines.distinct.suffix(5).joined(separator: "; ")
    }

    /// Whether a line is of kubectl's log: a letter for the severity, and the day as four digits.
    ///
    /// Source: klog, `header`.
    private static func isLogged(_ line: String) -> Bool {
        let bytes = Array(line.utf8.prefix(6))
        guard bytes.count == 6, let first = bytes.first, "IWEF".utf8.contains(first) else { return false }
        return bytes[1...4].allSatisfy(\.isASCIIDigit) && bytes[5] == UInt8(ascii: " ")
    }
}

extension WorkflowError {
    fileprivate static func unreachable(_ problem: String) -> WorkflowError {
        WorkflowError(.unreachable, problem)
    }
}

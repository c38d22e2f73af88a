// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import KuberingTestSupport

/// Runs one operation on a store in a process of its own.
struct Probe {
    /// What the operation came to.
    struct Result {
        /// What it returned; nil when it failed.
        let answer: JSONValue?
        /// The code and exit status of the error, as in `store-locked 3`; nil when it did not fail.
        let failure: String?
        /// The error's text.
        let message: String
        /// How long it took, without the start of the process.
        let milliseconds: Int
        let end: TestProcess.End
        let errors: String
    }

    var environment: Environment
    var store = StoreName.secretService
    /// What must not go away while the probe is used.
    var owner: AnyObject?
    var library = "libsecret-1.so.0"
    /// A program that runs the probe, and its arguments.
    var wrapper: [String] = []
    var isInteractive = false
    /// More than any load can use up: what is not about time must not depend on it.
    var requestMilliseconds = 180_000
    var unlockMilliseconds = 180_000

    init(_ environment: Environment) { self.environment = environment }

    func state() throws -> Result { try run("state") }
    func list() throws -> Result { try run("list") }
    func read(_ id: CredentialID) throws -> Result { try run("read", id) }
    func remove(_ id: CredentialID) throws -> Result { try run("remove", id) }
    func save(_ credential: StoredCredential, _ id: CredentialID) throws -> Result { try run("save", id, credential) }

    func run(_ operation: String, _ id: CredentialID? = nil, _ credential: StoredCredential? = nil) throws -> Result {
        Self.result(of: try start(operation, id, credential))
    }

    /// Starts the operation and does not wait for it.
    func start(
        _ operation: String, _ id: CredentialID? = nil, _ credential: StoredCredential? = nil, times: Int = 1
    ) throws -> TestProcess {
        var text: String?
        if let credential, let id { text = try credential.encoded(id: id).exposedText }
        let request = JSONValue.object(present: [
            "operation": .string(operation), "id": id.map { .string($0.description) },
            "credential": text.map { .string($0) }, "interactive": .bool(isInteractive), "library": .string(library),
            "store": .string(store.rawValue),
            "requestMilliseconds": .integer(requestMilliseconds), "unlockMilliseconds": .integer(unlockMilliseconds),
            "times": .integer(times),
        ])
        return try TestProcess(wrapper + [Self.path], environment: environment, input: Array(request.jsonText().utf8))
    }

    /// Waits for a started operation.
    static func result(of process: TestProcess, limit: Double = 2 * Patience.limit) -> Result {
        let outcome = process.outcome(limit: limit)
        // A probe that printed nothing has ended by a signal, which `end` tells.
        let value = (try? JSONValue(parsing: outcome.output.utf8)) ?? .null
        func digits(_ name: String) -> String {
            guard case .number(let digits) = value[name] else { return "?" }
            return digits
        }
        return Result(
            answer: value["answer"], failure: value["code"]?.string.map { $0 + " " + digits("status") },
            message: value["message"]?.string ?? "", milliseconds: Int(digits("milliseconds")) ?? -1, end: outcome.end,
            errors: outcome.errors)
    }

    /// The probe is built beside the tests.
    private static let path = TestExecutable.folder + "/StoreProbe"
}

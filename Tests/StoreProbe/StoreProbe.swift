// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSecrets
import KuberingSystem

/// One use of a store in a process of its own, for the tests.
///
/// libsecret keeps one connection for each process and reads the real environment, so that each session needs its own
/// process. Standard input is one JSON object: `operation` (`state`, `save`, `read`, `remove` or `list`), `id`,
/// `credential` (the text of an item, for `save`), and where they differ from the defaults `interactive`, `library`,
/// `store` (`secret-service`, `vault` or `helper:NAME`), `requestMilliseconds`, `unlockMilliseconds` and `times` (how often it is done, until the first error). Standard output
/// is one line of JSON: `answer`, or `code`, `status` and `message`; and the `milliseconds` that the last one took.
@main
struct StoreProbe {
    let request: JSONValue
    let store: any CredentialStore

    static func main() throws {
        var input: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(0, &buffer, buffer.count), count > 0 { input += buffer.prefix(count) }
        let request = try JSONValue(parsing: input)
        print(StoreProbe(request: request, store: store(request)).run().jsonText())
    }

    private static func store(_ request: JSONValue) -> any CredentialStore {
        switch StoreName(rawValue: request["store"]?.string ?? "") {
        case .vault: vault()
        case .helper(let name): helper(name, request)
        default: secretService(request)
        }
    }

    private static func helper(_ name: String, _ request: JSONValue) -> any CredentialStore {
        let variables = environment()
        let milliseconds = number(request["requestMilliseconds"]) ?? 3000
        return HelperStore(
            CredentialHelper(
                name, environment: variables, directories: XDGDirectories(environment: variables),
                mayAsk: request["interactive"] == true,
                limits: .init(silent: .milliseconds(milliseconds), wait: .milliseconds(milliseconds))))
    }

    private static func secretService(_ request: JSONValue) -> any CredentialStore {
        SecretServiceStore(
            environment: environment(), isInteractive: request["interactive"] == true,
            library: request["library"]?.string ?? "libsecret-1.so.0",
            deadlines: SecretServiceStore.Deadlines(
                request: number(request["requestMilliseconds"]) ?? 3000,
                unlock: number(request["unlockMilliseconds"]) ?? 60_000))
    }

    /// The vault in the folder for data, with a cheap passphrase that nothing remembers.
    private static func vault() -> any CredentialStore {
        let variables = environment()
        let vault = Vault(
            path: variables["XDG_DATA_HOME", default: "/nonexistent"] + "/vault", session: .none, workFactor: 2)
        return VaultStore(VaultAccess(vault, PassphraseSource(environment: variables, prompter: nil)))
    }

    private func run() -> JSONValue {
        var result: JSONValue = .null
        for _ in 0..<(Self.number(request["times"]) ?? 1) {
            let clock = ContinuousClock()
            let start = clock.now
            let facts: [JSONValue.Member]
            do {
                facts = [JSONValue.Member("answer", try perform())]
            } catch {
                facts = [
                    JSONValue.Member("code", .string(error.code.rawValue)),
                    JSONValue.Member("status", .integer(error.exitStatus.rawValue)),
                    JSONValue.Member("message", .string(error.description)),
                ]
            }
            let milliseconds = (clock.now - start) / .milliseconds(1)
            result = .object(facts + [JSONValue.Member("milliseconds", .integer(Int(milliseconds.rounded())))])
            if result["code"] != nil { break }
        }
        return result
    }

    private func perform() throws(SecretsError) -> JSONValue {
        guard let id = CredentialID(parsing: request["id"]?.string ?? String(repeating: "0", count: 32)) else {
            fatalError("the id is not one")
        }
        switch request["operation"]?.string {
        case "state":
            switch store.state() {
            case .usable: return "usable"
            case .locked: return "locked"
            case .unavailable(let error): throw error
            }
        case "save":
            let text = SecretBytes(utf8: request["credential"]?.string ?? "")
            try store.save(try StoredCredential(decoding: text, id: id), id: id)
            return "saved"
        case "read":
            return .string(try store.read(id).encoded(id: id).exposedText)
        case "remove":
            try store.remove(id)
            return "removed"
        case "list":
            return .array(try store.identifiers().map { .string($0.description) })
        default: fatalError("the operation is not one")
        }
    }

    private static func number(_ value: JSONValue?) -> Int32? {
        guard case .number(let digits) = value else { return nil }
        return Int32(digits)
    }

    private static func environment() -> Environment {
        var variables: Environment = [:]
        let names = [
            "PATH", "HOME", "GNUPGHOME", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            PassphraseSource.variable,
        ]
        for name in names {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return variables
    }
}

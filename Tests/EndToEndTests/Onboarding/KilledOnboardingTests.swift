// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// An onboarding that is killed at each point where something new comes into being.
@Suite(.serialized) struct KilledOnboardingTests {
    private let home: Home
    private let onboard: [String]

    init() throws {
        let authority = try Authority()
        home = try Home(
            """
            clusters:
            - name: prod
              cluster: {server: "https://10.0.0.1:6443", certificate-authority: cluster.crt}

            """)
        for name in ["jane.crt", "jane.key", "cluster.crt"] { try home.folder.write(authority.text(name), to: name) }
        try PrivateFile(home.folder.path + "/passphrase").create(Array("correct horse".utf8))
        home.environment["KUBERING_PASSPHRASE_FILE"] = home.folder.path + "/passphrase"
        home.environment["XDG_DATA_HOME"] = home.folder.path + "/data"
        home.environment["XDG_STATE_HOME"] = home.folder.path + "/state"
        onboard = [
            "--certificate", home.folder.path + "/jane.crt", "--key", home.folder.path + "/jane.key", "--cluster",
            "prod",
            "--store", "vault",
        ]
    }

    private struct Listed: Hashable {
        let id: String
        let state: String
    }

    private func listed() throws -> [Listed] {
        let text = try home.kubering("credential", "list", "-o", "json").output
        return try (JSONValue(parsing: Array(text.utf8))["credentials"]?.array ?? []).map { entry in
            Listed(id: try #require(entry["id"]?.string), state: try #require(entry["state"]?.string))
        }
    }

    private var items: [String] { Directory.names(in: home.folder.path + "/data/kubering/vault/items") }

    @Test("what is listed is in the vault, what is in the vault is listed, and the next one works")
    func killed() throws {
        #expect(try home.kubering("vault", "init").end == .exited(0))
        var states: Set<String> = []
        for call in ["rename", "fsync", "unlink"] {
            for number in 1...40 {
                let user = "\(call)-\(number)"
                let outcome = try TestProcess.run(
                    [
                        "strace", "-f", "-o", "/dev/null", "-e", "inject=\(call):signal=KILL:when=\(number)",
                        Home.kubering, "onboard", user,
                    ] + onboard, environment: home.environment)
                let found = try listed()
                #expect(
                    found.map { $0.id + ".age" }.sorted() == items.filter { $0.hasSuffix(".age") }.sorted(),
                    "at \(call) \(number)")
                #expect(!found.contains { $0.state == "missing" || $0.state == "unused" })
                states.formUnion(found.map(\.state))
                if outcome.end == .exited(0) { break }
                #expect(number < 40)
            }
        }
        #expect(states == ["used", "unfinished"])
        let next = try TestProcess.run([Home.kubering, "onboard", "last"] + onboard, environment: home.environment)
        #expect(next.end == .exited(0), "\(next.errors)")
        #expect(!items.contains { $0.hasSuffix(".kubering-new") })
        for unfinished in try listed() where unfinished.state == "unfinished" {
            #expect(try home.kubering("credential", "remove", unfinished.id, "--yes").end == .exited(0))
        }
        #expect(try listed().allSatisfy { $0.state == "used" })
        #expect(try home.kubering("vault", "lock").end == .exited(0))
    }
}

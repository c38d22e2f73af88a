// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Synchronization

@testable import KuberingSecrets

/// A vault in a folder of its own, whose session lasts as long as this object.
final class VaultFixture {
    static let passphrase = SecretBytes(utf8: "correct horse")

    let folder: TestFolder
    let vault: Vault
    private let memory = Memory()

    init(isMade: Bool = true, remembers: Bool = true) throws {
        folder = try TestFolder()
        let memory = memory
        vault = Vault(
            path: folder.path + "/data/vault",
            session: !remembers
                ? .none
                : VaultSession(
                    recall: { memory[$0] }, remember: { secret, name, _ in memory[name] = secret },
                    forget: { name in
                        defer { memory[name] = nil }
                        return memory[name] != nil
                    }), workFactor: 2)
        if isMade { _ = try access("correct horse").create() }
    }

    /// With a passphrase, with somebody who types these answers, or with neither.
    func access(_ given: String? = nil, typing prompter: TypingPrompter? = nil) -> VaultAccess {
        let variables: Environment = given.map { [PassphraseSource.variable: $0] } ?? [:]
        return VaultAccess(vault, PassphraseSource(environment: variables, prompter: prompter))
    }

    func store(_ given: String? = nil, typing prompter: TypingPrompter? = nil) -> VaultStore {
        VaultStore(access(given, typing: prompter))
    }

    func path(_ name: String) -> String { vault.path + "/" + name }

    func bytes(_ name: String) throws -> [UInt8] { try FileSnapshot.read(path(name), limit: 8 << 20).bytes }

    func write(_ bytes: [UInt8], to name: String) throws { try PrivateFile(path(name)).write(bytes) }

    private final class Memory: Sendable {
        private let secrets = Mutex<[String: SecretBytes]>([:])

        subscript(name: String) -> SecretBytes? {
            get { secrets.withLock { $0[name] } }
            set { secrets.withLock { $0[name] = newValue } }
        }
    }
}

/// Somebody at a terminal.
final class TypingPrompter: Prompter {
    private let left: Mutex<[String]>
    private let shown = Mutex<[String]>([])

    init(_ answers: String...) { left = Mutex(answers) }

    var canAsk: Bool { true }
    /// What was asked.
    var prompts: [String] { shown.withLock { $0 } }

    func confirm(_ question: String) throws -> Bool { try readSecret(question).exposedText == "y" }

    func readSecret(_ prompt: String) throws -> SecretBytes {
        shown.withLock { $0.append(prompt) }
        return SecretBytes(utf8: left.withLock { $0.isEmpty ? "" : $0.removeFirst() })
    }
}

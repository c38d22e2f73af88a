// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingSecrets

/// What only the vault has: its making, its passphrase, its files and its seals.
@Suite struct VaultTests {
    let id = CredentialID.sample()

    @Test func filesAreForTheirUserOnly() throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.certificate, id: id)
        for (name, mode) in [
            ("", 0o700), ("items", 0o700), ("identity.age", 0o600), ("recipients.txt", 0o600), (".lock", 0o600),
            ("items/\(id).age", 0o600),
        ] {
            var status = stat()
            #expect(stat(fixture.path(name), &status) == 0)
            #expect(status.st_mode & 0o7777 == mode_t(mode), "\(name)")
        }
        #expect(Directory.names(in: fixture.path("items")) == ["\(id).age"])
        #expect(Directory.names(in: fixture.vault.path) == [".lock", "identity.age", "items", "recipients.txt"])
    }

    @Test func whatKilledWritersLeftGoesWithTheNextWrite() throws {
        let fixture = try VaultFixture()
        let left = ["items/.\(CredentialID.sample()).age.kubering-new", ".identity.age.kubering-new"]
        func leave() throws { for name in left { try fixture.write([1], to: name) } }
        try leave()
        try fixture.store().save(.certificate, id: id)
        #expect(!left.contains { FileSnapshot.exists(fixture.path($0)) })
        try leave()
        try fixture.store().remove(id)
        #expect(!left.contains { FileSnapshot.exists(fixture.path($0)) })
        #expect(Directory.names(in: fixture.vault.path) == [".lock", "identity.age", "items", "recipients.txt"])
    }

    @Test func tellsItsState() throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.certificate, id: id)
        #expect(try fixture.vault.status() == VaultStatus(isUnlocked: true, end: nil, items: 1))
        try fixture.vault.lock()
        #expect(try fixture.vault.status() == VaultStatus(isUnlocked: false, end: nil, items: 1))
        #expect(unlink(fixture.path("identity.age")) == 0)
        let path = fixture.vault.path
        let error = try #require(throws: SecretsError.self) { try fixture.vault.status() }
        #expect(
            error.description
                == "the vault is damaged, \"\(path)/identity.age\" is missing: bring that file back from a "
                + "backup, or give up what the vault holds and start afresh with: mv \(path) \(path).lost && kubering vault init"
        )
        #expect(throws: error) { try fixture.access("correct horse").unlock(seconds: 1) }
        #expect(throws: SecretsError.vaultMissing()) { try VaultFixture(isMade: false).vault.status() }
    }

    @Test func isMadeOnce() throws {
        let fixture = try VaultFixture(isMade: false)
        #expect(fixture.store().state() == .unavailable(.vaultMissing()))
        #expect(throws: SecretsError.vaultNotMade()) { try fixture.access().create() }
        #expect(throws: SecretsError.vaultMissing()) { try fixture.access("x").unlock(seconds: 1) }
        let prompter = TypingPrompter("one horse", "other horse")
        #expect(throws: SecretsError.passphraseUnusable("the two passphrases are not the same; nothing was changed")) {
            try fixture.access(typing: prompter).create()
        }
        #expect(prompter.prompts == ["New passphrase for the vault, 8 characters or more: ", "The same again: "])
        #expect(!FileSnapshot.exists(fixture.folder.path + "/data"))
        // First use makes it.
        try fixture.store(typing: TypingPrompter("one horse", "one horse")).save(.token("x"), id: id)
        #expect(fixture.store().state() == .usable)
        #expect(throws: SecretsError.vaultExists(fixture.vault.path)) { try fixture.access("x").create() }
    }

    /// Seven characters, of two bytes each, are asked about; what is not typed is not.
    @Test func aShortPassphraseIsAskedAbout() throws {
        let short = String(repeating: "é", count: 7)
        let fixture = try VaultFixture(isMade: false)
        let refusing = TypingPrompter(short, "n", short)
        #expect(
            throws: SecretsError.passphraseUnusable(
                "nothing was changed: the passphrase should have 8 characters or more")
        ) { try fixture.access(typing: refusing).create() }
        #expect(
            refusing.prompts == [
                "New passphrase for the vault, 8 characters or more: ",
                "That is short, and whoever gets a copy of the vault can guess it. Take it?",
            ])
        #expect(try !fixture.vault.exists)
        _ = try fixture.access(typing: TypingPrompter(short, "y", short)).create()
        try fixture.vault.lock()
        // To unlock it any length will do.
        #expect(try fixture.access(typing: TypingPrompter(short)).unlock(seconds: 1).notRemembered == nil)
        let enough = short + "é"
        try fixture.access(short).changePassphrase(
            to: PassphraseSource(environment: [:], prompter: TypingPrompter(enough, enough)))
        try fixture.access(enough).changePassphrase(
            to: PassphraseSource(environment: [PassphraseSource.variable: "x"], prompter: nil))
    }

    @Test func unlocksForAWhile() throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.token("x"), id: id)
        #expect(try fixture.vault.lock())
        #expect(try !fixture.vault.lock())
        #expect(fixture.store().state() == .locked(.vaultLocked(nil)))
        #expect(throws: SecretsError.vaultLocked(id)) { try fixture.store().read(id) }
        #expect(throws: SecretsError.wrongPassphrase()) { try fixture.access("wrong").unlock(seconds: 1) }
        #expect(try fixture.access("correct horse").unlock(seconds: 1).notRemembered == nil)
        #expect(try fixture.store().read(id).kind == .token)
        try fixture.vault.lock()
        // Reading unlocks too, and what it learned stays.
        let prompter = TypingPrompter("wrong", "correct horse")
        #expect(try fixture.store(typing: prompter).read(id).kind == .token)
        #expect(
            prompter.prompts == ["Passphrase of the vault: ", "That was not it. Passphrase of the vault: "])
        #expect(try fixture.store().read(id).kind == .token)
    }

    @Test func asksThreeTimes() throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.token("x"), id: id)
        try fixture.vault.lock()
        let prompter = TypingPrompter("a", "b", "c", "correct horse")
        #expect(throws: SecretsError.wrongPassphrase()) { try fixture.store(typing: prompter).read(id) }
        #expect(prompter.prompts.count == 3)
        #expect(throws: SecretsError.noPassphrase()) { try fixture.store(typing: TypingPrompter()).read(id) }
    }

    @Test func aChangedPassphraseIsTheOnlyOne() throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.token("x"), id: id)
        let item = try fixture.bytes("items/\(id).age")
        let new = PassphraseSource(environment: [PassphraseSource.variable: "new"], prompter: nil)
        #expect(throws: SecretsError.wrongPassphrase()) { try fixture.access("wrong").changePassphrase(to: new) }
        // An unlocked vault is not enough.
        #expect(throws: SecretsError.passphraseMissing()) { try fixture.access().changePassphrase(to: new) }
        try fixture.access("correct horse").changePassphrase(to: new)
        try fixture.vault.lock()
        #expect(throws: SecretsError.wrongPassphrase()) { try fixture.store("correct horse").read(id) }
        #expect(try fixture.store("new").read(id).kind == .token)
        #expect(try fixture.bytes("items/\(id).age") == item)
    }

    /// Anybody who can write into the folder can add an item; it is told from the user's own.
    @Test func whatIsAddedWhileLocked() throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.token("own"), id: id)
        try fixture.vault.lock()
        try fixture.store().save(.token("added"), id: .sample(2))
        // None of these keeps the vault from being unlocked.
        try Directory.create(fixture.path("items/\(CredentialID.sample(5)).age"), mode: 0o700)
        try fixture.write([UInt8](repeating: 0, count: 8 << 20 + 1), to: "items/\(CredentialID.sample(6)).age")
        try fixture.write(Array("nothing".utf8), to: "items/\(CredentialID.sample(3)).age")
        try fixture.write(
            AgeFile.encrypt(SecretBytes(utf8: "{}"), to: try fixture.vault.recipient()),
            to: "items/\(CredentialID.sample(4)).age")
        let unlocked = try fixture.access("correct horse").unlock(seconds: 1)
        #expect(
            unlocked.adopted == [.init(id: .sample(2), label: "jane@prod", server: "https://10.0.0.1:6443")])
        #expect(try fixture.access("correct horse").unlock(seconds: 1).adopted == [])
        #expect(try fixture.store().read(.sample(2)).kind == .token)
    }

    /// As in a container, whose kernel keeps nothing.
    @Test func whatIsSavedByWhoeverUnlockedIsSealed() throws {
        let fixture = try VaultFixture(isMade: false, remembers: false)
        let access = fixture.access("correct horse")
        // Making the vault unlocks it.
        try VaultStore(access).save(.token("one"), id: id)
        #expect(VaultStore(access).state() == .usable)
        let other = fixture.access("correct horse")
        try VaultStore(other).prepare(for: .savingAndReading)
        try VaultStore(other).save(.token("two"), id: .sample(2))
        #expect(try fixture.access("correct horse").unlock(seconds: 1).adopted == [])
        #expect(try fixture.store("correct horse").read(id).kind == .token)
    }

    /// The secret key tells what the public one was; another vault in its place would lose what it opens.
    @Test func aLostPublicKeyIsWrittenAgain() throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.token("x"), id: id)
        let (recipients, secret) = (try fixture.bytes("recipients.txt"), try fixture.bytes("identity.age"))
        #expect(unlink(fixture.path("recipients.txt")) == 0)
        #expect(throws: SecretsError.vaultExists(fixture.vault.path)) { try fixture.access("other").create() }
        #expect(throws: SecretsError.vaultExists(fixture.vault.path)) {
            try fixture.vault.create(passphrase: SecretBytes(utf8: "other"))
        }
        let damage = SecretsError.vaultWithoutRecipients(fixture.vault.folder)
        #expect(throws: damage) { try fixture.store("other").save(.token("y"), id: .sample(2)) }
        #expect(throws: damage) { try fixture.vault.status() }
        #expect(throws: SecretsError.wrongPassphrase()) { try fixture.access("other").unlock(seconds: 1) }
        #expect(!FileSnapshot.exists(fixture.path("recipients.txt")))
        #expect(try fixture.bytes("identity.age") == secret)
        #expect(try fixture.access("correct horse").unlock(seconds: 1).notRemembered == nil)
        #expect(try fixture.bytes("recipients.txt") == recipients)
        #expect(try fixture.store().read(id).kind == .token)
    }

    /// What cannot be seen is not taken for nothing.
    @Test func anUnreadableVaultIsNoEmptyOne() throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.token("x"), id: id)
        let items = fixture.path("items")
        #expect(rename(items, items + ".old") == 0)
        try fixture.write([], to: "items")
        let words = "the vault cannot be used: cannot read \"\(items)\": not a directory"
        #expect(try unusable { _ = try fixture.vault.status() } == words)
        #expect(try unusable { _ = try fixture.store().identifiers() } == words)
        // A loop of links stands for folders that may not be searched, which tests of root cannot have.
        #expect(unlink(items) == 0 && symlink("items", items) == 0)
        #expect(
            try unusable { _ = try fixture.vault.holds(id) }?.hasSuffix("too many levels of symbolic links") == true)
        #expect(rename(fixture.vault.path, fixture.vault.path + ".old") == 0)
        #expect(symlink("vault", fixture.vault.path) == 0)
        #expect(try unusable { _ = try fixture.vault.exists }?.hasSuffix("too many levels of symbolic links") == true)
    }

    private func unusable(_ body: () throws -> Void) throws -> String? {
        let error = try #require(throws: SecretsError.self, performing: body)
        return error.code == .vaultUnusable ? error.description : nil
    }

    /// An item in the place of another, and a seal of another item or vault.
    @Test func itemsCannotBeSwapped() throws {
        let fixture = try VaultFixture()
        let other = try VaultFixture()
        try fixture.store().save(.token("one"), id: id)
        try fixture.store().save(.token("two"), id: .sample(2))
        try fixture.write(try fixture.bytes("items/\(CredentialID.sample(2)).age"), to: "items/\(id).age")
        #expect(throws: SecretsError.credentialMalformed(id, problem: "its seal is not of this vault")) {
            try fixture.store().read(id)
        }
        let text = try StoredCredential.token("planted").encoded(id: id)
        let stranger = try #require(try other.vault.unlockedIdentity())
        let planted = AgeFile.encrypt(text, to: try fixture.vault.recipient()) {
            VaultSeal.stanza(id: id, fileKey: $0, identity: stranger)
        }
        try fixture.write(planted, to: "items/\(id).age")
        #expect(throws: SecretsError.credentialMalformed(id, problem: "its seal is not of this vault")) {
            try fixture.store().read(id)
        }
        // Without a seal, its own id still stands in it.
        let unsealed = AgeFile.encrypt(
            try StoredCredential.token("two").encoded(id: .sample(2)), to: try fixture.vault.recipient())
        try fixture.write(unsealed, to: "items/\(id).age")
        #expect(throws: SecretsError.credentialIDDiffers(id)) { try fixture.store().read(id) }
        try other.store().save(.token("other"), id: id)
        try fixture.write(try other.bytes("items/\(id).age"), to: "items/\(id).age")
        #expect(throws: SecretsError.credentialMalformed(id, problem: "it is encrypted to another key")) {
            try fixture.store().read(id)
        }
    }

    @Test(arguments: [
        ("recipients.txt", "", "holds no public key of age"),
        ("recipients.txt", "age1qqqq\n", "holds no public key of age"),
        ("identity.age", "", "cannot be read, its header does not end"),
        (
            "identity.age", "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\n",
            "cannot be read"
        ),
    ])
    func damageIsFoundAndNamed(_ file: String, _ text: String, _ problem: String) throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.token("x"), id: id)
        try fixture.vault.lock()
        try fixture.write(Array(text.utf8), to: file)
        let error = #expect(throws: SecretsError.self) { try fixture.store("correct horse").read(id) }
        #expect(error?.code == .vaultDamaged)
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }

    /// The public key of somebody else would send them all that is added.
    @Test func foreignRecipient() throws {
        let fixture = try VaultFixture()
        try fixture.store().save(.token("x"), id: id)
        try fixture.write(Array("\(AgeIdentity.random().recipient)\n".utf8), to: "recipients.txt")
        let error = #expect(throws: SecretsError.self) { try fixture.store("correct horse").read(id) }
        #expect(error?.code == .vaultDamaged)
    }

    @Test func foldersOfOthers() throws {
        let fixture = try VaultFixture()
        chmod(fixture.vault.path, 0o770)
        let error = #expect(throws: SecretsError.self) { try fixture.store().save(.token("x"), id: id) }
        #expect(error?.code == .vaultUnusable)
        #expect(error?.description.contains("others may write into") == true)
        // Locking is always right.
        #expect(try fixture.vault.lock())
    }
}

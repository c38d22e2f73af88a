// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import KuberingTestSupport
import Testing

extension KeyringTests {
    /// Locked is not absent, whatever libsecret says.
    @Suite struct Locked {
        let id = CredentialID.sample()

        /// Both ways to be locked: no password was given, and a wrong one.
        @Test(arguments: [nil, "wrong"])
        func everythingSaysLocked(password: String?) throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            #expect(try probe.save(.certificate, id).failure == nil)
            if let password { try session.unlock(password: password) } else { try session.lock() }
            let hint = """
                unlock it in the desktop's "Passwords and Keys", or without a desktop by 'gnome-keyring-daemon --replace \
                --unlock' with the password on standard input, and try again
                """
            #expect(try probe.state().summary == "\"locked\"")
            #expect(try probe.list().message == "the keyring is locked: " + hint)
            for result in [
                try probe.read(id), try probe.read(.sample(2)), try probe.remove(id), try probe.list(),
                try probe.save(.token("x"), .sample(2)), try probe.save(.token("x"), id),
            ] {
                #expect(result.summary == "store-locked 3")
            }
            #expect(
                try probe.read(id).message == "the keyring that should hold credential \(id) is locked: " + hint)
            try session.unlock()
            #expect(try probe.list().summary == "[\"\(id)\"]")
            #expect(try probe.read(id).answer?.string == StoredCredential.certificate.encoded(id: id).exposedText)
        }

        @Test func interactiveWithoutAnybodyToAsk() throws {
            let session = try KeyringSession(.locked)
            var probe = Probe(session.environment)
            probe.isInteractive = true
            for result in [try probe.read(id), try probe.save(.token("x"), id), try probe.remove(id)] {
                #expect(result.summary == "store-locked 3")
            }
        }

        @Test func interactiveWithADialogThatIsNotAnswered() throws {
            let session = try KeyringSession(.locked, starting: ("org.gnome.keyring.SystemPrompter", "/bin/sleep 600"))
            var probe = Probe(session.environment)
            probe.isInteractive = true
            probe.unlockMilliseconds = 1500
            let result = try probe.read(id)
            #expect(result.summary == "timed-out 5")
            #expect(result.milliseconds >= 1500)
        }

        /// gnome-keyring opens a keyring without password when it is asked to, without asking anybody.
        @Test func interactiveUnlocks() throws {
            let session = try KeyringSession(.locked)
            try session.addKeyringWithoutPassword()
            let probe = Probe(session.environment)
            var interactive = probe
            interactive.isInteractive = true
            #expect(try probe.save(.certificate, id).summary == "store-locked 3")
            #expect(try interactive.save(.certificate, id).summary == "\"saved\"")
            #expect(try probe.read(id).failure == nil)
            try session.lock()
            #expect(try probe.read(id).summary == "store-locked 3")
            // Read again from the file, which takes backslashes for its own escapes.
            #expect(
                try interactive.read(id).answer?.string == StoredCredential.certificate.encoded(id: id).exposedText)
            try session.lock()
            #expect(try interactive.list().summary == "[\"\(id)\"]")
            let file = PlainTextKeyring.file(holding: id, environment: session.environment)
            #expect(file == session.folder + "/data/keyrings/open.keyring")
            #expect(PlainTextKeyring.file(holding: .sample(2), environment: session.environment) == nil)
            try session.lock()
            #expect(try interactive.remove(id).summary == "\"removed\"")
            #expect(PlainTextKeyring.file(holding: id, environment: session.environment) == nil)
        }

        /// Labels and secrets with everything that has a meaning in such a file.
        @Test func keyringWithoutPasswordKeepsOddText() throws {
            let session = try KeyringSession(.locked)
            try session.addKeyringWithoutPassword()
            var probe = Probe(session.environment)
            probe.isInteractive = true
            let odd = "\\n\\x[1]\n[2]\nsecret=x;#\t \u{1B}é\"\r"
            let credential = StoredCredential(
                content: .token(SecretBytes(utf8: odd)), binding: .sample, label: odd, notAfter: nil,
                created: StoredCredential.sampleCreation)
            #expect(try probe.save(.certificate, .sample(2)).failure == nil)
            #expect(try probe.save(credential, id).failure == nil)
            try session.lock()
            #expect(try probe.read(id).answer?.string == credential.encoded(id: id).exposedText)
            #expect(try probe.list().summary == "[\"\(id)\",\"\(CredentialID.sample(2))\"]")
        }
    }
}

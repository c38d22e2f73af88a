// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import KuberingTestSupport
import Testing

extension KeyringTests {
    /// A keyring that works.
    @Suite struct Use {
        let id = CredentialID.sample()

        @Test func savesReadsListsAndRemoves() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            #expect(try probe.state().summary == "\"usable\"")
            #expect(try probe.list().summary == "[]")
            #expect(try probe.read(id).summary == "credential-not-found 2")
            #expect(
                try probe.read(id).message == """
                    credential \(id) is not in the keyring: 'kubering credential list' shows what is stored
                    """)
            let credentials = [(1, StoredCredential.certificate), (2, .token("one")), (2, .token("two\\n\n"))]
            for (number, credential) in credentials {
                #expect(try probe.save(credential, .sample(number)).summary == "\"saved\"")
                let text = try credential.encoded(id: .sample(number)).exposedText
                #expect(try probe.read(.sample(number)).answer?.string == text)
            }
            #expect(try probe.list().summary == "[\"\(CredentialID.sample(1))\",\"\(CredentialID.sample(2))\"]")
            try session.unlock()
            #expect(try probe.read(id).failure == nil)
            #expect(try probe.remove(id).summary == "\"removed\"")
            #expect(try probe.remove(id).summary == "credential-not-found 2")
            #expect(try probe.read(id).summary == "credential-not-found 2")
            #expect(try probe.list().summary == "[\"\(CredentialID.sample(2))\"]")
            #expect(PlainTextKeyring.file(holding: .sample(2), environment: session.environment) == nil)
        }

        /// What others see of an item: attributes that tell nothing, and a label.
        @Test func attributesTellNothing() throws {
            let session = try KeyringSession()
            #expect(try Probe(session.environment).save(.certificate, id).failure == nil)
            let outcome = try TestProcess.run(
                ["secret-tool", "search", "--all", "app", "kubering"], environment: session.environment)
            let facts = (outcome.output + outcome.errors).split(separator: "\n").filter { line in
                ["label", "schema", "attribute"].contains { line.hasPrefix($0) }
            }
            #expect(
                facts.sorted() == [
                    "attribute.app = kubering", "attribute.id = \(id)", "attribute.v = 1",
                    "label = kubering: jane@prod", "schema = kubering.Credential",
                ])
        }

        /// A credential of another kind takes the place of the one with its id, also of one that an older kubering
        /// stored with its kind as an attribute.
        @Test(arguments: [StoredCredential.certificate, .token("new")]) func replaces(_ new: StoredCredential) throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            let attributes = [
                "xdg:schema", "kubering.Credential", "app", "kubering", "v", "1", "id", id.description, "kind", "token",
            ]
            let old = try StoredCredential.token("old").encoded(id: id).exposedText
            let stored = try TestProcess.run(
                ["secret-tool", "store", "--label=kubering: old"] + attributes, environment: session.environment,
                input: Array(old.utf8))
            #expect(stored.end == .exited(0))
            for credential in [.token("other"), new] {
                #expect(try probe.save(credential, id).summary == "\"saved\"")
                #expect(try probe.read(id).answer?.string == credential.encoded(id: id).exposedText)
                let found = try TestProcess.run(
                    ["secret-tool", "search", "--all", "app", "kubering"], environment: session.environment)
                #expect((found.output + found.errors).matches(of: /attribute.id/).count == 1)
            }
        }

        @Test func aLargeSecretComesBackWhole() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            let credential = StoredCredential.token(String(repeating: "0123456789abcdef", count: 1 << 16))
            #expect(try probe.save(credential, id).summary == "\"saved\"")
            #expect(try probe.read(id).answer?.string == credential.encoded(id: id).exposedText)
            let empty = StoredCredential.token("")
            #expect(try probe.save(empty, .sample(2)).summary == "\"saved\"")
            #expect(try probe.read(.sample(2)).answer?.string == empty.encoded(id: .sample(2)).exposedText)
        }

        /// libsecret keeps secrets in locked memory where it may.
        @Test func withoutLockedMemory() throws {
            let session = try KeyringSession()
            #expect(try Probe(session.environment).save(.certificate, id).failure == nil)
            var probe = Probe(session.environment)
            probe.wrapper = ["prlimit", "--memlock=0", "--"]
            #expect(try probe.read(id).answer?.string == StoredCredential.certificate.encoded(id: id).exposedText)
        }

        /// Items of others are left alone, and an item that another program put under our id is told as such.
        @Test func itemsOfOthers() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            for attributes in [["app", "other", "id", id.description], ["app", "kubering", "id", id.description]] {
                let stored = try TestProcess.run(
                    ["secret-tool", "store", "--label=x"] + attributes, environment: session.environment,
                    input: Array("SECRET".utf8))
                #expect(stored.end == .exited(0))
            }
            let result = try probe.read(id)
            #expect(result.summary == "credential-malformed 1")
            #expect(
                result.message == """
                    the stored item of credential \(id) cannot be read, it is not the JSON text that kubering writes: \
                    remove it and onboard the user again
                    """)
            #expect(try probe.remove(id).summary == "\"removed\"")
            let left = try TestProcess.run(
                ["secret-tool", "lookup", "id", id.description], environment: session.environment)
            #expect(left.output == "SECRET")
        }
    }
}

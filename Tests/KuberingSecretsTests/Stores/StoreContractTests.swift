// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSecrets
import KuberingSystem
import KuberingTestSupport
import Testing

/// What every store must do, on every store there is.
@Suite(.serialized) struct StoreContractTests {
    let id = CredentialID.sample()

    /// Text with everything that a store could trip over.
    static let contents = [
        "", "x", "-----BEGIN PRIVATE KEY-----\r\nMC4C\r\n-----END PRIVATE KEY-----\r\n",
        "a\0b\u{1}\u{7F}\u{FFFF}%\\\"\n\n",
    ]

    /// How large an item may be at least: helpers read lines of 64 KiB and no longer ones.
    private func size(_ name: StoreName) -> Int {
        if case .helper = name { return 60_000 }
        return 1 << 20
    }

    @Test(arguments: StoreFixture.names) func savesReadsListsReplacesAndRemoves(_ name: StoreName) throws {
        let probe = try StoreFixture(name).probe
        let other = CredentialID.sample(2)
        #expect(try probe.save(.certificate, other).summary == "\"saved\"")
        #expect(try probe.state().summary == "\"usable\"")
        let large = String(repeating: "0123456789abcdef", count: size(name) / 16)
        for credential in (Self.contents + [large]).map({ StoredCredential.token($0) }) {
            let saved = try probe.save(credential, id)
            #expect(saved.summary == "\"saved\"", "\(saved.message)")
            #expect(try probe.read(id).answer?.string == credential.encoded(id: id).exposedText)
            #expect(try probe.list().summary == "[\"\(id)\",\"\(other)\"]")
        }
        #expect(try probe.remove(id).summary == "\"removed\"")
        for result in [try probe.read(id), try probe.remove(id)] {
            #expect(result.summary == "credential-not-found 2")
            #expect(result.message.hasPrefix("credential \(id) is not in the "), "\(result.message)")
        }
        #expect(try probe.list().summary == "[\"\(other)\"]")
        #expect(try probe.read(other).answer?.string == StoredCredential.certificate.encoded(id: other).exposedText)
    }

    @Test(arguments: StoreFixture.names) func twentyWritersLoseNothing(_ name: StoreName) throws {
        let probe = try StoreFixture(name).probe
        // They make the vault, too, all at once.
        let writers = try (0..<20).map { try probe.start("save", .sample($0), .token("token \($0)")) }
        for writer in writers { #expect(Probe.result(of: writer).summary == "\"saved\"") }
        #expect(
            try probe.list().answer
                == .array((0..<20).map { .string(CredentialID.sample($0).description) }))
        for number in 0..<20 {
            let text = try StoredCredential.token("token \(number)").encoded(id: .sample(number)).exposedText
            #expect(try probe.read(.sample(number)).answer?.string == text)
        }
    }

    /// Whenever the end comes, the old item or the new one is there, and the store goes on working.
    @Test(arguments: StoreFixture.names) func killedWhileWriting(_ name: StoreName) throws {
        let probe = try StoreFixture(name).probe
        let versions = (0..<25).map { StoredCredential.token(String(repeating: "\($0)", count: 25_000)) }
        #expect(try probe.save(versions[0], id).failure == nil)
        var known = [try versions[0].encoded(id: id).exposedText]
        for (number, version) in versions.enumerated().dropFirst() {
            let writer = try probe.start("save", id, version)
            usleep(UInt32(number) * 1_500)
            writer.kill()
            known.append(try version.encoded(id: id).exposedText)
            let left = try #require(try probe.read(id).answer?.string)
            #expect(known.contains(left))
            known = [left]
            #expect(try probe.list().summary == "[\"\(id)\"]")
        }
        let last = try probe.save(.certificate, id)
        #expect(last.summary == "\"saved\"", "\(last.message)")
        #expect(try probe.read(id).answer?.string == StoredCredential.certificate.encoded(id: id).exposedText)
    }

    /// Locked is not "not stored".
    @Test(arguments: StoreFixture.names) func locked(_ name: StoreName) throws {
        let fixture = try StoreFixture(name)
        #expect(try fixture.probe.save(.certificate, id).failure == nil)
        try fixture.lock()
        // pass lists what it has without its key.
        #expect(try fixture.probe.state().summary == (name == .helper("pass") ? "\"usable\"" : "\"locked\""))
        let result = try fixture.probe.read(id)
        #expect(result.summary == "store-locked 3", "\(result.message)")
        #expect(result.message.contains("is locked: "), "\(result.message)")
        try fixture.unlock("wrong")
        #expect(try fixture.probe.read(id).failure == (name == .vault ? "wrong-passphrase 3" : "store-locked 3"))
        try fixture.unlock(StoreFixture.passphrase)
        #expect(try fixture.probe.read(id).failure == nil)
    }

    @Test(arguments: StoreFixture.names) func itemThatIsNone(_ name: StoreName) throws {
        let fixture = try StoreFixture(name)
        #expect(try fixture.probe.save(.token("x"), .sample(2)).failure == nil)
        try fixture.spoil(id)
        let result = try fixture.probe.read(id)
        #expect(result.summary == "credential-malformed 1")
        #expect(result.message.hasSuffix(": remove it and onboard the user again"))
        #expect(try fixture.probe.remove(id).summary == "\"removed\"")
        #expect(try fixture.probe.list().summary == "[\"\(CredentialID.sample(2))\"]")
    }

    @Test(arguments: StoreFixture.names) func aStoreThatHangsTimesOut(_ name: StoreName) throws {
        let fixture = try StoreFixture(name)
        #expect(try fixture.probe.save(.token("x"), id).failure == nil)
        let holder = try fixture.hang()
        var probe = fixture.probe
        probe.requestMilliseconds = 1000
        var results = [try probe.save(.token("y"), id), try probe.remove(id)]
        // Reading the vault waits for nobody.
        if name == .vault {
            #expect(try probe.read(id).failure == nil)
        } else {
            results.append(try probe.read(id))
        }
        for result in results {
            #expect(result.summary == "timed-out 5")
        }
        withExtendedLifetime(holder) {}
    }

    /// Neither a bus nor a folder.
    @Test(arguments: StoreFixture.names) func nothingThere(_ name: StoreName) throws {
        var probe = Probe(["PATH": "/usr/bin:/bin"])
        probe.store = if case .helper = name { .helper("none") } else { name }
        for result in [
            try probe.state(), try probe.read(id), try probe.remove(id), try probe.list(),
            try probe.save(.token("x"), id),
        ] {
            #expect(result.summary.hasSuffix(" 4"), "\(result.summary)")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import KuberingTestSupport
import Testing

extension KeyringTests {
    /// Many at once, and many in a row.
    @Suite struct Load {
        let id = CredentialID.sample()

        /// gnome-keyring 42 has a race that ends it when a new caller opens a session too early; each process is one.
        @Test func twoHundredReaders() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            #expect(try probe.save(.certificate, id).failure == nil)
            let text = try StoredCredential.certificate.encoded(id: id).exposedText
            for _ in 0..<50 {
                let readers = try (0..<4).map { _ in try probe.start("read", id) }
                #expect(readers.map { Probe.result(of: $0).answer?.string } == [text, text, text, text])
            }
            #expect(session.keyringIsRunning)
        }

        /// The same race is there for every connection that is used again.
        @Test func fiveThousandReads() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            #expect(try probe.save(.certificate, id).failure == nil)
            let text = try StoredCredential.certificate.encoded(id: id).exposedText
            for _ in 0..<50 {
                let reader = try probe.start("read", id, times: 100)
                #expect(Probe.result(of: reader).answer?.string == text)
            }
            #expect(session.keyringIsRunning)
        }

        @Test func twoWritersOfDifferentItems() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            var ids: [String] = []
            for number in 0..<10 {
                let writers = try [number, number + 100].map {
                    ids.append(CredentialID.sample($0).description)
                    return try probe.start("save", .sample($0), .token("\($0)"))
                }
                #expect(writers.map { Probe.result(of: $0).summary } == ["\"saved\"", "\"saved\""])
            }
            #expect(try probe.list().answer == .array(ids.sorted().map { .string($0) }))
        }

        /// Ids are random, so that this does not happen.
        ///
        /// If it does, one of the two items is there, whole, and nothing else. A writer may find the other's item when it reads its own back, and says so.
        @Test func twoWritersOfOneItem() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            let credentials = ["one", "two"].map { StoredCredential.token(String(repeating: $0, count: 1000)) }
            let writers = try credentials.map { try probe.start("save", id, $0, times: 20) }
            for writer in writers {
                #expect(["\"saved\"", "credential-not-saved 1"].contains(Probe.result(of: writer).summary))
            }
            #expect(try probe.list().answer == .array([.string(id.description)]))
            let left = try probe.read(id).answer?.string
            #expect(try credentials.map { try $0.encoded(id: id).exposedText }.contains { $0 == left })
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingSecrets

/// The format of age by itself: what is written is read, and nothing else is.
@Suite struct AgeFileTests {
    static let sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]
    static let passphrase = SecretBytes(utf8: "correct horse")

    @Test(arguments: sizes) func roundTrip(size: Int) throws {
        let contents = Self.contents(size)
        let identity = AgeIdentity.random()
        let forIdentity = AgeFile.encrypt(contents, to: identity.recipient)
        #expect(try AgeFile.open(forIdentity, identity: identity).contents.hasSameBytes(as: contents))
        #expect(throws: AgeError.notForThisKey) { try AgeFile.open(forIdentity, identity: .random()) }
        let forPassphrase = try AgeFile.encrypt(contents, passphrase: Self.passphrase, workFactor: 2)
        #expect(try AgeFile.open(forPassphrase, passphrase: Self.passphrase).contents.hasSameBytes(as: contents))
        #expect(throws: AgeError.notForThisKey) { try AgeFile.open(forPassphrase, passphrase: SecretBytes(utf8: "x")) }
    }

    /// Shares of low order give the same secret to everybody (RFC 7748 section 6.1).
    @Test(arguments: [UInt8(0), 1]) func whatEverybodyCanOpenIsRefused(_ first: UInt8) {
        let share = [first] + [UInt8](repeating: 0, count: 31)
        #expect(AgeIdentity.random().sharedSecret(with: share) == nil)
        #expect(AgeRecipient(parsing: Bech32.encode(SecretBytes(share), prefix: "age").exposedText) == nil)
    }

    /// Every byte of a small file matters, and so does every end of it.
    @Test func everyChangeIsRefused() throws {
        let identity = AgeIdentity.random()
        let file = AgeFile.encrypt(Self.contents(40), to: identity.recipient)
        for index in file.indices {
            for bit: UInt8 in [1, 0x20, 0x80] {
                var changed = file
                changed[index] ^= bit
                #expect(throws: AgeError.self, "byte \(index)") { try AgeFile.open(changed, identity: identity) }
            }
            #expect(throws: AgeError.self) { try AgeFile.open(Array(file[..<index]), identity: identity) }
        }
        #expect(throws: AgeError.self) { try AgeFile.open(file + [0], identity: identity) }
    }

    /// Chunks may be neither left out, swapped, repeated nor cut.
    @Test func chunksAreInOrder() throws {
        let identity = AgeIdentity.random()
        let file = AgeFile.encrypt(Self.contents(3 * 65_536), to: identity.recipient)
        let start = try AgeHeader.parse(file).length + 16
        let (head, rest) = (Array(file[..<start]), file[start...])
        let chunks = stride(from: rest.startIndex, to: rest.endIndex, by: 65_552).map {
            Array(rest[$0..<min($0 + 65_552, rest.endIndex)])
        }
        try #require(chunks.count == 3)
        #expect(try AgeFile.open(head + chunks.flatMap(\.self), identity: identity).contents.count == 3 * 65_536)
        for order in [[0, 1], [0, 2], [1, 0, 2], [0, 1, 1, 2], [0, 1, 2, 2], [2], []] {
            #expect(throws: AgeError.damaged, "\(order)") {
                try AgeFile.open(head + order.flatMap { chunks[$0] }, identity: identity)
            }
        }
    }

    static let headers: [(text: String, problem: AgeError)] = [
        ("", .malformed("its header does not end")),
        ("age-encryption.org/v2\n", .malformed("it does not begin as an age file does")),
        ("age-encryption.org/v1\r\n", .malformed("its header holds more than printable text")),
        ("age-encryption.org/v1\n-> X25519\n", .malformed("its header does not end")),
        ("age-encryption.org/v1\n->  X25519\n\n", .malformed("its header has a line that is none")),
        ("age-encryption.org/v1\nX25519\n", .malformed("its header has a line that is none")),
        ("age-encryption.org/v1\n-> a\nAA==\n", .malformed("its header has a body that is not base64")),
        ("age-encryption.org/v1\n-> a\nAB\n", .malformed("its header has a body that is not base64")),
        ("age-encryption.org/v1\n-> a\n\n---  AAAA\n", .malformed("its header has no authentication code")),
        ("age-encryption.org/v1\n-> a\n\n--- AAAA\n", .malformed("its header has no authentication code")),
        ("age-encryption.org/v1\n-> a\n\n---\n", .malformed("its header has no authentication code")),
        ("age-encryption.org/v1\n-> a \n\n", .malformed("its header has a line that is none")),
    ]

    @Test(arguments: headers.indices) func refusesHeader(_ index: Int) {
        let (text, problem) = Self.headers[index]
        #expect(throws: problem) { try AgeFile.open(Array(text.utf8), identity: .random()) }
    }

    /// What a passphrase may cost is looked at before it is paid.
    @Test(arguments: [
        ("21", AgeError.workFactor(21, limit: 20)), ("63", .workFactor(63, limit: 20)),
        ("0", .malformed("its scrypt stanza is not one")), ("01", .malformed("its scrypt stanza is not one")),
        ("+1", .malformed("its scrypt stanza is not one")), ("-1", .malformed("its scrypt stanza is not one")),
        ("99999999999999999999", .malformed("its scrypt stanza is not one")),
        ("0x2", .malformed("its scrypt stanza is not one")),
    ])
    func workFactors(_ text: String, _ problem: AgeError) throws {
        let file = try AgeFile.encrypt(Self.contents(1), passphrase: Self.passphrase, workFactor: 2)
        let stanza = try #require(try AgeHeader.parse(file).stanzas.first)
        let other = AgeStanza(type: "scrypt", arguments: [stanza.arguments[0], text], body: stanza.body)
        #expect(throws: problem) { try AgeFileKey.unwrap([other], passphrase: Self.passphrase) }
        #expect(throws: AgeError.malformed("no passphrase opens it")) {
            try AgeFileKey.unwrap([stanza, stanza], passphrase: Self.passphrase)
        }
    }

    @Test func identityFiles() throws {
        let identity = AgeIdentity.random()
        let text = identity.identityFile.exposedText
        #expect(text.hasPrefix("# public key: age1") && text.hasSuffix("\n"))
        let read = try #require(AgeIdentity(identityFile: SecretBytes(utf8: "# a\r\n\n" + text)))
        #expect(read.recipient == identity.recipient)
        #expect(AgeRecipient(parsing: "\(identity.recipient)") == identity.recipient)
        for other in ["", "# only\n", "AGE-SECRET-KEY-1QQQQ\n", "\(identity.recipient)\n"] {
            #expect(AgeIdentity(identityFile: SecretBytes(utf8: other)) == nil)
        }
    }

    static func contents(_ size: Int) -> SecretBytes {
        SecretBytes((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import FoundationEssentials

/// The beginning of a TLS 1.3 handshake, as far as a server shows its certificates (RFC 8446).
///
/// They are encrypted with a key that only the two sides of the connection know, so one is agreed on; nothing is learned
/// about who the other side is. Curves, hash, key derivation and ciphers are swift-crypto's.
struct EncryptedGreeting {
    /// The greeting, without its record.
    private let hello: [UInt8]
    private let x25519 = Curve25519.KeyAgreement.PrivateKey()
    private let p256 = P256.KeyAgreement.PrivateKey()
    private var records = TLSRecords()
    /// How records are opened; nil until the server has said hello.
    private var opening: RecordOpening?
    /// The decrypted handshake messages so far.
    private var handshake: [UInt8] = []

    /// Prepares a greeting; the host is nil for an address.
    init(host: String?, random: [UInt8]) {
        let shares =
            TLSWriter.numbers([0x001D]) + TLSWriter.sized(Array(x25519.publicKey.rawRepresentation))
            + TLSWriter.numbers([0x0017]) + TLSWriter.sized(Array(p256.publicKey.x963Representation))
        hello = ClientHello.message(
            host: host, random: random, cipherSuites: [0x1301, 0x1303],
            and: TLSWriter.block(43, [2, 3, 4]) + TLSWriter.block(51, TLSWriter.sized(shares)))
    }

    /// The greeting to send.
    var clientHello: [UInt8] { ClientHello.record(hello) }

    /// Takes in what the server sent, in pieces of any size.
    ///
    /// - Returns: The certificates in DER, the server's own first; nil until they are complete.
    /// - Throws: ``HandshakeFailure``.
    mutating func certificates(after bytes: [UInt8]) throws(HandshakeFailure) -> [[UInt8]]? {
        records.append(bytes)
        while let record = try records.next() {
            switch record.type {
            case 22 where opening == nil: opening = try opening(after: record.payload)
            case 20: continue  // what middleboxes are used to; it says nothing
            case 23:
                guard let messages = opening?.open(record) else { throw .malformed }
                handshake += messages
            default: throw .malformed
            }
        }
        var reader = TLSReader(handshake)
        while let type = reader.number(1) {
            guard let body = reader.sized(3) else { return nil }
            switch type {
            case 11: return try Self.list(body)
            case 8, 13: continue  // EncryptedExtensions, CertificateRequest
            default: throw .malformed
            }
        }
        return nil
    }

    /// Agrees on the keys, from the server's hello.
    private func opening(after message: [UInt8]) throws(HandshakeFailure) -> RecordOpening {
        var reader = TLSReader(message)
        guard reader.number(1) == 2, let body = reader.sized(3), reader.rest.isEmpty else { throw .malformed }
        var fields = TLSReader(body)
        guard fields.take(34) != nil, fields.sized(1) != nil, let suite = fields.number(2), fields.number(1) == 0,
            let list = fields.sized(2)
        else { throw .malformed }
        var extensions = TLSReader(list)
        var share: (group: Int, key: [UInt8])?
        while let type = extensions.number(2), let contents = extensions.sized(2) {
            var contents = TLSReader(contents)
            // A server that wants another curve sends no key.
            if type == 51, let group = contents.number(2), let key = contents.sized(2) { share = (group, key) }
        }
        guard let share, let secret = secret(with: share) else { throw .malformed }
        let transcript = Array(SHA256.hash(data: hello + message))
        guard let opening = RecordOpening(secret, transcript, cipherSuite: suite) else { throw .malformed }
        return opening
    }

    private func secret(with share: (group: Int, key: [UInt8])) -> SharedSecret? {
        do {
            switch share.group {
            case 0x001D:
                let secret = try x25519.sharedSecretFromKeyAgreement(with: .init(rawRepresentation: share.key))
                // A key that gives the same secret to everybody (RFC 8446 section 7.4.2); the library lets it pass.
                return secret.withUnsafeBytes { $0.contains { $0 != 0 } } ? secret : nil
            case 0x0017: return try p256.sharedSecretFromKeyAgreement(with: .init(x963Representation: share.key))
            default: return nil
            }
        } catch {
            return nil
        }
    }

    /// Certificates, each with extensions of its own.
    private static func list(_ body: [UInt8]) throws(HandshakeFailure) -> [[UInt8]] {
        var outer = TLSReader(body)
        guard outer.sized(1) != nil, let entries = outer.sized(3), outer.rest.isEmpty else { throw .malformed }
        var reader = TLSReader(entries)
        var certificates: [[UInt8]] = []
        while !reader.rest.isEmpty {
            guard let certificate = reader.sized(3), reader.sized(2) != nil else { throw .malformed }
            certificates.append(certificate)
        }
        guard !certificates.isEmpty else { throw .malformed }
        return certificates
    }
}

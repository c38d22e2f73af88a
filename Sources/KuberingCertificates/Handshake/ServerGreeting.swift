// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The beginning of a TLS 1.2 handshake, as far as a server shows its certificates (RFC 5246 section 7.4).
///
/// TLS 1.2 sends them in the clear, so nothing has to be encrypted, agreed on or proved: the greeting is sent, the answer
/// is read up to the certificates, and the connection is closed. Nothing is learned about who holds their key.
struct ServerGreeting {
    private var records = TLSRecords()
    /// The handshake messages so far.
    private var handshake: [UInt8] = []

    /// What TLS 1.2 servers of the last fifteen years have: ECDHE and RSA with AES-GCM, ChaCha20 and AES-CBC.
    private static let cipherSuites: [UInt16] = [
        0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC023, 0xC027, 0xC009, 0xC013, 0xC00A, 0xC014, 0x009C, 0x009D,
        0x003C, 0x002F, 0x0035,
    ]

    /// The greeting to send; the host is nil for an address.
    static func clientHello(host: String?, random: [UInt8]) -> [UInt8] {
        ClientHello.record(ClientHello.message(host: host, random: random, cipherSuites: cipherSuites))
    }

    /// Takes in what the server sent, in pieces of any size.
    ///
    /// - Returns: The certificates in DER, the server's own first; nil until they are complete.
    /// - Throws: ``HandshakeFailure``.
    mutating func certificates(after bytes: [UInt8]) throws(HandshakeFailure) -> [[UInt8]]? {
        records.append(bytes)
        while let record = try records.next() {
            guard record.type == 22 else { throw .malformed }
            handshake += record.payload
        }
        var reader = TLSReader(handshake)
        while let type = reader.number(1) {
            guard let body = reader.sized(3) else { return nil }
            if type == 11 { return try Self.list(body) }
            guard type == 2 else { throw .malformed }
        }
        return nil
    }

    private static func list(_ body: [UInt8]) throws(HandshakeFailure) -> [[UInt8]] {
        var outer = TLSReader(body)
        guard let entries = outer.sized(3), outer.rest.isEmpty else { throw .malformed }
        var reader = TLSReader(entries)
        var certificates: [[UInt8]] = []
        while !reader.rest.isEmpty {
            guard let certificate = reader.sized(3) else { throw .malformed }
            certificates.append(certificate)
        }
        guard !certificates.isEmpty else { throw .malformed }
        return certificates
    }
}

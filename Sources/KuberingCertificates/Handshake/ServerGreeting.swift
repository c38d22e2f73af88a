// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The beginning of a TLS handshake, as far as a server shows its certificates (RFC 5246 section 7.4).
///
/// TLS 1.2 sends them in the clear, so nothing has to be encrypted, agreed on or proved: the greeting is sent, the answer
/// is read up to the certificates, and the connection is closed. Nothing is learned about who holds their key.
struct ServerGreeting {
    /// What the server answered that is no list of certificates.
    enum Failure: Error, Hashable {
        /// These are no TLS records.
        case notTLS
        /// The server refused, with the number of its alert.
        case alert(UInt8)
        /// The answer does not follow the protocol.
        case malformed
    }

    /// The answer so far.
    private var received: [UInt8] = []
    /// The handshake messages in it so far.
    private var handshake: [UInt8] = []

    /// The greeting to send.
    ///
    /// - Parameters:
    ///   - host: The name that is asked for; nil for an address, which RFC 6066 section 3 keeps out of the greeting.
    ///   - random: 32 random bytes.
    /// - Returns: One TLS record.
    static func clientHello(host: String?, random: [UInt8]) -> [UInt8] {
        var extensions: [UInt8] = []
        if let host {
            let name = Array(host.utf8)
            extensions += block(0, sized([0] + sized(name)))  // server_name
        }
        extensions += block(10, sized(numbers(groups)))
        extensions += block(11, [1, 0])  // ec_point_formats: uncompressed
        extensions += block(13, sized(numbers(signatureSchemes)))
        extensions += block(23, [])  // extended_master_secret
        extensions += block(0xFF01, [0])  // renegotiation_info
        var hello: [UInt8] = [3, 3] + random + [0]
        hello += sized(numbers(cipherSuites)) + [1, 0] + sized(extensions)
        let message = [1, UInt8(truncatingIfNeeded: hello.count >> 16)] + sized(hello)
        return [22, 3, 1] + sized(message)
    }

    /// Takes in what the server sent, in pieces of any size.
    ///
    /// - Returns: The certificates in DER, the server's own first; nil until they are complete.
    /// - Throws: ``Failure``.
    mutating func certificates(after bytes: [UInt8]) throws(Failure) -> [[UInt8]]? {
        received += bytes
        while received.count >= 5 {
            guard (20...23).contains(received[0]), received[1] == 3 else { throw .notTLS }
            let length = Int(received[3]) << 8 | Int(received[4])
            guard received.count >= 5 + length else { break }
            let payload = received[5..<(5 + length)]
            switch received[0] {
            case 21: throw .alert(payload.count == 2 ? payload[6] : 0)
            case 22: handshake += payload
            default: throw .malformed
            }
            received.removeFirst(5 + length)
        }
        return try Self.certificates(in: handshake)
    }

    /// Looks for the message that holds the certificates.
    private static func certificates(in messages: [UInt8]) throws(Failure) -> [[UInt8]]? {
        var rest = messages[...]
        while let type = rest.first {
            guard let body = takeSized(&rest, prefix: 1) else { return nil }
            if type == 11 { return try list(body) }
            guard type == 2 else { throw .malformed }
        }
        return nil
    }

    private static func list(_ body: ArraySlice<UInt8>) throws(Failure) -> [[UInt8]] {
        var body = body
        guard var entries = takeSized(&body, prefix: 0), body.isEmpty else { throw .malformed }
        var certificates: [[UInt8]] = []
        while !entries.isEmpty {
            guard let certificate = takeSized(&entries, prefix: 0) else { throw .malformed }
            certificates.append(Array(certificate))
        }
        guard !certificates.isEmpty else { throw .malformed }
        return certificates
    }

    /// Takes `prefix` bytes, a length of three bytes, and that many bytes off the front; nil when they are not all there.
    private static func takeSized(_ bytes: inout ArraySlice<UInt8>, prefix: Int) -> ArraySlice<UInt8>? {
        let head = bytes.dropFirst(prefix).prefix(3)
        guard head.count == 3 else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        let body = bytes.dropFirst(prefix + 3)
        guard body.count >= length else { return nil }
        bytes = body.dropFirst(length)
        return body.prefix(length)
    }

    /// x25519, P-256, P-384, P-521.
    private static let groups: [UInt16] = [0x001D, 0x0017, 0x0018, 0x0019]
    /// ECDSA, Ed25519, RSA-PSS and RSA with SHA-2, and with SHA-1 at last: weak certificates are to be seen, too.
    private static let signatureSchemes: [UInt16] = [
        0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B, 0x0401, 0x0501, 0x0601, 0x0203,
        0x0201,
    ]
    /// What TLS 1.2 servers of the last fifteen years have: ECDHE and RSA with AES-GCM, ChaCha20 and AES-CBC.
    private static let cipherSuites: [UInt16] = [
        0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC023, 0xC027, 0xC009, 0xC013, 0xC00A, 0xC014, 0x009C, 0x009D,
        0x003C, 0x002F, 0x0035,
    ]

    private static func numbers(_ values: [UInt16]) -> [UInt8] {
        values.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    /// The bytes behind their length in two bytes.
    private static func sized(_ bytes: [UInt8]) -> [UInt8] {
        numbers([UInt16(truncatingIfNeeded: bytes.count)]) + bytes
    }

    private static func block(_ type: UInt16, _ contents: [UInt8]) -> [UInt8] { numbers([type]) + sized(contents) }
}

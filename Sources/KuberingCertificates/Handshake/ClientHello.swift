// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What a client says first (RFC 5246 section 7.4.1.2, RFC 8446 section 4.1.2).
enum ClientHello {
    /// The message, without its record.
    ///
    /// - Parameters:
    ///   - host: The name that is asked for; nil for an address, which RFC 6066 section 3 keeps out of the greeting.
    ///   - random: 32 random bytes.
    ///   - cipherSuites: What the client can do.
    ///   - more: Further extensions.
    /// - Returns: The handshake message.
    static func message(host: String?, random: [UInt8], cipherSuites: [UInt16], and more: [UInt8] = []) -> [UInt8] {
        var extensions: [UInt8] = []
        if let host { extensions += TLSWriter.block(0, TLSWriter.sized([0] + TLSWriter.sized(Array(host.utf8)))) }
        extensions += TLSWriter.block(10, TLSWriter.sized(TLSWriter.numbers(groups)))
        extensions += TLSWriter.block(11, [1, 0])  // ec_point_formats: uncompressed
        extensions += TLSWriter.block(13, TLSWriter.sized(TLSWriter.numbers(signatureSchemes)))
        extensions += TLSWriter.block(23, [])  // extended_master_secret
        extensions += TLSWriter.block(0xFF01, [0])  // renegotiation_info
        let hello: [UInt8] = [3, 3] + random + [0] + TLSWriter.sized(TLSWriter.numbers(cipherSuites)) + [1, 0]
        return TLSWriter.message(1, hello + TLSWriter.sized(extensions + more))
    }

    /// The record that carries the message.
    static func record(_ message: [UInt8]) -> [UInt8] { [22, 3, 1] + TLSWriter.sized(message) }

    /// x25519, P-256, P-384, P-521.
    private static let groups: [UInt16] = [0x001D, 0x0017, 0x0018, 0x0019]
    /// ECDSA, Ed25519, RSA-PSS and RSA with SHA-2, and with SHA-1 at last: weak certificates are to be seen, too.
    private static let signatureSchemes: [UInt16] = [
        0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B, 0x0401, 0x0501, 0x0601, 0x0203,
        0x0201,
    ]
}

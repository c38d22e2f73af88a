// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What a certified key may do (RFC 5280 section 4.2.1.3).
public struct KeyUsage: OptionSet, Sendable, Hashable {
    /// One bit for each usage, the first of the RFC lowest.
    public let rawValue: UInt16

    /// Wraps bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Signing data, such as a TLS handshake.
    public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
    /// Signing what cannot be denied later.
    public static let contentCommitment = KeyUsage(rawValue: 1 << 1)
    /// Encrypting keys, as RSA key exchange does.
    public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
    /// Encrypting data directly.
    public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
    /// Agreeing on keys, as Diffie-Hellman does.
    public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
    /// Signing certificates.
    public static let certificateSigning = KeyUsage(rawValue: 1 << 5)
    /// Signing revocation lists.
    public static let revocationListSigning = KeyUsage(rawValue: 1 << 6)
    /// Only encrypting while agreeing on keys.
    public static let encipherOnly = KeyUsage(rawValue: 1 << 7)
    /// Only decrypting while agreeing on keys.
    public static let decipherOnly = KeyUsage(rawValue: 1 << 8)

    /// Reads the contents of the BIT STRING, whose first bit is the highest of the first byte.
    init(bits: ArraySlice<UInt8>) {
        var value: UInt16 = 0
        for (index, byte) in bits.prefix(2).enumerated() {
            for bit in 0..<8 where byte & (0x80 >> UInt8(bit)) != 0 { value |= 1 << UInt16(index * 8 + bit) }
        }
        rawValue = value & 0x1FF
    }

    private static let names: [(KeyUsage, String)] = [
        (.digitalSignature, "digitalSignature"), (.contentCommitment, "nonRepudiation"),
        (.keyEncipherment, "keyEncipherment"), (.dataEncipherment, "dataEncipherment"), (.keyAgreement, "keyAgreement"),
        (.certificateSigning, "keyCertSign"), (.revocationListSigning, "cRLSign"), (.encipherOnly, "encipherOnly"),
        (.decipherOnly, "decipherOnly"),
    ]

    /// The usages as the RFC and openssl spell them, in the RFC's order.
    public var usageNames: [String] { Self.names.filter { contains($0.0) }.map(\.1) }
}

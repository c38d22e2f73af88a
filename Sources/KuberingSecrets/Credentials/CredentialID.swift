// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The name of a stored credential: 128 random bits.
///
/// It is random because attribute values of a keyring are hashed without salt and could be guessed if they were built
/// from a server or user name.
public struct CredentialID: Hashable, Sendable, CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public let description: String

    /// Makes a new id.
    ///
    /// - Parameter randomBytes: Gives as many random bytes as asked for, fit for keys.
    public init(randomBytes: (_ count: Int) -> [UInt8]) {
        description = randomBytes(16).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// Reads an id; nil unless the text is exactly 32 lower-case hexadecimal digits.
    public init?(parsing text: some StringProtocol) {
        guard text.utf8.count == 32, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        description = String(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

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
        description = Hexadecimal.text(randomBytes(16))
    }

    /// Reads an id; nil unless the text is exactly 32 lower-case hexadecimal digits.
    public init?(parsing text: some StringProtocol) {
        // Of this type the compiler knows the loop; of another it would look it up at run time.
        let text = String(text)
        guard text.utf8.count == 32, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        description = text
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}

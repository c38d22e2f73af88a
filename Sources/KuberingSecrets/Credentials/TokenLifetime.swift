// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

public import struct FoundationEssentials.Data
public import struct FoundationEssentials.Date

/// How long a bearer token is valid, as far as the token itself says.
public struct TokenLifetime: Sendable, Hashable {
    /// When it was made; nil when the token does not say.
    public let begin: Date?
    /// When it ends; nil when the token does not say.
    public let end: Date?

    /// What can be written as a date.
    private static let range = 0...253_402_300_799.0

    /// The `iat` and `exp` of a JSON Web Token, which are read and not trusted: its signature is for the server to check.
    ///
    /// Source: RFC 7519, sections 3, 4.1.4 and 4.1.6.
    ///
    /// - Parameter token: Any token; one that is no JWT says nothing.
    public init(of token: SecretBytes) {
        let claims = token.withExposedBytes { bytes -> Data? in
            let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            return Self.base64URL(parts[1])
        }
        // What is no JSON is no JWT.
        let object = claims.flatMap { try? JSONValue(parsing: $0) }
        begin = Self.date(object?["iat"])
        end = Self.date(object?["exp"])
    }

    private static func date(_ claim: JSONValue?) -> Date? {
        guard case .number(let digits) = claim, let seconds = Double(digits), range.contains(seconds) else {
            return nil
        }
        return Date(timeIntervalSince1970: seconds.rounded(.down))
    }

    /// Base64 with the alphabet for URLs and without padding (RFC 7515, section 2).
    private static func base64URL(_ text: some Collection<UInt8>) -> Data? {
        var bytes = text.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        bytes += Array(repeating: UInt8(ascii: "="), count: (4 - bytes.count % 4) % 4)
        return Data(base64Encoded: Data(bytes))
    }
}

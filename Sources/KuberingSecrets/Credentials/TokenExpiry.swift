// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

public import struct FoundationEssentials.Data
public import struct FoundationEssentials.Date

/// When a bearer token ends, as far as the token itself says.
public enum TokenExpiry {
    /// What can be written as a date.
    private static let range = 0...253_402_300_799.0

    /// The `exp` of a JSON Web Token, which is read and not trusted: its signature is for the server to check.
    ///
    /// Source: RFC 7519, sections 3 and 4.1.4.
    ///
    /// - Parameter token: Any token.
    /// - Returns: The moment; nil when the token is no JWT or does not say.
    public static func date(of token: SecretBytes) -> Date? {
        let claims = token.withExposedBytes { bytes -> Data? in
            let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            return base64URL(parts[1])
        }
        // What is no JSON is no JWT.
        guard let claims, case .number(let digits) = (try? JSONValue(parsing: claims))?["exp"],
            let seconds = Double(digits), range.contains(seconds)
        else { return nil }
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

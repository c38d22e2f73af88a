// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A URL without the user and password it may carry.
public enum URLRedaction {
    /// Replaces what stands before the `@` of the authority (RFC 3986 section 3.2.1) by `REDACTED`.
    ///
    /// - Parameter url: A URL, or anything else.
    /// - Returns: The text, unchanged when it has no such part.
    public static func redacted(_ url: String) -> String {
        guard let part = userPart(of: url) else { return url }
        return url[..<part.lowerBound] + "REDACTED" + url[part.upperBound...]
    }

    /// Leaves out what stands before the `@` of the authority, and the `@`.
    public static func withoutUser(_ url: String) -> String {
        guard let part = userPart(of: url) else { return url }
        return String(url[..<part.lowerBound] + url[url.utf8.index(after: part.upperBound)...])
    }

    /// Where the user and password stand, before the `@`.
    private static func userPart(of url: String) -> Range<String.Index>? {
        // Bytes, not characters: a mark that combines with the sign before it would hide it. Most have no @ at all.
        let bytes = url.utf8
        guard let last = bytes.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        var start = bytes.startIndex
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) {
            start = bytes.index(colon, offsetBy: 3)
        }
        let end = bytes[start...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.endIndex
        let authority = bytes[start..<end]
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { return start..<at }
        // A password with one of these signs in it makes no URL, and is a password still: no port has other signs than digits.
        guard end < last, authority.first != UInt8(ascii: "["), let colon = authority.firstIndex(of: UInt8(ascii: ":")),
            !authority[colon...].dropFirst().allSatisfy(\.isASCIIDigit)
        else { return nil }
        return start..<last
    }
}

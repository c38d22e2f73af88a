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
        return String(url[..<part.lowerBound] + url[part.upperBound...].dropFirst())
    }

    /// Where the user and password stand, before the `@`.
    private static func userPart(of url: String) -> Range<String.Index>? {
        // Most have none, and that shows soon.
        guard url.utf8.contains(UInt8(ascii: "@")) else { return nil }
        var start = url.startIndex
        if let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") { start = url.index(colon, offsetBy: 3) }
        let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
        guard let at = url[start..<end].lastIndex(of: "@") else { return nil }
        return start..<at
    }
}

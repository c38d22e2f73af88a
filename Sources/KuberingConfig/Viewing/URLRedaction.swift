// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A URL without the user and password it may carry.
public enum URLRedaction {
    /// Replaces what stands before the `@` of the authority (RFC 3986 section 3.2.1) by `REDACTED`.
    ///
    /// - Parameter url: A URL, or anything else.
    /// - Returns: The text, unchanged when it has no such part.
    public static func redacted(_ url: String) -> String {
        var start = url.startIndex
        if let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") { start = url.index(colon, offsetBy: 3) }
        let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
        guard let at = url[start..<end].lastIndex(of: "@") else { return url }
        return url[..<start] + "REDACTED" + url[at...]
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Paths as text, handled the way Go's `path/filepath` does: cleaning is lexical and follows no links.
///
/// kubectl resolves the relative paths of a kubeconfig like this (client-go `tools/clientcmd/loader.go`,
/// `ResolvePaths`); asking the file system for the real path would give other answers.
public enum LexicalPath {
    /// The shortest path that means the same: without `.`, doubled slashes and inner `..`.
    public static func cleaned(_ path: String) -> String {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        var parts: [Substring.UTF8View] = []
        for part in path.utf8.split(separator: UInt8(ascii: "/")) {
            let text = Substring(part)
            if text == "." { continue }
            if text == "..", let last = parts.last, Substring(last) != ".." {
                parts.removeLast()
            } else if text != ".." || !isAbsolute {
                parts.append(part)
            }
        }
        var joined = isAbsolute ? "/" : ""
        for (index, part) in parts.enumerated() {
            if index > 0 { joined += "/" }
            joined += String(Substring(part))
        }
        return joined.isEmpty ? "." : joined
    }

    /// `path` if it is absolute, else `path` below `base`; cleaned.
    public static func absolute(_ path: String, in base: String) -> String {
        path.hasPrefix("/") ? cleaned(path) : cleaned(base + "/" + path)
    }

    /// Everything before the last slash, cleaned; `.` when there is none.
    public static func directory(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        let head = String(path[..<slash])
        return head.isEmpty ? "/" : cleaned(head)
    }

    /// What comes after the last slash.
    public static func lastComponent(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }
}

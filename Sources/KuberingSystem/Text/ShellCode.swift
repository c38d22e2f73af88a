// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Code for a shell to evaluate, which sets variables to exactly the given values.
public enum ShellCode: String, Sendable, Hashable, CaseIterable {
    /// bash, and every shell of POSIX.
    case bash
    /// zsh.
    case zsh
    /// fish.
    case fish

    /// The code for a program that is a shell, by its name; nil for any other.
    public init?(program: String) {
        switch program {
        case "fish": self = .fish
        case "zsh": self = .zsh
        case "bash", "sh", "dash", "ash", "busybox", "ksh", "mksh": self = .bash
        default: return nil
        }
    }

    /// A value as one word that the shell expands nothing in.
    public func quoted(_ text: String) -> String {
        let (quote, backslash) = (UInt8(ascii: "'"), UInt8(ascii: "\\"))
        if self == .fish {
            return "'" + text.replacingByte(backslash, with: "\\\\").replacingByte(quote, with: "\\'") + "'"
        }
        return "'" + text.replacingByte(quote, with: "'\\''") + "'"
    }

    /// Lines that export variables, and remove those without a value.
    ///
    /// - Parameter variables: Names of letters, digits and underscores, and their values.
    /// - Returns: The code, a line for each, with a final newline.
    public func exporting(_ variables: [(name: String, value: String?)]) -> String {
        variables.map { name, value in
            switch (self, value) {
            case (.fish, let value?): "set -gx \(name) \(quoted(value))\n"
            // Removing what is not set is a failure for fish.
            case (.fish, nil): "if set -q \(name); set -e \(name); end\n"
            case (_, let value?): "export \(name)=\(quoted(value))\n"
            case (_, nil): "unset \(name)\n"
            }
        }.joined()
    }
}

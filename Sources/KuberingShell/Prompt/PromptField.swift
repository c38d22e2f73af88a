// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A value that a prompt can show.
public enum PromptField: String, Sendable, Hashable, CaseIterable {
    /// The current context's name.
    case context
    /// Its namespace, `default` when it has none.
    case namespace
    /// The name of its cluster.
    case cluster
    /// The name of its user.
    case user
    /// How long its certificate is still valid, such as `3d`, once that is less than 14 days; else empty.
    case ends
    /// `!` for a protected context; else empty.
    case protected
    /// How many sessions deep the shell is; empty outside of one.
    case depth
}

/// A colour or weight of a prompt.
public enum PromptStyle: String, Sendable, Hashable, CaseIterable {
    case red, green, yellow, blue, magenta, cyan, bold, dim
    /// Red for a protected context; else nothing.
    case alert
    /// Back to normal, where a style was used before.
    case reset

    /// The parameter of SGR (ECMA-48 section 8.3.117); nil for those that depend on what is shown.
    var number: Int? {
        switch self {
        case .red: 31
        case .green: 32
        case .yellow: 33
        case .blue: 34
        case .magenta: 35
        case .cyan: 36
        case .bold: 1
        case .dim: 2
        case .alert, .reset: nil
        }
    }
}

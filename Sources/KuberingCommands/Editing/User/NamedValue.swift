// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// An argument of the form `NAME=VALUE`, or `NAME-` for what goes, as `kubectl config set-credentials` has them.
struct NamedValue {
    let name: String
    /// The value; nil for what goes.
    let value: String?

    /// Nil for a text of neither form, and for one without a name.
    init?(_ text: String) {
        if let equals = text.firstIndex(of: "=") {
            (name, value) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
        } else if text.hasSuffix("-") {
            (name, value) = (String(text.dropLast()), nil)
        } else {
            return nil
        }
        if name.isEmpty { return nil }
    }
}

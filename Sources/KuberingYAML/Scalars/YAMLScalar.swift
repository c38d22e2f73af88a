// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What a scalar means to kubectl's YAML reader, which follows YAML 1.1.
public enum YAMLScalar: Sendable, Hashable {
    /// Nothing, `~` or `null`.
    case null
    /// `true`, `yes`, `on`, `y` and their opposites.
    case bool(Bool)
    /// A whole number, as decimal JSON text: `010` is `8`.
    case integer(String)
    /// Another number, as the JSON text that Go writes for it: `1e3` is `1000`; infinite ones and not-a-number as
    /// `.inf`, `-.inf` and `.nan`, which JSON does not have.
    case float(String)
    /// Everything else; the text is ``YAMLNode/text`` (decoded from base64 for `!!binary`).
    case string
}

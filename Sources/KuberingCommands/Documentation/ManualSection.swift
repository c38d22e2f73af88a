// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A section of a command's man page, with a paragraph for each item.
struct ManualSection {
    /// In capitals.
    let title: String
    /// Each term as it is typed, and what it means.
    let items: [(term: String, meaning: String)]
}

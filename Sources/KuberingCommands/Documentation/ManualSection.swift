// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A section of a man page, with a paragraph for each item.
struct ManualSection {
    /// In capitals.
    let title: String
    /// Each term as it is typed, and what it means.
    let items: [(term: String, meaning: String)]

    /// In the language of man(7).
    var text: String {
        ManualText.section(title, items.map { ManualText.item(ManualText.bold($0.term), $0.meaning) }.joined())
    }
}

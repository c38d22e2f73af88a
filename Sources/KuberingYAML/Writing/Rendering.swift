// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A value as it is written behind a key's colon or an item's dash.
struct Rendering {
    /// What stands on the line of the colon or dash; empty when the value starts on the next line.
    var inline: String
    /// The lines that follow, indented, without line breaks.
    var lines: [String] = []
}

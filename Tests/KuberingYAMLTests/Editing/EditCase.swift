// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML
import Testing

/// One edit of one text, and the whole text it must lead to.
struct EditCase: Sendable, CustomTestStringConvertible {
    let name: String
    let before: String
    let edit: YAMLEdit
    let after: String

    init(_ name: String, _ before: String, _ edit: YAMLEdit, _ after: String) {
        (self.name, self.before, self.edit, self.after) = (name, before, edit, after)
    }

    var testDescription: String { name }

    /// Makes the edit, compares the text, and takes the edit back.
    func check() throws {
        let document = try YAMLDocument(parsing: before)
        let result = try document.applying(edit)
        #expect(result.document.text.string == after)
        #expect(document.text.splicing(result.splices) == result.document.text)
        #expect(result.document.text.splicing(result.inverse).string == before)
        if before == after { #expect(result.splices.isEmpty) }
    }
}

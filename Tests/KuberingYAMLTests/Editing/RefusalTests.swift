// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML
import Testing

@Suite("Edits that cannot be made safely")
struct RefusalTests {
    @Test(
        "are refused where they cannot be made safely",
        arguments: [
            ("a: &x {b: 1}\nc: *x\n", YAMLEdit.set(["c", "b"], "z"), "behind-alias"),
            ("a: &x {b: {d: 1}}\nc:\n  <<: *x\n", .set(["c", "b", "d"], "z"), "behind-merge-key"),
            ("a: &x {b: 1}\nc: *x\n", .remove(["a"]), "anchor-in-use"),
            ("a: &x 1\nc: *x\n", .set(["a"], "z"), "anchor-in-use"),
            ("a: 1\n", .remove(["b"]), "no-such-path"),
            ("a: [1]\n", .set(["a", 3], "z"), "no-such-path"),
            ("a: x\n", .set(["a", "b"], "z"), "wrong-kind"),
            ("a: x\n", .append(["a"], "z"), "wrong-kind"),
            ("a: 1\nb: 2\n", .renameKey(["a"], "b"), "key-exists"),
            ("a: &x {b: 1}\nc: *x\n", .set(["a", "b"], "z"), "anchor-in-use"),
            ("a: &x {b: 1}\nc: *x\n", .set(["a", "d"], "z"), "anchor-in-use"),
            ("a: &x [1]\nc: *x\n", .append(["a"], "z"), "anchor-in-use"),
            ("a: &x [1]\nc: *x\n", .append(["c"], "z"), "behind-alias"),
            ("a: {k: &x [1]}\nc: *x\n", .set(["a"], "z"), "anchor-in-use"),
            ("a: &x {b: 1}\nc: {<<: *x}\n", .remove(["c", "b"]), "behind-merge-key"),
            ("a: &x {b: 1}\nc: {<<: *x}\n", .renameKey(["c", "b"], "d"), "behind-merge-key"),
            ("a: &x {b: [1]}\nc: {<<: *x}\n", .append(["c", "b"], "z"), "behind-merge-key"),
            ("a: &x {b: 1}\nc: {b: 2, <<: *x}\n", .set(["c", "b"], "z"), "behind-merge-key"),
            ("&x a: 1\nb: *x\n", .renameKey(["a"], "c"), "anchor-in-use"),
            ("a: 1\n", .remove([]), "wrong-kind"),
            ("- 1\n", .renameKey([0], "b"), "wrong-kind"),
            ("a: 1\n", .set(["a", 0], "z"), "wrong-kind"),
            ("", .set([0], "z"), "no-such-path"),
            ("", .remove(["a"]), "no-such-path"),
            ("a:\n", .set(["a", 0], "z"), "no-such-path"),
            ("a: 1\n", .renameKey(["b"], "c"), "no-such-path"),
            ("a: 1\n", .set([.key(String(repeating: "k", count: 1100))], "z"), "verification-failed"),
            ("%YAML 1.1\n", .set(["a"], "z"), "syntax"),
        ])
    func refusals(text: String, edit: YAMLEdit, code: String) throws {
        do throws(YAMLError) {
            let document = try YAMLDocument(parsing: text)
            let result = try document.applying(edit)
            Issue.record("made \(result.document.text.string)")
        } catch {
            #expect(error.code.rawValue == code, "\(error)")
        }
    }

    // Of several edits those before it are not made either, so the place is one of the text as it is.
    @Test func aRefusalAmongOthersHasItsPlaceInTheText() throws {
        let document = try YAMLDocument(parsing: "a: 1\nb: 2\nc: &x {d: 1}\ne: *x\n")
        let error = try #require(throws: YAMLError.self) {
            try document.applying([.set(["a"], "y\nz"), .remove(["b"]), .remove(["c"])])
        }
        #expect(error.code.rawValue == "anchor-in-use" && error.position == YAMLPosition(line: 3, column: 7))
    }
}

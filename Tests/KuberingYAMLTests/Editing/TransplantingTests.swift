// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

@Suite("Items of another document")
struct TransplantingTests {
    /// Items of the list `l` of one text, added to the list `l` of another.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let source: String
        let before: String
        let after: String

        init(_ name: String, from source: String, to before: String, _ after: String) {
            (testDescription, self.source, self.before, self.after) = (name, source, before, after)
        }
    }

    private static let source = "l:\n# mine\n- name: b # c\n  x: {w: 'z'}\n  # below\n# next\n"

    private static let cases: [Case] = [
        Case(
            "keep comments and quotes", from: source, to: "l:\n- a: 1\nz: 1\n",
            "l:\n- a: 1\n# mine\n- name: b # c\n  x: {w: 'z'}\n  # below\nz: 1\n"),
        Case(
            "are indented like their new list", from: source, to: "l:\n    - a: 1\n",
            "l:\n    - a: 1\n    # mine\n    - name: b # c\n      x: {w: 'z'}\n      # below\n"),
        Case(
            "come from an indented list",
            from: "l:\n    - name: b\n      # in\n      x: |\n        one\n\n        two\n",
            to: "l:\n- a: 1\n", "l:\n- a: 1\n- name: b\n  # in\n  x: |\n    one\n\n    two\n"),
        Case(
            "go below the comments of the last item", from: source, to: "l:\n- a: 1\n  # after a\n# z\nz: 1\n",
            "l:\n- a: 1\n  # after a\n# mine\n- name: b # c\n  x: {w: 'z'}\n  # below\n# z\nz: 1\n"),
        Case(
            "go into an empty list", from: source, to: "l: [] # none\nz: 1\n",
            "l: # none\n# mine\n- name: b # c\n  x: {w: 'z'}\n  # below\nz: 1\n"),
        Case("go into null", from: "l:\n- b: 1 # c\n", to: "l: null\nz: 1\n", "l:\n- b: 1 # c\nz: 1\n"),
        Case("go into nothing", from: "l:\n- b: 1 # c\n", to: "l:\nz: 1\n", "l:\n- b: 1 # c\nz: 1\n"),
        Case(
            "make their list", from: "l:\n- b: 1 # c\n", to: "k:\n  - a: 1\n", "k:\n  - a: 1\nl:\n  - b: 1 # c\n"),
        Case("begin a file", from: "l:\n- b: 1 # c\n", to: "", "l:\n- b: 1 # c\n"),
        Case("begin a file of comments", from: "l:\n- b: 1 # c\n", to: "# x\n", "# x\nl:\n- b: 1 # c\n"),
        Case(
            "take the line ends of their new file", from: source, to: "l:\r\n- a: 1\r\n",
            "l:\r\n- a: 1\r\n# mine\r\n- name: b # c\r\n  x: {w: 'z'}\r\n  # below\r\n"),
        Case(
            "leave CRLF behind", from: "l:\r\n- b: 1 # c\r\n  d: 2\r\n", to: "l:\n- a: 1\n",
            "l:\n- a: 1\n- b: 1 # c\n  d: 2\n"),
        Case("follow a last line without end", from: "l:\n- b: 1 # c", to: "l:\n- a: 1", "l:\n- a: 1\n- b: 1 # c"),
        Case(
            "have a dash of their own", from: "l:\n-\n  b: 1 # c\n", to: "l:\n- a: 1\n", "l:\n- a: 1\n-\n  b: 1 # c\n"),
        Case("are several", from: "l:\n- b: 1 # c\n- d # e\n", to: "l:\n- a\n", "l:\n- a\n- b: 1 # c\n- d # e\n"),
        Case(
            "from JSON are written anew", from: "{\"l\": [{\"b\": {\"c\": \"x\"}}]}", to: "l:\n- a: 1\n",
            "l:\n- a: 1\n- b:\n    c: x\n"),
        Case(
            "go into JSON", from: "l:\n- b: x # c\n- d\n", to: "{\"l\":[{\"a\":1}]}",
            "{\"l\":[{\"a\":1},{\"b\":\"x\"},\"d\"]}"),
        Case(
            "go into pretty JSON", from: "l:\n- b # c\n- d\n", to: "{\n  \"l\": [\n    \"a\"\n  ]\n}\n",
            "{\n  \"l\": [\n    \"a\",\n    \"b\",\n    \"d\"\n  ]\n}\n"),
        Case(
            "with aliases are written anew", from: "x: &x 1\nl:\n- b: *x # c\n", to: "l:\n- a: 1\n",
            "l:\n- a: 1\n- b: 1\n"),
        Case(
            "with anchors are written anew", from: "l:\n- b: &x 1\nx: *x\n", to: "l:\n- &x a\n- *x\n",
            "l:\n- &x a\n- *x\n- b: 1\n"),
        Case(
            "with a merge key are written anew", from: "x: &x {b: 1}\nl:\n- <<: *x\n  c: 2\n", to: "l:\n- a: 1\n",
            "l:\n- a: 1\n- b: 1\n  c: 2\n"),
        Case(
            "with lines further left are written anew", from: "l:\n    - b: \"one\n  two\" # c\n", to: "l:\n- a: 1\n",
            "l:\n- a: 1\n- b: one two\n"),
    ]

    @Test("give exactly this text", arguments: cases)
    func wholeText(_ test: Case) throws {
        let list = try #require(try YAMLDocument(parsing: test.source).root?["l"])
        let items = try list.elements.map { (item) throws(YAMLError) in try YAMLTransplant(item) }
        try EditCase(test.testDescription, test.before, .transplant(["l"], items), test.after).check()
    }

    @Test func areChangedOnTheirWay() throws {
        let list = try #require(try YAMLDocument(parsing: Self.source).root?["l"]?.element(at: 0))
        let item = try YAMLTransplant(list).applying([.set(["name"], "new"), .set(["x", "w"], "v")])
        #expect(item.value == ["name": "new", "x": ["w": "v"]])
        try EditCase(
            "changed", "l:\n- a: 1\n", .transplant(["l"], [item]),
            "l:\n- a: 1\n# mine\n- name: new # c\n  x: {w: 'v'}\n  # below\n"
        ).check()
    }

    @Test func meanWhatTheyMeantWhereverTheyGo() throws {
        var moved = 0
        for seed in UInt64(0)..<1500 {
            var (from, to) = (DocumentGenerator(seed: seed), DocumentGenerator(seed: seed ^ 0xFACE))
            let (source, target) = (from.document(), to.document())
            let sourceLists = Self.lists(try YAMLDocument(parsing: source.text).root, [])
            let document = try YAMLDocument(parsing: target.text)
            for list in sourceLists.filter({ $0.node.count > 0 }).prefix(3) {
                let items = try list.node.elements.map { (item) throws(YAMLError) in try YAMLTransplant(item) }
                for path in Self.lists(document.root, []).map(\.path).prefix(3) + [["new list"]] {
                    let edit = YAMLEdit.transplant(path, items)
                    let result: YAMLEditResult
                    // Behind aliases, and below a text that must keep its last line break, nothing can be added.
                    do throws(YAMLError) { result = try document.applying(edit) } catch { continue }
                    moved += 1
                    let story: Comment =
                        "seed \(seed) \(edit)\n\(source.text)\n---\n\(target.text)\n---\n\(result.document.text.string)"
                    let intended = EditModel.applying(edit, to: try document.root?.jsonValue())
                    #expect(try result.document.root?.jsonValue().sorted == intended?.sorted, story)
                }
            }
        }
        #expect(moved > 3000)
    }

    private static func lists(_ node: YAMLNode?, _ path: YAMLPath) -> [(path: YAMLPath, node: YAMLNode)] {
        guard let node, !node.isAlias else { return [] }
        let own = node.kind == .sequence ? [(path, node)] : []
        return own + node.elements.enumerated().flatMap { lists($1, path + [.index($0)]) }
            + node.entries.flatMap { entry in
                entry.key.keyText.map { lists(entry.value, path + [.key($0)]) } ?? []
            }
    }
}

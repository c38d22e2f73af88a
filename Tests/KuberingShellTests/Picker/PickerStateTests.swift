// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingShell
import KuberingSystem
import Testing

/// What keys do in a picker.
@Suite struct PickerStateTests {
    static let names = ["dev", "prod-eu-1", "prod-us-1", "arn:aws:eks:eu-1:7:cluster/shop", "Staging", "grüße", "a b"]

    private func state(typing text: String) -> PickerState {
        var state = PickerState(Self.names, current: nil)
        for character in text { _ = state.press(.character(character)) }
        return state
    }

    @Test(arguments: [
        ("", names),
        ("eu", ["prod-eu-1", "arn:aws:eks:eu-1:7:cluster/shop"]),
        ("EU prod", ["prod-eu-1"]),
        ("pu1", ["prod-us-1", "prod-eu-1"]),
        ("stag", ["Staging"]),
        ("shop", ["arn:aws:eks:eu-1:7:cluster/shop"]),
        ("GRÜ", ["grüße"]),
        ("zzz", []),
        ("   ", names),
    ])
    func typingFilters(_ text: String, _ expected: [String]) {
        #expect(state(typing: text).matches == expected)
        #expect(PickerState(Self.names, current: nil, query: text).matches == expected)
    }

    @Test func aShorterNameAndABeginningComeFirst() {
        let names = ["my-production-2", "reproduce", "prod-2", "prod"]
        #expect(
            PickerState(names, current: nil, query: "prod").matches == [
                "prod", "prod-2", "my-production-2", "reproduce",
            ])
    }

    @Test func keysMoveAndStayInside() {
        var state = PickerState((0..<100).map(String.init), current: "42")
        state.pageSize = 20
        #expect(state.selected == "42")
        for (key, expected) in [
            (TerminalKey.up, "41"), (.control("p"), "40"), (.down, "41"), (.control("n"), "42"), (.pageDown, "62"),
            (.pageUp, "42"), (.home, "0"), (.up, "0"), (.end, "99"), (.down, "99"), (.pageDown, "99"),
            (.control("a"), "0"),
            (.control("e"), "99"),
        ] {
            #expect(state.press(key) == .open)
            #expect(state.selected == expected, "\(key)")
        }
        #expect(state.press(.enter) == .picked("99"))
        #expect(state.press(.escape) == .cancelled)
    }

    @Test func whatWasTypedCanBeTakenBack() {
        var state = state(typing: "prod us")
        _ = state.press(.backspace)
        #expect(state.query == "prod u")
        _ = state.press(.control("w"))
        #expect(state.query == "prod " && state.matches == ["prod-eu-1", "prod-us-1"])
        _ = state.press(.control("u"))
        #expect(state.query == "" && state.count == Self.names.count)
        _ = state.press(.backspace)
        #expect(state.query == "")
    }

    @Test func withoutAMatchEnterDoesNothing() {
        var state = state(typing: "zzz")
        #expect(state.press(.enter) == .open)
        #expect(state.press(.down) == .open)
        #expect(state.selected == nil)
        _ = state.press(.control("u"))
        #expect(state.selected == "dev")
        var empty = PickerState([], current: nil)
        #expect(empty.press(.down) == .open && empty.press(.end) == .open && empty.press(.enter) == .open)
    }

    private func naming(_ text: String) -> PickerState {
        PickerState(["web", "web-2", "Ümlaut"], current: nil, query: text) { typed in
            typed.contains("!") ? .unusable("no \(typed)") : .usable("use \(typed)")
        }
    }

    @Test(arguments: [
        ("api", TerminalKey.enter, PickerState.Outcome.picked("api")), ("api", .control("t"), .picked("api")),
        // What fits goes before what was typed, but for the key that asks for it.
        ("we", .enter, .picked("web")), ("we", .control("t"), .picked("we")), ("web", .enter, .picked("web")),
        ("web", .control("t"), .open), ("no!", .enter, .open), ("no!", .control("t"), .open),
        // Another spelling of the same text is another name.
        ("U\u{308}mlaut", .control("t"), .picked("U\u{308}mlaut")),
    ])
    func aNewNameIsPickedWhereTheListTakesIt(_ text: String, _ key: TerminalKey, _ expected: PickerState.Outcome) {
        var state = naming(text)
        let outcome = state.press(key)
        #expect("\(outcome)".unicodeScalars.elementsEqual("\(expected)".unicodeScalars))
    }

    @Test func onlyTheNamesArePickedWhereTheListDoesNotTakeOthers() {
        var state = state(typing: "zzz")
        #expect(state.press(.control("t")) == .open)
    }

    @Test(arguments: [
        ("a", [TerminalKey.character("a")]), ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape]),
        ("\u{1B}[A\u{1B}OB", [.up, .down]), ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
        ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~", [.home, .end, .home, .end]), ("\r\n", [.enter, .enter]),
        ("\u{7F}\u{8}", [.backspace, .backspace]), ("\u{E}\u{10}", [.control("n"), .control("p")]),
        ("\u{1B}[200~x\u{1B}[1;5C", [.character("x")]), ("\u{1B}x", []),
        ("ü日e\u{301}", [.character("ü"), .character("日"), .character("e\u{301}")]),
        ("\u{1B}[", []), ("\u{0}", []),
    ])
    func bytesAreKeys(_ text: String, _ expected: [TerminalKey]) {
        #expect(TerminalKey.keys(in: Array(text.utf8)) == expected)
    }
}

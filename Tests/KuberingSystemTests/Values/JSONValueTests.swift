// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport
import Testing

/// JSON values as text, and back.
struct JSONValueTests {
    static let sample: JSONValue = [
        "b": "text", "a": [true, false, .null, .integer(-5), .number("12345678901234567890"), .number("1.50")],
        "empty": [:], "none": [], "nested": ["x": ["y": "z"]],
    ]

    @Test func membersKeepTheirOrder() {
        #expect(
            Self.sample.jsonText()
                == #"{"b":"text","a":[true,false,null,-5,12345678901234567890,1.50],"empty":{},"none":[],"nested":{"x":{"y":"z"}}}"#
        )
    }

    @Test func indentedText() {
        let value: JSONValue = ["b": [.integer(1), ["c": .null]], "a": [:]]
        #expect(
            value.jsonText(indent: 2) == """
                {
                  "b": [
                    1,
                    {
                      "c": null
                    }
                  ],
                  "a": {}
                }
                """)
    }

    @Test func escapes() {
        let value = JSONValue.string("\"\\\u{8}\n\r\t\u{1F}\u{7F}/<>&\u{2028}ü🚀")
        #expect(value.jsonText() == "\"\\\"\\\\\\u0008\\n\\r\\t\\u001f\u{7F}/<>&\u{2028}ü🚀\"")
        #expect(
            value.jsonText(escaping: .likeGo)
                == "\"\\\"\\\\\\b\\n\\r\\t\\u001f\u{7F}/\\u003c\\u003e\\u0026\\u2028ü🚀\"")
    }

    @Test(arguments: [
        "null", "true", "-1", "\"a\"", "[]", "{}", "[1,[2,{}]]", #"{"a":{"b":[null,"c"]}}"#, "9223372036854775807",
    ])
    func textIsReadBack(_ text: String) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)).jsonText() == text)
    }

    @Test(arguments: [
        #" { "b" : 1 , "a" : [ ] } "#: #"{"b":1,"a":[]}"#, "-0.50e+1": "-0.50e+1",
        #"{"a":1,"b":{},"a":2}"#: #"{"a":1,"b":{},"a":2}"#, #""\ud83d\u0041\ude80""#: "\"\u{FFFD}A\u{FFFD}\"",
        #""\u00fc\ud83d\ude80\/""#: "\"ü🚀/\"", "1.5": "1.5",
        "18446744073709551615": "18446744073709551615",
    ])
    func reading(_ text: String, _ expected: String) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)).jsonText() == expected)
    }

    @Test(arguments: [
        "", " ", "{", "[1", "\"a", "nul", "{\"a\"}", "hush", "1 2", "[}", "{'a':1}", "\u{0}", "[1,]", "{\"a\":1,}",
        "01", "-",
        "1.", ".5", "1e", "+1", "\"\\x\"", "\"\\u00g0\"", "\"\\u+123\"", "\"\t\"", "\"\\", "nullx", "\u{FEFF}1",
        "[1 2]",
        "{\"a\":1 \"b\":2}", "{1:2}", "// x\n1", String(repeating: "[", count: 100_000),
    ])
    func whatIsNoJSONIsRefusedWithoutItsText(_ text: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
        #expect(
            error?.description.hasPrefix("not valid JSON: ") == true && error?.description.contains("hush") == false)
    }

    @Test func textsAreComparedByteByByte() {
        let (composed, decomposed): (JSONValue, JSONValue) = ("caf\u{E9}", "cafe\u{301}")
        #expect(composed != decomposed && ["a": [composed]] != JSONValue.object([.init("a", [decomposed])]))
        let object: JSONValue = ["caf\u{E9}": true]
        #expect(object != ["cafe\u{301}": true] && object["cafe\u{301}"] == nil && object["caf\u{E9}"] == true)
        #expect(composed == "caf\u{E9}" && JSONValue.null != false && JSONValue.number("1") != "1")
    }

    @Test func theLastOfARepeatedNameCounts() throws {
        let value = try JSONValue(parsing: Array(#"{"a":1,"b":[],"a":2}"#.utf8))
        #expect(value["a"] == .integer(2) && value.members?.map(\.name) == ["a", "b", "a"])
    }

    @Test func bytesThatAreNotUTF8AreReplaced() throws {
        #expect(try JSONValue(parsing: Array("\"a".utf8) + [0xFF] + Array("b\"".utf8)) == "a\u{FFFD}b")
    }

    @Test(arguments: [
        "{\n  \"a\": 1,\n}": "line 3, column 1: a name in double quotes is missing",
        "[1, 2": "line 1, column 6: the text ends too early",
        "{\"a\": \"b\nc\"}": "line 1, column 9: a control character is in a string",
        "[\"\\q\"]": "line 1, column 4: an escape is unknown", "{} {}": "line 1, column 4: something follows the value",
    ])
    func anErrorTellsWhere(_ text: String, _ reason: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
        #expect(error?.reason == reason)
    }

    @Test func accessors() {
        #expect(Self.sample["b"]?.string == "text" && Self.sample["nested"]?["x"]?["y"] == "z")
        #expect(Self.sample["none"]?.array == [] && Self.sample["missing"] == nil && Self.sample.string == nil)
        #expect(Self.sample.members?.map(\.name) == ["b", "a", "empty", "none", "nested"])
        #expect(JSONValue.object(present: ["a": nil, "b": true, "c": "x"]) == ["b": true, "c": "x"])
        #expect(Self.sample.withSortedMembers.members?.map(\.name) == ["a", "b", "empty", "nested", "none"])
    }

    @Test func moments() throws {
        let date = Date(timeIntervalSince1970: 1_826_944_060)
        #expect(date.rfc3339 == "2027-11-23T04:27:40Z")
        #expect(Date(rfc3339: "2027-11-23T04:27:40Z") == date)
        #expect(Date(rfc3339: "tomorrow") == nil)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

@Suite("Whole documents as YAML")
struct WritingTests {
    private static let pieces = [
        "a", "word", "y", "no", "1", "0", "-", " ", "  ", ":", "#", "'", "\"", "\n", "\n\n", "\t", "é", "日", "😀", "{",
        "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "=", "<", "\\", "/", ".", "_", "+", "~",
        "\u{A0}",
        "\u{1B}", "\u{200B}", "\u{FFFD}", "longlongwordlonglongwordlonglongword", "\r", "--- ", "...", "2001-01-01",
        "12:30", "1e3", "0x",
        " a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s",
    ]

    private func string(_ random: inout SeededGenerator) -> String {
        (0..<random.pick([1, 1, 2, 3, 4, 6, 10])).map { _ in random.pick(Self.pieces) }.joined()
    }

    private func value(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
        switch random.below(depth > 0 ? 20 : 14) {
        case 0: return random.pick([.null, true, false])
        case 1, 2:
            let numbers = [
                "0", "1", "-5", "1.5", "1e21", "1e-7", "123456789012", "18446744073709551615", "1234567.5", "0.1",
                "100000.5", "-0.000025",
            ]
            return .number(random.pick(numbers))
        case 14, 15, 16:
            var elements: [JSONValue] = []
            for _ in 0..<random.below(4) { elements.append(value(&random, depth: depth - 1)) }
            return .array(elements)
        case 17...:
            var members: [JSONValue.Member] = []
            for index in 0..<random.below(4) {
                members.append(.init(string(&random) + "\(index)", value(&random, depth: depth - 1)))
            }
            return .object(members)
        default: return .string(string(&random))
        }
    }

    @Test("are what kubectl prints", arguments: 0..<6)
    func sameAsKubectl(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let content = (0..<40).map { JSONValue.Member("k\($0)", value(&random, depth: 3)) }
        let config: JSONValue = [
            "apiVersion": "v1", "clusters": .null, "contexts": .null, "current-context": "",
            "extensions": [["extension": .object(content), "name": "e"]], "kind": "Config", "users": .null,
        ]
        let printed = try Kubectl.view(config.jsonText(), format: "yaml")
            .split(separator: "\n", omittingEmptySubsequences: false)
            // Older versions print this line, newer ones do not.
            .filter { $0 != "preferences: {}" }.joined(separator: "\n")
        #expect(printed == config.yamlText(sortedKeys: true))
    }

    @Test("read back the same", arguments: 0..<40)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: 900 &+ seed)
        let value = value(&random, depth: 4)
        let document = try YAMLDocument(parsing: value.yamlText(sortedKeys: false))
        let read = try document.root?.jsonValue() ?? .null
        #expect(normal(read) == normal(value), "\(document.text.string)")
    }

    private func normal(_ value: JSONValue) -> JSONValue {
        switch value {
        case .number(let digits): .number(Double(digits).map { "\($0)" } ?? digits)
        case .array(let elements): .array(elements.map(normal))
        case .object(let members): .object(members.map { .init($0.name, normal($0.value)) })
        default: value
        }
    }

    @Test("keep or sort their keys")
    func order() {
        let value: JSONValue = [
            "k10": 1.0.json, "b": .null, "k2": [], "_": [:], "B": ["x", ["y"]], "k2a": "", "0": "01",
        ]
        #expect(
            value.yamlText(sortedKeys: false)
                == "k10: 1\nb: null\nk2: []\n_: {}\nB:\n- x\n- - \"y\"\nk2a: \"\"\n\"0\": \"01\"\n")
        #expect(
            value.yamlText(sortedKeys: true)
                == "_: {}\n\"0\": \"01\"\nB:\n- x\n- - \"y\"\nb: null\nk2: []\nk2a: \"\"\nk10: 1\n")
    }

    @Test("of one scalar", arguments: [("x", "x\n"), ("", "\"\"\n"), ("a\n", "|\n  a\n"), ("a\n\n", "|+\n  a\n\n")])
    func scalars(text: String, expected: String) {
        #expect(JSONValue.string(text).yamlText(sortedKeys: true) == expected)
    }
}

extension Double {
    fileprivate var json: JSONValue { .number("\(self)") }
}

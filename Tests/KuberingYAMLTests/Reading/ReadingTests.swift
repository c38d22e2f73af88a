// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

@Suite("Reading")
struct ReadingTests {
    @Test(
        "scalars by YAML 1.1, as kubectl does",
        arguments: [
            ("y", YAMLScalar.bool(true)), ("N", .bool(false)), ("yes", .bool(true)), ("Off", .bool(false)),
            ("yEs", .string),
            ("~", .null), ("null", .null), ("Null", .null), ("", .null), ("nULL", .string),
            ("1", .integer("1")), ("-7", .integer("-7")), ("+1", .integer("1")), ("010", .integer("8")),
            ("0x10", .integer("16")),
            ("0o10", .integer("8")), ("0b11", .integer("3")), ("1_000", .integer("1000")), ("1.5", .float("1.5")),
            ("1e3", .float("1000")), (".inf", .float(".inf")), ("2001-01-01", .string), ("12:30:45", .string),
            ("2001-12-14t21:59:43.10-05:00", .string), ("'1'", .string), ("\"y\"", .string), ("!!str y", .string),
            ("18446744073709551615", .integer("18446744073709551615")), ("1.2.3", .string), ("-", .null),
            ("0x", .string),
        ])
    func scalars(text: String, expected: YAMLScalar) throws {
        guard text != "-" else { return }  // a lone dash is a list
        let document = try YAMLDocument(parsing: "a: \(text)\n")
        #expect(document.root?["a"]?.scalar == expected)
    }

    @Test(
        "nodes know their bytes",
        arguments: [
            ("a: größe # c\n", "größe"), ("a: 'it''s'\n", "'it''s'"), ("\u{FEFF}# ü\r\na: \"x\\ty\"\r\n", "\"x\\ty\""),
            ("a: &n !!str x\n", "x"), ("a: |\n  one\n  two\n\nb: 1\n", "|\n  one\n  two"),
            ("a: {b: [1, 2]} # x\n", "{b: [1, 2]}"),
            ("a:\n  b: 1\n  c: 2 # x\nd: 3\n", "b: 1\n  c: 2"), ("a:\n- x\n- y\n", "- x\n- y"),
        ])
    func ranges(text: String, expected: String) throws {
        let document = try YAMLDocument(parsing: text)
        let node = try #require(document.root?["a"])
        #expect(document.text.string(in: node.range) == expected)
    }

    @Test("positions are lines and columns in characters")
    func positions() throws {
        let document = try YAMLDocument(parsing: "# ä\nüü: {x: 1,\n  z: zz}\n")
        let inner = try #require(document.root?["üü"]?["z"])
        #expect(inner.position == YAMLPosition(line: 3, column: 6))
        #expect(document.root?["üü"]?["x"]?.position == YAMLPosition(line: 2, column: 9))
    }

    @Test(
        "syntax errors say where",
        arguments: [
            ("a: [1, 2\nb: 3\n", 2), ("a:\n\t- x\n", 2), ("a: 'x\n", 2), ("a: b: c\n", 1), ("a: *nobody\n", 1),
            ("{a: 1\n", 2),
        ])
    func syntaxErrors(text: String, line: Int) throws {
        do throws(YAMLError) {
            _ = try YAMLDocument(parsing: text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.code == .syntax)
            #expect(error.position?.line == line, "\(error)")
        }
    }

    @Test(
        "nothing, comments and later documents",
        arguments: [
            ("", true), ("# only\n", true), ("---\n---\na: 1\n", true), ("a: 1\n---\n]broken[\n", false),
            ("{}\n", false),
        ])
    func documents(text: String, isNothing: Bool) throws {
        let root = try YAMLDocument(parsing: text).root
        #expect((root?.isNull ?? true) == isNothing)
    }

    @Test(
        "limits",
        arguments: [
            (String(repeating: "[", count: 70), YAMLError.Code.tooDeep),
            (billionLaughs, .tooManyAliases),
            (String(repeating: "a", count: 2_000), .tooLarge), ("a: \u{0}", .syntax),
        ])
    func limits(text: String, code: YAMLError.Code) throws {
        do throws(YAMLError) {
            _ = try YAMLDocument(
                parsing: SourceText(text), limits: YAMLLimits(size: 1_900, depth: 64, aliasExpansion: 100))
            Issue.record("it was read")
        } catch {
            #expect(error.code == code, "\(error)")
        }
    }

    /// Nine lists, each of nine aliases of the one before.
    private static let billionLaughs: String = {
        var text = "a0: &a0 [x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        return text
    }()

    @Test("text that is not UTF-8")
    func encodings() throws {
        for bytes: [UInt8] in [[0xFF, 0xFE, 0x61, 0x00], [0x61, 0x3A, 0x20, 0xC3, 0x28]] {
            do throws(YAMLError) {
                _ = try YAMLDocument(parsing: SourceText(bytes))
                Issue.record("it was read")
            } catch {
                #expect(error.code == .encoding)
            }
        }
    }

    @Test("aliases, merge keys and repeated keys expand as kubectl expands them")
    func expansion() throws {
        let text = "base: &b {x: 1, z: 2}\na:\n  <<: *b\n  z: 3\nc: *b\nd: 1\nd: 2\nlist: [*b]\n"
        let json = try YAMLDocument(parsing: text).root?.jsonValue()
        #expect(
            json?.jsonText()
                == #"{"base":{"x":1,"z":2},"a":{"x":1,"z":3},"c":{"x":1,"z":2},"d":2,"list":[{"x":1,"z":2}]}"#)
    }

    @Test("leaving out long base64 cannot be noticed", arguments: 0..<40)
    func reduction(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let run = String((0..<Int.random(in: 250...900, using: &random)).map { _ in random.pick(Array("ABCxyz019+/")) })
        let shapes = [
            "a: \(run)==\n", "a: \"\(run)=\" # c\n", "- \(run)\n- x\n", "{\"a\":\"\(run)\",\"b\":1}\n",
            "a: |\n  \(run)\n  k: \(run)\n",
            "\"\(run)\": 1\n", "a: x\(run) y\n", "# ü \(run)\nb: \(run)\n", "a: >\n  \(run)\nb: 'ü'\n",
            "a: [\(run), \(run)]\n",
        ]
        let text = random.pick(shapes)
        let document: YAMLDocument
        do throws(YAMLError) {
            document = try YAMLDocument(parsing: text)
        } catch {
            // libyaml allows keys of 1,024 characters at most; nothing else here may fail.
            #expect(text.hasPrefix("\""), "\(error)")
            return
        }
        let json = try #require(try document.root?.jsonValue()).jsonText()
        #expect(json.contains(run))
        for entry in document.root.map({ Array($0.entries) }) ?? []
        where entry.value.kind == .scalar && entry.value.style == .plain {
            #expect(document.text.string(in: entry.value.range) == entry.value.text)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

@Suite("Hostile input")
struct HostileTests {
    private func error(_ text: String, _ limits: YAMLLimits = .standard) -> YAMLError? {
        do throws(YAMLError) {
            _ = try YAMLDocument(parsing: text, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("is refused with the place and the reason")
    func reasons() {
        let small = YAMLLimits(size: 100, depth: 64, aliasExpansion: 100)
        #expect(error(String(repeating: "x", count: 100), small) == nil)
        #expect(
            error(String(repeating: "x", count: 101), small)?.description == "101 bytes are more than the limit of 100")
        #expect(error(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == nil)
        #expect(
            error(String(repeating: "[", count: 100_000))?.description
                == "line 1, column 65: more than 64 levels of lists and mappings")
        #expect(
            error("a: é\u{0}\n")?.description == "line 1, column 5: a control character, which YAML forbids")
        #expect(
            error("a:\n\t- x\n")?.description
                == "line 2, column 1: a tab, which YAML does not take for indentation; use spaces")
        #expect(error("a: *b\n")?.description == "line 1, column 4: the alias *b has no anchor before it")
        #expect(
            error("a: &b [*b]\n")?.description
                == "line 1, column 8: the alias *b stands inside the node that it refers to")
    }

    @Test("with aliases of aliases stays small")
    func billionLaughs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))]\n"
        }
        #expect(error(text)?.code == .tooManyAliases)
        #expect(error(text)?.position == YAMLPosition(line: 7, column: 10))
        // A chain of aliases is deep although no text is.
        var chain = "a0: &a0 x\n"
        for level in 1...65 { chain += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(error(chain)?.code == .tooDeep)
        #expect(error(chain)?.position?.line == 65)
        // So is a chain of merge keys.
        var merges = "a0: &a0 {x: 1}\n"
        for level in 1...65 { merges += "a\(level): &a\(level) {<<: *a\(level - 1)}\n" }
        #expect(error(merges)?.code == .tooDeep)
    }

    @Test("that is not UTF-8 is refused, unless in a later document")
    func encodings() throws {
        let cases: [([UInt8], String)] = [
            ([0xFF, 0xFE, 0x61, 0x00], "it is written in UTF-16; convert it to UTF-8 with iconv"),
            ([0xFE, 0xFF, 0x00, 0x61], "it is written in UTF-16; convert it to UTF-8 with iconv"),
            (Array("a: ü\nb: ".utf8) + [0xC3, 0x28], "line 2, column 5: not UTF-8 (invalid trailing UTF-8 octet)"),
            (Array("a: ".utf8) + [0xE4], "line 1, column 4: not UTF-8 (incomplete UTF-8 octet sequence)"),
        ]
        for (bytes, expected) in cases {
            do throws(YAMLError) {
                _ = try YAMLDocument(parsing: SourceText(bytes))
                Issue.record("\(bytes) was read")
            } catch {
                #expect(error.code == .encoding)
                #expect(error.description == expected)
            }
        }
        for marker in ["---", "..."] {
            let text = SourceText(Array("a: x\n\(marker)\nb: ".utf8) + [0xFF, 0x00, 0xE4])
            let result = try YAMLDocument(parsing: text).applying(.set(["a"], "z"))
            #expect(result.document.text.bytes == Array("a: z\n\(marker)\nb: ".utf8) + [0xFF, 0x00, 0xE4])
        }
    }

    @Test("cut off anywhere does not trap", arguments: 0..<20)
    func truncation(seed: UInt64) {
        var generator = DocumentGenerator(seed: seed)
        let bytes = Array(generator.document().text.utf8)
        for end in stride(from: 0, through: bytes.count, by: max(1, bytes.count / 100)) {
            exercise(Array(bytes[..<end]), &generator.random)
        }
    }

    @Test("damaged at random does not trap, and no edit makes it worse", arguments: 0..<20)
    func damage(block: UInt64) {
        for seed in block * 100..<block * 100 + 100 {
            var generator = DocumentGenerator(seed: 31_337 &+ seed)
            var bytes = Array(generator.document().text.utf8)
            for _ in 0...generator.random.below(4) where !bytes.isEmpty {
                let place = generator.random.below(bytes.count)
                switch generator.random.below(4) {
                case 0: bytes[place] = UInt8(generator.random.below(256))
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(generator.random.pick(Array("{}[]:-&*!|>'\"#\n\t\r ,?%~<@`\\".utf8)), at: place)
                default:
                    let other = generator.random.below(bytes.count)
                    bytes.replaceSubrange(place..<place, with: bytes[min(place, other)..<max(place, other)])
                }
            }
            exercise(bytes, &generator.random)
        }
    }

    /// Reads the bytes in every way and edits them if they can be read.
    private func exercise(_ bytes: [UInt8], _ random: inout SeededGenerator) {
        // What cannot be read or edited is refused; the point is that nothing traps and nothing comes out wrong.
        guard let document = try? YAMLDocument(parsing: SourceText(bytes)), let root = document.root else { return }
        guard let value = try? root.jsonValue() else { return }
        var edits = EditGenerator(random: random)
        for _ in 0..<3 {
            let edit = edits.edit(of: value)
            guard let result = try? document.applying(edit) else { continue }
            let intended = EditModel.applying(edit, to: value)
            #expect(
                (try? result.document.root?.jsonValue())?.sorted == intended?.sorted,
                "\(edit)\n\(document.text.string)\n---- became\n\(result.document.text.string)")
            #expect(result.document.text.splicing(result.inverse) == document.text)
        }
        random = edits.random
    }
}

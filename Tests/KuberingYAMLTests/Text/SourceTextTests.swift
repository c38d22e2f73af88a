// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML
import Testing

@Suite("The bytes of a document")
struct SourceTextTests {
    /// The text in pieces of so many bytes.
    private func pieces(_ text: String, of size: Int) -> SourceText {
        let bytes = Array(text.utf8)
        return SourceText(
            joining: stride(from: 0, to: bytes.count, by: size).map {
                Array(bytes[$0..<min($0 + size, bytes.count)])
            })
    }

    @Test("do not depend on how they are put together", arguments: [1, 2, 3, 7, 100])
    func pieces(size: Int) {
        let text = "Größe: \"日本\"\r\n# end"
        let whole = SourceText(text)
        let joined = pieces(text, of: size)
        #expect(joined.count == text.utf8.count)
        #expect(joined == whole)
        #expect(joined.hashValue == whole.hashValue)
        #expect(joined.string == text)
        #expect(joined.bytes(in: 3..<9) == Array(Array(text.utf8)[3..<9]))
        #expect(joined.bytes(in: -5..<Int.max) == Array(text.utf8))
        var written: [UInt8] = []
        joined.forEachSegment { written.append(contentsOf: $0) }
        #expect(written == Array(text.utf8))
        #expect(joined != pieces(text + "x", of: size))
        #expect(joined != pieces(text.replacing("end", with: "eNd"), of: size))
    }

    @Test("are patched and restored", arguments: [1, 4, 1000])
    func splicing(size: Int) {
        let before = pieces("one two three", of: size)
        let splices = [Splice(0..<0, ">"), Splice(4..<7, "2"), Splice(13..<13, "!")]
        let after = before.splicing(splices)
        #expect(after.string == ">one 2 three!")
        #expect(after.splicing(before.inverse(of: splices)) == before)
        #expect(before.splicing([]) == before)
        #expect(splices.map(\.growth) == [1, -2, 1])
    }

    @Test("of a large text are shared by its patched copy")
    func sharing() {
        let before = SourceText([UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000))
        let after = before.splicing([Splice(500_000..<500_001, "yy")])
        var addresses: [UInt] = []
        before.forEachSegment { addresses.append(UInt(bitPattern: $0.baseAddress)) }
        var starts: [UInt] = []
        after.forEachSegment { starts.append(UInt(bitPattern: $0.baseAddress)) }
        #expect(starts.count == 3)
        #expect(starts.first == addresses.first)
        #expect(starts.last == addresses.first.map { $0 + 500_001 })
    }
}

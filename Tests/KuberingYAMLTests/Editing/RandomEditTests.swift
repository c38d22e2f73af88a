// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

/// Any edit of any document: every byte outside the splices stays, the result means what was asked, the inverse brings
/// the original back, and no neighbour loses its comment.
@Suite struct RandomEditTests {
    @Test(arguments: 0..<16) func documentsMeanWhatTheGeneratorSays(block: Int) throws {
        for seed in UInt64(block * 100)..<UInt64(block * 100 + 100) {
            var generator = DocumentGenerator(seed: seed)
            let generated = generator.document()
            let value: JSONValue?
            do {
                value = try YAMLDocument(parsing: generated.text).root?.jsonValue()
            } catch {
                Issue.record("seed \(seed): \(error)\n\(generated.text)")
                continue
            }
            // Of a document without content nothing is said.
            if let meant = generated.value { #expect(value == meant, "seed \(seed)\n\(generated.text)") }
        }
    }

    @Test(arguments: 0..<20) func editsDoWhatWasAskedAndNothingElse(block: Int) throws {
        var tally = Tally()
        for seed in UInt64(block * 250)..<UInt64(block * 250 + 250) {
            var generator = DocumentGenerator(seed: seed)
            let generated = generator.document()
            let document = try YAMLDocument(parsing: generated.text)
            var edits = EditGenerator(random: SeededGenerator(seed: seed ^ 0xABCD))
            for _ in 0..<5 {
                try check(edits.edit(of: generated.value), of: document, generated, seed, &tally)
            }
        }
        #expect(tally.possible + tally.impossible == 1250)
        #expect(tally.refused * 100 <= tally.possible * 8, "\(tally)")
    }

    /// Several edits at once: the same as one after the other, removals last and from the end.
    @Test(arguments: 0..<10) func editsTogetherAreEditsOneByOne(block: Int) throws {
        var (made, refused) = (0, 0)
        for seed in UInt64(block * 150)..<UInt64(block * 150 + 150) {
            var generator = DocumentGenerator(seed: seed)
            let generated = generator.document()
            let document = try YAMLDocument(parsing: generated.text)
            var random = EditGenerator(random: SeededGenerator(seed: seed ^ 0x5EED))
            var edits: [YAMLEdit] = []
            for _ in 0..<6 {
                let edit = random.edit(of: generated.value)
                if edits.allSatisfy({ !$0.overlaps(edit) }) { edits.append(edit) }
            }
            let inOrder = edits.filter { !$0.isRemoval } + edits.filter(\.isRemoval).sorted { $1.isBefore($0) }
            let intended = inOrder.reduce(generated.value) { value, edit in
                value.flatMap { EditModel.applying(edit, to: $0) }
            }
            guard let intended else { continue }
            let story: Comment = "seed \(seed), \(edits)\n\(generated.text)"
            do throws(YAMLError) {
                let result = try document.applying(edits)
                made += 1
                let value = try result.document.root?.jsonValue()
                #expect(value?.sorted == intended.sorted, story)
                #expect(spliced(document.text.bytes, result.splices) == result.document.text.bytes, story)
                #expect(spliced(result.document.text.bytes, result.inverse) == document.text.bytes, story)
            } catch {
                refused += 1
            }
        }
        #expect(made > 30)
        #expect(refused * 100 <= made * 15, "\(refused) refused, \(made) made")
    }

    /// kubectl is the judge of the meaning, which is read by our own parser above.
    @Test(arguments: 0..<4) func kubectlReadsWhatWasAsked(block: UInt64) throws {
        var (texts, intended): ([String], [JSONValue]) = ([], [])
        for seed in block * 60..<block * 60 + 60 {
            var generator = DocumentGenerator(seed: 9000 + seed)
            let generated = generator.block()
            var random = EditGenerator(random: SeededGenerator(seed: seed ^ 0xC0DE))
            let edit = random.edit(of: generated.value)
            // What cannot be edited is counted above.
            guard let value = EditModel.applying(edit, to: generated.value),
                let result = try? YAMLDocument(parsing: generated.text).applying(edit)
            else { continue }
            texts.append(result.document.text.string)
            intended.append(value)
        }
        #expect(texts.count > 20)
        let theirs = try Kubectl.extensions(of: Kubectl.kubeconfig(holding: texts))
        #expect(theirs.count == texts.count)
        for ((text, intended), theirs) in zip(zip(texts, intended), theirs) {
            #expect(theirs.normal == intended.normal, "\(text)")
        }
    }

    private struct Tally {
        var possible = 0
        var impossible = 0
        var refused = 0
    }

    private func check(
        _ edit: YAMLEdit, of document: YAMLDocument, _ generated: GeneratedDocument, _ seed: UInt64,
        _ tally: inout Tally
    ) throws {
        let intended = EditModel.applying(edit, to: generated.value)
        if intended == nil { tally.impossible += 1 } else { tally.possible += 1 }
        let result: YAMLEditResult
        do throws(YAMLError) {
            result = try document.applying(edit)
        } catch {
            if intended != nil { tally.refused += 1 }
            return
        }
        let story: Comment = "seed \(seed), \(edit)\n\(generated.text)\n---- became\n\(result.document.text.string)"
        #expect(try result.document.root?.jsonValue().sorted == intended?.sorted, story)
        #expect(spliced(document.text.bytes, result.splices) == result.document.text.bytes, story)
        #expect(spliced(result.document.text.bytes, result.inverse) == document.text.bytes, story)
        checkComments(edit, generated, result.document.text.string, story)
    }

    /// The splices applied by other means than the library's.
    private func spliced(_ bytes: [UInt8], _ splices: [Splice]) -> [UInt8] {
        var bytes = bytes
        for splice in splices.reversed() { bytes.replaceSubrange(splice.range, with: splice.replacement) }
        return bytes
    }

    /// Comments of others stay; comments of what is removed go.
    private func checkComments(
        _ edit: YAMLEdit, _ generated: GeneratedDocument, _ text: String, _ story: Comment
    ) {
        for comment in generated.comments {
            let isThere = text.contains(comment.text)
            switch edit {
            case .remove(let path):
                let isOwn = comment.owner?.starts(with: path) ?? false
                if !isOwn { #expect(isThere || isSoleChild(path, generated.value), "lost \(comment.text): \(story)") }
            case .set(let path, _):
                let isInside = comment.owner?.starts(with: path) ?? true
                if !isInside { #expect(isThere, "lost \(comment.text): \(story)") }
            case .append, .transplant, .renameKey: #expect(isThere, "lost \(comment.text): \(story)")
            }
        }
    }

    /// Whether the collection is empty afterwards, so that comments between its brackets have no place.
    private func isSoleChild(_ path: YAMLPath, _ value: JSONValue?) -> Bool {
        var value = value ?? .null
        for step in path.dropLast() {
            switch (step, value) {
            case (.key(let name), .object): value = value[name] ?? .null
            case (.index(let position), .array(let elements)): value = elements[position]
            default: return false
            }
        }
        return (value.members?.count ?? value.array?.count ?? 0) <= 1
    }
}

extension YAMLEdit {
    private var place: YAMLPath {
        switch self {
        case .set(let path, _), .append(let path, _), .transplant(let path, _), .remove(let path),
            .renameKey(let path, _):
            path
        }
    }

    fileprivate var isRemoval: Bool {
        if case .remove = self { true } else { false }
    }

    /// Whether one is made at or inside the place of the other, or they are about the same name.
    fileprivate func overlaps(_ other: YAMLEdit) -> Bool {
        let names = [self, other].map { edit in
            var paths = [edit.place]
            if case .renameKey(let path, let name) = edit { paths.append(path.dropLast() + [.key(name)]) }
            return paths
        }
        return names[0].contains { left in
            names[1].contains { right in left.starts(with: right) || right.starts(with: left) }
        }
    }

    /// Whether the place comes earlier, as far as list items tell.
    fileprivate func isBefore(_ other: YAMLEdit) -> Bool {
        for case (.index(let left), .index(let right)) in zip(place, other.place) where left != right {
            return left < right
        }
        return place.count < other.place.count
    }
}

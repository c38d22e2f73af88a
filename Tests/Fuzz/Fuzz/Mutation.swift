// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CLibFuzzer
import FoundationEssentials

/// What libFuzzer calls for the next file: mostly one element of DER is changed, in a PEM block or by itself, so that the
/// readers get past the lengths and the base64 around it.
@c(LLVMFuzzerCustomMutator)
public func mutate(_ start: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: CUnsignedInt) -> Int {
    let bytes = Array(UnsafeBufferPointer(start: start, count: size))
    var mutation = Mutation(seed: seed)
    guard let changed = mutation.changed(bytes), changed.count <= limit else {
        return LLVMFuzzerMutate(start, size, limit)
    }
    for (index, byte) in changed.enumerated() { start[index] = byte }
    return changed.count
}

/// One change of a file.
struct Mutation {
    private var state: UInt64

    init(seed: CUnsignedInt) {
        state = UInt64(seed)
    }

    /// The changed file; nil leaves it to libFuzzer.
    mutating func changed(_ bytes: [UInt8]) -> [UInt8]? {
        if below(5) == 0 { return nil }
        if bytes.first == 0x30 { return changedDER(bytes) }
        let text = String(decoding: bytes, as: UTF8.self)
        var blocks = text.split(separator: "-----", omittingEmptySubsequences: false).map(String.init)
        // text BEGIN body END text BEGIN …
        let bodies = blocks.indices.filter { $0 > 0 && blocks[$0 - 1].hasPrefix("BEGIN ") }
        guard !bodies.isEmpty, text.utf8.count == bytes.count else { return nil }
        let body = bodies[below(bodies.count)]
        guard let der = Data(base64Encoded: blocks[body].filter { !$0.isWhitespace }),
            let changed = changedDER(Array(der))
        else { return nil }
        let base64 = Data(changed).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        blocks[body] = "\n\(base64)\n"
        return Array(blocks.joined(separator: "-----").utf8)
    }

    private mutating func changedDER(_ bytes: [UInt8]) -> [UInt8]? {
        guard let tree = DERTree.all(in: bytes[...])?.first else { return nil }
        var random = self
        let index = below(tree.count)
        return tree.changing(index) { random.changed($0) }.flatMap(\.bytes)
    }

    private mutating func changed(_ element: DERTree) -> [DERTree] {
        var copy = element
        switch (below(10), element.content) {
        case (0, _): return []
        case (1, _): return [element, element]
        case (2, _): copy.identifier = UInt8(truncatingIfNeeded: below(256))
        case (3, .inner(let prefix, let inside)): copy.content = .inner(prefix: prefix, inside.reversed())
        case (4, .inner(let prefix, _)): copy.content = .leaf(prefix)
        case (_, .leaf(let bytes)): copy.content = .leaf(Self.mutated(bytes))
        case (_, .inner): copy.content = .leaf(Self.mutated(Array(element.bytes.dropFirst(2))))
        }
        return [copy]
    }

    /// Some bytes as libFuzzer changes them.
    private static func mutated(_ bytes: [UInt8]) -> [UInt8] {
        let room = bytes.count + 16
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            start.initialize(repeating: 0, count: room)
            start.update(from: bytes, count: bytes.count)
            count = LLVMFuzzerMutate(start, bytes.count, room)
        }
    }

    private mutating func below(_ bound: Int) -> Int {
        // splitmix64
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}

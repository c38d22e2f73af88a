// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Finds the long runs of base64 that the parser need not see.
///
/// Most bytes of a large kubeconfig are inline certificates and keys. Leaving out the middle of such a run changes
/// nothing that YAML cares about, and makes parsing several times quicker.
struct Base64Runs {
    /// The shortest run worth leaving out.
    static let shortest = 256
    /// How many bytes are kept at each end of a run.
    static let kept = 2
    /// The distance of the samples; any run of ``shortest`` bytes holds a whole sample.
    private static let stride = 128
    /// The length of a sample.
    private static let sample = 16

    private let bytes: UnsafeBufferPointer<UInt8>

    /// The runs of these bytes, which are a whole text or a contiguous piece of one.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Calls `body` with the part to leave out of each run that is the beginning of a value.
    func forEachCut(_ body: (Range<Int>) -> Void) {
        var offset = 0
        while offset + Self.sample <= bytes.count {
            guard isBase64Sample(at: offset) else {
                offset += Self.stride
                continue
            }
            let start = runStart(before: offset)
            let end = runEnd(after: offset + Self.sample)
            if end - start >= Self.shortest, startsValue(at: start), endsValue(at: end) {
                body(start + Self.kept..<end - Self.kept)
            }
            offset = end
        }
    }

    private func isBase64Sample(at offset: Int) -> Bool {
        for index in offset..<offset + Self.sample where !Base64Alphabet.contains(bytes[index]) { return false }
        return true
    }

    private func runStart(before offset: Int) -> Int {
        var start = offset
        while start > 0, Base64Alphabet.contains(bytes[start - 1]) { start -= 1 }
        return start
    }

    private func runEnd(after offset: Int) -> Int {
        offset
            + Base64Alphabet.prefixLength(of: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[offset...])))
    }

    /// Whether a value may start here: after a quote, or after blanks that follow `:` or `-`.
    private func startsValue(at offset: Int) -> Bool {
        var before = offset - 1
        guard before >= 0 else { return false }
        if bytes[before] == UInt8(ascii: "\"") || bytes[before] == UInt8(ascii: "'") { return true }
        guard bytes[before] == UInt8(ascii: " ") else { return false }
        while before > 0, bytes[before] == UInt8(ascii: " ") { before -= 1 }
        return bytes[before] == UInt8(ascii: ":") || bytes[before] == UInt8(ascii: "-")
    }

    /// Whether the value may end here: at most two `=`, a quote, then anything but a colon.
    private func endsValue(at offset: Int) -> Bool {
        var after = offset
        while after < bytes.count, after < offset + 2, bytes[after] == UInt8(ascii: "=") { after += 1 }
        guard after < bytes.count else { return true }
        switch bytes[after] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): after += 1
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"),
            UInt8(ascii: " "):
            break
        default: return false
        }
        while after < bytes.count, bytes[after] == UInt8(ascii: " ") { after += 1 }
        return after == bytes.count || bytes[after] != UInt8(ascii: ":")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The lines of a text, for telling which of them an edit left as they were.
///
/// A text of a single line would make that too easy: there, the stretches between commas, brackets and braces count.
public struct ComparedLines {
    /// Each line without its line break, CR included.
    public let lines: [ArraySlice<UInt8>]

    /// Divides a text.
    public init(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let marks = Array(",[]{}".utf8)
        self.lines = lines.count > 1 ? lines : bytes.split { marks.contains($0) }
    }

    /// The lines of this text that do not stand in `other`, in its order; empty when nothing was taken away.
    public func missing(in other: ComparedLines) -> [String] {
        var rest = other.lines[...]
        return lines.filter { line in
            guard let found = rest.firstIndex(of: line) else { return true }
            rest = rest[(found + 1)...]
            return false
        }.map { String(decoding: $0, as: UTF8.self) }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The lines that an edit replaced, between the equal ones before and the equal ones after.
struct LineChange: Equatable {
    let removed: [String]
    let added: [String]

    /// Compares two texts.
    init(from before: [UInt8], to after: [UInt8]) {
        let (old, new) = (Self.lines(before), Self.lines(after))
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        removed = old[head..<(old.count - tail)].map { String(decoding: $0, as: UTF8.self) }
        added = new[head..<(new.count - tail)].map { String(decoding: $0, as: UTF8.self) }
    }

    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A name that equals another one only when all bytes are the same, as in Go.
///
/// Swift's strings are equal when they are canonically equivalent: `é` as one character and as two. To kubectl these are
/// two names.
public struct ExactName: Hashable, Sendable {
    /// The name.
    public let text: String

    /// Takes a name.
    public init(_ text: String) {
        self.text = text
    }

    /// Whether all bytes are the same.
    public static func == (left: ExactName, right: ExactName) -> Bool {
        var (left, right) = (left.text, right.text)
        return left.withUTF8 { left in right.withUTF8 { right in left.hasSameBytes(as: right) } }
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// Whether both hold the same bytes.
    public func isExactly(_ other: String) -> Bool { ExactName(self) == ExactName(other) }

    /// Whether its bytes come before those of the other one, as in Go.
    public func precedes(_ other: String) -> Bool {
        var (left, right) = (self, other)
        return left.withUTF8 { left in right.withUTF8 { right in left.precedes(right) } }
    }
}

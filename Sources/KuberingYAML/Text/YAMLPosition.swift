// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A place in a text, as editors show it.
public struct YAMLPosition: Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    ///
    /// Lines end with LF, CRLF or CR.
    public let line: Int
    /// The column, from 1, in characters (Unicode scalars); a byte-order mark is not counted.
    public let column: Int

    /// The place at this line and column, both from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// For example `line 3, column 5`.
    public var description: String { "line \(line), column \(column)" }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension TextLayout {
    /// Where the comment lines start that stand directly above a line and belong to what starts there.
    ///
    /// They belong to it when they begin in its column and no blank line is between.
    ///
    /// - Parameters:
    ///   - line: Where the line starts.
    ///   - column: The column of the entry or item on it.
    /// - Returns: The start of the first such line; `line` when there is none.
    func startOfComments(above line: Int, column: Int) -> Int {
        var first = line
        while first > 0 {
            let above = lineStart(breakStart(before: first))
            guard above < first, commentColumn(ofLineAt: above) == column else { break }
            first = above
        }
        return first
    }

    /// Where the comment lines end that stand directly below a line and deeper than the column.
    ///
    /// - Parameters:
    ///   - line: The start of the line below what they could belong to.
    ///   - column: The column of the entry or item above.
    /// - Returns: The start of the first line that is no such comment.
    func endOfComments(from line: Int, deeperThan column: Int) -> Int {
        var next = line
        while next < text.count, let comment = commentColumn(ofLineAt: next), comment > column {
            next = nextLine(next)
        }
        return next
    }

    /// The column of the comment when the line holds nothing else.
    private func commentColumn(ofLineAt start: Int) -> Int? {
        let first = skipBlanks(start)
        return text.byte(at: first) == UInt8(ascii: "#") ? column(first) : nil
    }
}

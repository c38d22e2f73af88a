// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Rows of text in columns.
public struct TextTable {
    private var rows: [[String]]
    /// The styles of cells, by row and column.
    private var styles: [Int: [Int: TextStyle]] = [:]

    /// Starts a table with its header row.
    public init(header: [String]) {
        rows = [header]
    }

    /// Adds a row.
    ///
    /// The cells are escaped here (``OutsideText``).
    public mutating func append(_ cells: [String]) {
        rows.append(cells.map(OutsideText.escaped))
    }

    /// Adds a row, some cells of which have a style where the output shows colour.
    ///
    /// - Parameters:
    ///   - cells: The cells, escaped here.
    ///   - styles: The style of a cell, by its column.
    public mutating func append(_ cells: [String], styles: [Int: TextStyle]) {
        self.styles[rows.count] = styles
        append(cells)
    }

    /// The table: columns three blanks apart, as kubectl prints them, no blanks at line ends, a final newline.
    public var text: String { text { text, _ in text } }

    /// The same with its styles, for an output that may show colour.
    public func text(on output: TextOutput) -> String { text { text, style in style.applied(to: text, on: output) } }

    private func text(styled: (String, TextStyle) -> String) -> String {
        var widths: [Int] = []
        let measured = rows.map { row in row.map { (text: $0, width: TextColumns.count($0)) } }
        for row in measured {
            for (column, cell) in row.enumerated() {
                if column < widths.count {
                    widths[column] = max(widths[column], cell.width)
                } else {
                    widths.append(cell.width)
                }
            }
        }
        var result = ""
        for (number, row) in measured.enumerated() {
            var line = ""
            // Blanks that nothing follows are not written.
            var blanks = 0
            for (column, cell) in row.enumerated() {
                if !cell.text.isEmpty {
                    line += String(repeating: " ", count: blanks)
                    line += styles[number]?[column].map { styled(cell.text, $0) } ?? cell.text
                    blanks = 0
                }
                blanks += widths[column] - cell.width + 3
            }
            while line.hasSuffix(" ") { line.removeLast() }
            result += line + "\n"
        }
        return result
    }
}

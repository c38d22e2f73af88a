// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// A picker as lines of a screen.
struct PickerView {
    private let list: any PickerList
    private let title: String
    private var first = 0

    init(_ list: any PickerList, title: String) {
        self.list = list
        self.title = title
    }

    /// How many lines the list has on a screen of so many rows.
    static func pageSize(rows: Int) -> Int { max(1, rows - 3 - previewSize(rows: rows)) }

    /// A screen of few rows has no preview.
    private static func previewSize(rows: Int) -> Int { rows < 16 ? 0 : min(10, rows / 2 - 1) }

    /// The lines, none wider than the screen.
    mutating func lines(_ state: PickerState, columns: Int, rows: Int) -> [String] {
        let page = Self.pageSize(rows: rows)
        first = min(max(first, state.selection - page + 1), state.selection)
        // Where there is room for more, as after fewer fit or the terminal grew, no line of it stays empty.
        first = max(0, min(first, state.count - page))
        let names = state.matches(from: first, count: page)
        let cells = names.map { name in [name] + list.columns(of: name) }
        let widths = widths(of: cells, columns: columns - 4)
        let query = OutsideText.escaped(state.query)
        var count = "\(state.count)/\(state.total)"
        // What is typed comes before how much it fits.
        let needed = TextColumns.count(title) + TextColumns.count(query) + TextColumns.count(count) + 5
        if needed > columns { count = "" }
        let room = max(0, columns - TextColumns.count(title) - TextColumns.count(count) - 5)
        let typed = TextColumns.shortened(query, to: room)
        let gap = String(repeating: " ", count: max(0, room - TextColumns.count(typed)))
        var lines = ["\u{1B}[1m\(title)>\u{1B}[0m \(typed)\u{1B}[7m \u{1B}[0m\(gap) \(count)"]
        lines.append("\u{1B}[2m    " + row(list.headings, widths) + "\u{1B}[0m")
        for (index, cell) in cells.enumerated() {
            let isSelected = first + index == state.selection
            let mark = (isSelected ? "> " : "  ") + (cell[0] == list.current ? "* " : "  ")
            let text = mark + row(cell, widths)
            let padding = String(repeating: " ", count: max(0, columns - TextColumns.count(text)))
            lines.append(isSelected ? "\u{1B}[7m\(text)\(padding)" : text)
        }
        while lines.count < page + 2 { lines.append("") }
        let preview = Self.previewSize(rows: rows)
        if preview > 0 {
            lines.append("\u{1B}[2m" + String(repeating: "\u{2500}", count: columns) + "\u{1B}[0m")
            let about = state.selected.map { list.preview(of: $0) } ?? ["nothing fits"]
            lines += about.prefix(preview).map { TextColumns.shortened(OutsideText.escaped($0), to: columns) }
        }
        guard let help = help(state), rows > lines.count || preview > 0 else { return lines }
        // The last line, whatever else would stand there.
        lines = Array(lines.prefix(rows - 1))
        while lines.count < rows - 1 { lines.append("") }
        return lines + [TextColumns.shortened(OutsideText.escaped(help), to: columns)]
    }

    /// What can be done with the typed text, where the list takes new names.
    private func help(_ state: PickerState) -> String? {
        switch state.typed {
        case .usable(let meaning): (state.selected == nil ? "Enter: " : "Ctrl-T: ") + meaning
        case .unusable(let reason): reason
        case nil: nil
        }
    }

    private func row(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        for (cell, width) in zip(cells, widths) where width > 0 {
            let shown = TextColumns.shortened(OutsideText.escaped(cell), to: width)
            text += shown + String(repeating: " ", count: width - TextColumns.count(shown) + 2)
        }
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }

    /// What the cells need, nothing for an empty column; when that is too much, the last columns give way, and the first
    /// one last.
    private func widths(of rows: [[String]], columns: Int) -> [Int] {
        var widths = list.headings.indices.map { column in
            let needed =
                rows.map { column < $0.count ? TextColumns.count(OutsideText.escaped($0[column])) : 0 }.max() ?? 0
            return needed == 0 ? 0 : max(needed, TextColumns.count(list.headings[column]))
        }
        var excess = widths.reduce(0) { $1 == 0 ? $0 : $0 + $1 + 2 } - 2 - columns
        for column in widths.indices.reversed() where excess > 0 {
            // What the headings and a day need.
            let taken = min(excess, max(0, widths[column] - 10))
            widths[column] -= taken
            excess -= taken
        }
        for column in widths.indices.dropFirst().reversed() where excess > 0 {
            excess -= widths[column] == 0 ? 0 : widths[column] + 2
            widths[column] = 0
        }
        if excess > 0 { widths[0] = max(1, columns) }
        return widths
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Lets the person at the terminal pick one of many names: type to filter, arrows or Ctrl-N and Ctrl-P to move, Enter to
/// pick, Esc to leave; Ctrl-T picks what was typed, where the list takes new names.
public enum Picker {
    /// Takes the terminal until something is picked.
    ///
    /// - Parameters:
    ///   - list: What can be picked.
    ///   - title: What the names are, in a word.
    ///   - query: What is typed already.
    /// - Returns: The name; nil when nothing was picked.
    /// - Throws: `FileError` when there is no terminal.
    public static func pick(from list: some PickerList, title: String, query: String = "") throws -> String? {
        let screen = try TerminalScreen()
        defer { screen.close() }
        var state = PickerState(list.names, current: list.current, query: query, newName: list.newName)
        var view = PickerView(list, title: title)
        while true {
            let (columns, rows) = screen.size
            state.pageSize = PickerView.pageSize(rows: rows)
            screen.show(view.lines(state, columns: columns, rows: rows))
            guard let keys = screen.readKeys() else { return nil }
            for key in keys {
                switch state.press(key) {
                case .open: continue
                case .picked(let name): return name
                case .cancelled: return nil
                }
            }
        }
    }
}

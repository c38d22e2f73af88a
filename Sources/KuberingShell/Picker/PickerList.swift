// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What can be picked.
public protocol PickerList {
    /// The names, in the order in which they are shown at first.
    var names: [String] { get }
    /// The name that is the current one; nil for none.
    var current: String? { get }
    /// The headings of the columns, that of the names first.
    var headings: [String] { get }

    /// What stands in the columns behind the name; asked only for what is shown.
    func columns(of name: String) -> [String]
    /// Lines about one name, without secrets; asked only for the one that is selected.
    func preview(of name: String) -> [String]
    /// What a typed text is that is none of the names; nil where only these can be picked.
    func newName(_ typed: String) -> NewName?
}

extension PickerList {
    /// Only the names can be picked.
    public func newName(_ typed: String) -> NewName? { nil }
}

/// What a text is that was typed into a picker and is none of its names.
public enum NewName: Sendable, Hashable {
    /// A name that can be taken as well, and what taking it means.
    case usable(String)
    /// None yet, and what to say of that.
    case unusable(String)
}

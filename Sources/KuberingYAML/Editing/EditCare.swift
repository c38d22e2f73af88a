// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What an edit is made with; each is tried when what came of the one before did not turn out right.
enum EditCare: CaseIterable {
    /// The lines of other documents are taken along as they are.
    case none
    /// Those that cannot be read alone, or mean something else then, are not.
    case readsLines
    /// No lines of others, and no block scalars (`|`).
    case plainValues

    /// Whether texts of several lines may be written as block scalars.
    var allowsBlockScalars: Bool { self != .plainValues }

    /// Whether it makes a difference to these edits.
    func matters(to edits: [YAMLEdit]) -> Bool {
        self != .readsLines || edits.contains { if case .transplant = $0 { true } else { false } }
    }
}

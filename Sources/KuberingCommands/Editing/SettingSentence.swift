// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

extension EntryKind {
    /// What `set` did to an entry, for the user: a mistyped name shows as a new one.
    func sentence(_ name: String, isNew: Bool, isChanged: Bool) -> String {
        let name = OutsideText.quoted(name)
        if isNew { return "New \(rawValue) \(name) created." }
        return "\(rawValue.capitalizedFirst) \(name) \(isChanged ? "changed" : "is like that already")."
    }
}

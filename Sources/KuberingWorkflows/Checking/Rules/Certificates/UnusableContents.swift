// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

extension CheckRule {
    /// A finding when a field led to bytes that kubectl cannot use.
    static func unusable<Value>(_ reading: Reading<Value>?, of entry: CheckedEntry) -> Finding? {
        guard let reading, case .unusable(let why) = reading.outcome else { return nil }
        return finding(at: entry, reading.field, message: "\(entry.title): \(why)")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import struct FoundationEssentials.Date

extension Date {
    /// The moment in RFC 3339, UTC, whole seconds: `2027-11-23T04:27:40Z`.
    public var rfc3339: String { UTCTimestamp.text(self) }

    /// Reads ``rfc3339`` back; nil for anything else.
    public init?(rfc3339 text: String) {
        guard let date = UTCTimestamp.date(text) else { return nil }
        self = date
    }
}

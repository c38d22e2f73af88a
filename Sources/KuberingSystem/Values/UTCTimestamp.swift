// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

public import struct FoundationEssentials.Date

/// Points in time as RFC 3339 text in UTC with whole seconds, `2026-11-23T09:00:00Z`: the form Kubernetes writes.
///
/// Not Foundation's formatter, whose first use takes 0.4 ms: `credential get` is run for every kubectl command.
public enum UTCTimestamp {
    /// The text; a fraction of a second is dropped.
    ///
    /// Years that do not have four digits become the nearest that have.
    public static func text(_ date: Date) -> String {
        let range = -62_135_596_800.0...253_402_300_799.0  // years 1 to 9999
        var seconds = time_t(min(max(date.timeIntervalSince1970.rounded(.down), range.lowerBound), range.upperBound))
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func digits(_ number: Int32, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return digits(parts.tm_year + 1900, 4) + "-" + digits(parts.tm_mon + 1, 2) + "-" + digits(parts.tm_mday, 2)
            + "T" + digits(parts.tm_hour, 2) + ":" + digits(parts.tm_min, 2) + ":" + digits(parts.tm_sec, 2) + "Z"
    }

    /// The point in time; nil unless the text is exactly what ``text(_:)`` writes.
    public static func date(_ text: String) -> Date? {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 else { return nil }
        func number(_ range: Range<Int>) -> Int32? { Int32(String(decoding: bytes[range], as: UTF8.self)) }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
        else { return nil }
        var parts = tm()
        parts.tm_year = year - 1900
        parts.tm_mon = month - 1
        parts.tm_mday = day
        parts.tm_hour = hour
        parts.tm_min = minute
        parts.tm_sec = second
        let date = Date(timeIntervalSince1970: Double(timegm(&parts)))
        // timegm takes the 31st of February for the 3rd of March; only what reads back the same is a date.
        return self.text(date) == text ? date : nil
    }
}

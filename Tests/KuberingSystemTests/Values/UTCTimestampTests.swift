// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

import struct FoundationEssentials.Date

@Suite struct UTCTimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (1_795_424_400, "2026-11-23T09:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"), (951_868_800, "2000-03-01T00:00:00Z"),
            (4_102_444_800, "2100-01-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
            (-62_135_596_800, "0001-01-01T00:00:00Z"),
        ] as [(Double, String)])
    func timestampsAreReadAndWritten(seconds: Double, text: String) {
        #expect(UTCTimestamp.text(Date(timeIntervalSince1970: seconds)) == text)
        #expect(UTCTimestamp.text(Date(timeIntervalSince1970: seconds + 0.999)) == text)
        #expect(UTCTimestamp.date(text) == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T09:00:00", "2026-11-23T09:00:00+00:00", "2026-11-23t09:00:00Z",
        "2026-02-29T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T09:00:60Z", "+026-11-23T09:00:00Z",
        "2026-11-23T09:00:0é", "2026-11-23T09:00: 0Z",
    ])
    func nothingElseIsATimestamp(text: String) {
        #expect(UTCTimestamp.date(text) == nil)
    }

    @Test(arguments: [
        (Double.infinity, "9999-12-31T23:59:59Z"), (-Double.infinity, "0001-01-01T00:00:00Z"),
        (1e300, "9999-12-31T23:59:59Z"),
    ])
    func endsOfTime(seconds: Double, text: String) {
        #expect(UTCTimestamp.text(Date(timeIntervalSince1970: seconds)) == text)
    }
}

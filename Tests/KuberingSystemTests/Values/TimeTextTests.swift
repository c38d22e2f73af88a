// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

@Suite struct TimeTextTests {
    @Test(
        arguments: [
            ("30s", 30), ("5m", 300), ("8h", 28_800), ("14d", 1_209_600), ("2w", 1_209_600), ("0d", 0),
            ("4294967295s", 4_294_967_295), ("7102w", nil), ("4294967296s", nil), ("", nil), ("d", nil), ("14", nil),
            ("-1d", nil), ("1.5h", nil), ("1y", nil), ("1 d", nil), ("１d", nil),
        ] as [(String, UInt32?)])
    func reads(_ text: String, _ seconds: UInt32?) {
        #expect(TimeText.seconds(text) == seconds)
    }

    @Test(
        arguments: [(30, "30s"), (90, "90s"), (1_800, "30m"), (28_800, "8h"), (172_800, "2d"), (0, "0d")]
            as [(UInt32, String)])
    func writes(_ seconds: UInt32, _ text: String) {
        #expect(TimeText.text(seconds) == text)
        #expect(TimeText.seconds(text) == seconds)
    }
}

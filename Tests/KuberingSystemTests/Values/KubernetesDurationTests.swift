// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

/// The table of `duration.HumanDuration` in k8s.io/apimachinery.
@Suite struct KubernetesDurationTests {
    @Test(arguments: [
        (-2.0, "<invalid>"), (-1, "0s"), (0, "0s"), (119, "119s"), (120, "2m"), (185, "3m5s"), (600, "10m"),
        (10_799, "179m"), (10_800, "3h"), (11_100, "3h5m"), (28_800, "8h"), (172_799, "47h"), (172_800, "2d"),
        (176_400, "2d1h"), (691_199, "7d23h"), (691_200, "8d"), (31_449_600, "364d"), (63_071_999, "729d"),
        (63_072_000, "2y"), (63_158_400, "2y1d"), (252_288_000, "8y"), (315_360_000, "10y"), (1e300, "31709y"),
    ])
    func isWrittenLikeKubernetes(_ seconds: Double, _ text: String) {
        #expect(KubernetesDuration.text(seconds) == text)
    }
}

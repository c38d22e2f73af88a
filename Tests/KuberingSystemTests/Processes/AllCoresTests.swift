// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Synchronization
import Testing

/// Work on all cores gives what work on one would.
struct AllCoresTests {
    @Test(arguments: [0, 1, 63, 64, 65, 128, 1_000, 10_007])
    func theResultsAreInOrder(_ count: Int) {
        #expect(Array(0..<count).mapOnAllCores { "\($0 * 3)" } == (0..<count).map { "\($0 * 3)" })
    }

    @Test func eachElementIsSeenOnce() {
        let seen = Mutex<[Int: Int]>([:])
        _ = Array(0..<5_000).mapOnAllCores { element in seen.withLock { $0[element, default: 0] += 1 } }
        #expect(seen.withLock { $0.count } == 5_000 && seen.withLock { $0.values.allSatisfy { $0 == 1 } })
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport
import Testing

/// `credential stores`.
@Suite struct StoresListTests {
    /// Its program is there; whether it can be used only asking would tell.
    @Test func aHelperIsNotCalledUsable() throws {
        let result = HelperWorld.run(["credential", "stores"], in: try HelperWorld.make(""))
        let states = result.output.split(separator: "\n").map {
            $0.split(separator: " ").prefix(2).joined(separator: " ")
        }
        #expect(states.contains("helper:test there"), "\(result)")
    }
}

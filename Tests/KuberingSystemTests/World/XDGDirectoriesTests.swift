// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

@testable import KuberingSystem

/// kubering's folders.
struct XDGDirectoriesTests {
    struct Case: Sendable {
        let environment: Environment
        let state: String?
    }

    @Test(arguments: [
        Case(environment: ["HOME": "/h"], state: "/h/.local/state/kubering"),
        Case(
            environment: ["HOME": "/h", "XDG_STATE_HOME": "/s/", "XDG_DATA_HOME": "/d"], state: "/s/kubering"),
        Case(
            environment: ["HOME": "/h", "XDG_STATE_HOME": "", "XDG_DATA_HOME": "rel"],
            state: "/h/.local/state/kubering"),
        Case(environment: [:], state: nil), Case(environment: ["HOME": "rel"], state: nil),
        Case(environment: ["XDG_STATE_HOME": "/s"], state: "/s/kubering"),
    ])
    func folders(_ test: Case) {
        let directories = XDGDirectories(environment: test.environment)
        #expect(directories.state == test.state)
    }
}

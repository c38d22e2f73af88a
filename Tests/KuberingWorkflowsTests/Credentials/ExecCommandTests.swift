// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingWorkflows

/// How a kubeconfig calls kubering; `env` stands for it here, because it is in `/usr/bin` everywhere.
@Suite struct ExecCommandTests {
    @Test(arguments: [
        ("/usr/bin/env", "/usr/bin:/bin", "env"), ("/usr/bin/env", "/nonexistent:relative:/usr/bin", "env"),
        ("/usr/bin/env", "", "/usr/bin/env"), ("/usr/bin/env", "/sbin", "/usr/bin/env"),
        ("/opt/kubering/env", "/usr/bin", "/opt/kubering/env"),
        ("/usr/bin/kubering-none", "/usr/bin", "/usr/bin/kubering-none"),
    ])
    func nameOrPath(_ executable: String, _ searchPath: String, _ command: String) throws {
        let world = try FakeWorld()
        world.value.executablePath = { executable }
        world.value.environment["PATH"] = searchPath
        #expect(ExecCommand.text(world.value) == command)
    }

    /// Another program of that name that comes first is not kubering.
    @Test func anotherProgramOfThatName() throws {
        let world = try FakeWorld()
        try world.folder.write("#!/bin/sh\n", to: "env", mode: 0o755)
        world.value.executablePath = { "/usr/bin/env" }
        world.value.environment["PATH"] = world.folder.path + ":/usr/bin"
        #expect(ExecCommand.text(world.value) == "/usr/bin/env")
    }
}

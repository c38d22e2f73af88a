// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// A history that another process does not let go.
struct HeldHistoryTests {
    @Test func stopsNoChange() throws {
        let world = try HistoryWorld(["config": UndoCommandTests.config])
        #expect(try world.run("use", "b").status == 0)
        let path = world.folder.path + "/" + HistoryWorld.history + ".flock"
        let lock = try FileLock(path)
        defer { withExtendedLifetime(lock) {} }
        let result = try world.run("use", "a")
        #expect(result.status == 0)
        #expect(
            result.errors
                == "warning: kubering undo cannot take this back: cannot lock \"~/\(HistoryWorld.history).flock\": another program "
                + "holds it\nSwitched to context \"a\".\n")
        #expect(try world.text("config") == UndoCommandTests.config)
    }
}

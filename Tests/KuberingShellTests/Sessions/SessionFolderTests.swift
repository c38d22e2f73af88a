// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingShell
import KuberingSystem
import KuberingTestSupport
import Testing

/// Folders that go with a process.
@Suite struct SessionFolderTests {
    private func world() throws -> FakeWorld {
        let world = try FakeWorld()
        world.context.randomBytes = CommandContext.systemRandomBytes
        return world
    }

    @Test func isPrivateAndGoesWithItsFiles() throws {
        let world = try world()
        world.context.environment["XDG_RUNTIME_DIR"] = world.folder.path + "/run"
        let folder = try SessionFolder(world.context)
        #expect(folder.path.hasPrefix(world.folder.path + "/run/kubering/sessions/"))
        #expect(FilePermissions(of: folder.path)?.mode == 0o700)
        try PrivateFile(folder.path + "/config").create([1])
        folder.remove()
        #expect(!FileSnapshot.exists(folder.path))
    }

    @Test func isInTheStateFolderWhereNoRuntimeFolderCanBeUsed() throws {
        let world = try world()
        world.context.environment["XDG_RUNTIME_DIR"] = "/proc/nothing"
        let folder = try SessionFolder(world.context)
        #expect(folder.path.hasPrefix(world.folder.path + "/.local/state/kubering/sessions/"))
    }

    @Test func theNextOneSweepsWhatAnEndedProcessLeft() throws {
        let world = try world()
        let ended = try SessionFolder(world.context, owner: ShellIdentity(key: "999999999-1"))
        try PrivateFile(ended.path + "/config").create([1])
        let first = try SessionFolder(world.context)
        #expect(!FileSnapshot.exists(ended.path))
        _ = try SessionFolder(world.context)
        #expect(FileSnapshot.exists(first.path))
    }
}

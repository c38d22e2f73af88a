// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingShell
import KuberingSystem
import KuberingTestSupport
import Testing

/// Folders that go with a process.
@Suite struct SessionFolderTests {
    private func world() throws -> FakeWorld {
        let world = try FakeWorld()
        world.value.randomBytes = World.systemRandomBytes
        return world
    }

    @Test func isPrivateAndGoesWithItsFiles() throws {
        let world = try world()
        world.value.environment["XDG_RUNTIME_DIR"] = world.folder.path + "/run"
        let folder = try SessionFolder(world.value)
        #expect(folder.path.hasPrefix(world.folder.path + "/run/kubering/sessions/"))
        #expect(FilePermissions(of: folder.path)?.mode == 0o700)
        try PrivateFile(folder.path + "/config").create([1])
        folder.remove()
        #expect(!FileSnapshot.exists(folder.path))
    }

    @Test func isInTheStateFolderWhereNoRuntimeFolderCanBeUsed() throws {
        let world = try world()
        world.value.environment["XDG_RUNTIME_DIR"] = "/proc/nothing"
        let folder = try SessionFolder(world.value)
        #expect(folder.path.hasPrefix(world.folder.path + "/.local/state/kubering/sessions/"))
    }

    @Test func theNextOneSweepsWhatAnEndedProcessLeft() throws {
        let world = try world()
        let ended = try SessionFolder(world.value, owner: Self.owner(process: "999999999"))
        try PrivateFile(ended.path + "/config").create([1])
        let first = try SessionFolder(world.value)
        #expect(!FileSnapshot.exists(ended.path))
        _ = try SessionFolder(world.value)
        #expect(FileSnapshot.exists(first.path))
    }

    /// The key of a process that is not there, with one part changed.
    private static func owner(process: String, part: Int = 0, _ value: String? = nil) throws -> ShellIdentity {
        let own = try #require(ShellIdentity.ofProcess())
        var parts = own.key.split(separator: "-", maxSplits: 4).map(String.init)
        parts[0] = process
        if let value { parts[part] = value }
        return ShellIdentity(key: parts.joined(separator: "-"))
    }

    /// Folders can be shared with other hosts and containers, whose processes nobody sees here.
    @Test(arguments: [(2, "1", true), (3, "ffffffff", false), (4, "elsewhere", true)])
    func onlyWhatCanBeToldIsSwept(_ part: Int, _ value: String, _ stays: Bool) throws {
        let world = try world()
        let other = try SessionFolder(world.value, owner: Self.owner(process: "999999999", part: part, value))
        _ = try SessionFolder(world.value)
        #expect(FileSnapshot.exists(other.path) == stays)
    }

    /// A link to a folder is no folder of ours.
    @Test func aLinkIsNotFollowed() throws {
        let world = try world()
        let first = try SessionFolder(world.value)
        try Directory.create(world.folder.path + "/precious", mode: 0o700)
        try world.folder.write("kept", to: "precious/file")
        let name = try Self.owner(process: "999999999").key + ".x"
        let link = LexicalPath.directory(of: first.path) + "/" + name
        #expect(symlink(world.folder.path + "/precious", link) == 0)
        _ = try SessionFolder(world.value)
        #expect(FileSnapshot.exists(world.folder.path + "/precious/file"))
    }
}

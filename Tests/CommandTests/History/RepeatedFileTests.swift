// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// A file that KUBECONFIG names by two paths is changed once, and comes back as it was.
struct RepeatedFileTests {
    private static let commands = [
        ["context", "rename", "b", "bee"], ["cluster", "rename", "c", "sea"], ["use", "--unset"], ["use", "b"],
        ["context", "delete", "b"], ["unset", "current-context"],
    ]

    @Test(
        arguments: ["config:./config", "config:soft", "soft:config", "config:hard", "config:./config:soft:hard"],
        commands)
    func isTakenBackByteForByte(_ list: String, _ command: [String]) throws {
        var world = try HistoryWorld(["config": UndoCommandTests.config])
        #expect(symlink("config", world.folder.path + "/soft") == 0)
        if list.contains("hard") {
            #expect(link(world.folder.path + "/config", world.folder.path + "/hard") == 0)
        }
        world.variables["KUBECONFIG"] = list.split(separator: ":").map { "\(world.folder.path)/\($0)" }
            .joined(separator: ":")
        let result = try world.run(command)
        #expect(result.status == 0, "\(result)")
        #expect(!result.errors.contains("which counts now"), "\(result)")
        #expect(try world.text("config") != UndoCommandTests.config)
        #expect(try world.run("undo").status == 0)
        #expect(try world.text("config") == UndoCommandTests.config)
        #expect(try world.run("undo", "--redo").status == 0)
        #expect(try world.run("undo").status == 0)
        #expect(try world.text("config") == UndoCommandTests.config)
    }
}

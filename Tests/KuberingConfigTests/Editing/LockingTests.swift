// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

/// Transactions keep each other and kubectl out, and never wait for themselves.
struct LockingTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try Directory.create(folder.path + "/real", mode: 0o700)
        try folder.write("current-context: a\ncontexts: [{name: a}, {name: b}]\n", to: "real/config")
        #expect(symlink("real", folder.path + "/linked") == 0)
        #expect(symlink("real/config", folder.path + "/config") == 0)
    }

    @Test(arguments: [
        "real/config", "./real/config", "real/../real//config", "linked/config", "config", "linked/../config",
        "real/config:linked/config:config:./config",
    ])
    func spellingsOfOneFileShareItsLock(_ list: String) throws {
        let location = KubeconfigLocation(
            explicit: nil, environment: ["KUBECONFIG": list], workingDirectory: folder.path)
        let result = try KubeconfigTransaction(location, lockWait: .zero).run { _ in
            [.setCurrentContext("b"), .setNamespace("n", context: "b")]
        }
        #expect(result.changes.count == 1)
        #expect(try Kubectl.run(["config", "current-context", "--kubeconfig", folder.path + "/real/config"]) == "b\n")
        #expect(Directory.names(in: folder.path + "/real") == ["config"])
        #expect(Directory.names(in: folder.path) == ["config", "linked", "real"])
    }

    @Test(arguments: ["real/config.lock", "config.lock"])
    func bothLocksOfALinkAreRespected(_ lock: String) throws {
        try folder.write("", to: lock, mode: 0)
        let error = #expect(throws: LockError.self) {
            try KubeconfigTransaction(.only(folder.path + "/config"), lockWait: .milliseconds(20)).run { _ in
                [.setCurrentContext("b")]
            }
        }
        #expect(error?.path == folder.path + "/" + lock)
        #expect(try Kubectl.currentContext(folder.path + "/real/config") == "a")
        let left = Directory.names(in: folder.path) + Directory.names(in: folder.path + "/real")
        #expect(left.filter { $0.hasSuffix(".lock") } == ["config.lock"])
    }

    @Test func aDryRunNeedsNoLock() throws {
        try folder.write("", to: "real/config.lock", mode: 0)
        let result = try KubeconfigTransaction(.only(folder.path + "/real/config"), isDryRun: true).run { _ in
            [.setCurrentContext("b")]
        }
        #expect(result.changes.count == 1)
    }

    @Test func manyWritersLoseNothing() async throws {
        let path = folder.path + "/many"
        let names = (0..<24).map { "context-\($0)" }
        try folder.write(
            "contexts:\n" + names.map { "- name: \($0)\n  context: {cluster: c}\n" }.joined(), to: "many")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in names {
                group.addTask {
                    _ = try KubeconfigTransaction(.only(path), lockWait: .seconds(60)).run { _ in
                        [.setNamespace("of-" + name, context: name)]
                    }
                }
            }
            try await group.waitForAll()
        }
        let config = try Kubeconfig.load(.only(path))
        #expect(try names.map { try config.context(named: $0)?.namespace } == names.map { "of-" + $0 })
        #expect(!Directory.names(in: folder.path).contains("many.lock"))
    }

    @Test func anotherProgramsChangeIsKept() throws {
        let path = folder.path + "/real/config"
        var calls = 0
        let result = try KubeconfigTransaction(
            KubeconfigLocation(
                explicit: nil, environment: ["KUBECONFIG": path + ":" + folder.path + "/other"], workingDirectory: "/")
        ).run { _ in
            // The first look is without a lock: kubectl may come in between.
            calls += 1
            if calls == 1 {
                _ = try Kubectl.run(["config", "set-context", "b", "--namespace=kept", "--kubeconfig", path])
            }
            return [.setCurrentContext("b")]
        }
        #expect(calls == 2 && result.changes.count == 1)
        #expect(try Kubectl.config(path)["contexts"]?.array?.last?["context"]?["namespace"] == "kept")
        #expect(try Kubectl.currentContext(path) == "b")
    }
}

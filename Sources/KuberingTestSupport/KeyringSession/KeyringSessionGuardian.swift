// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem

/// Owns the folder and the process group of a session, and clears both away even when the test process is killed.
///
/// A shell waits for the end of a connection that only the test process holds open; it leads the group that all programs of
/// the session join.
final class KeyringSessionGuardian {
    let folder: String
    private var leader: pid_t
    private var connection: Int32

    init() throws {
        var template = Array("/tmp/kubering-keyring-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw KeyringSessionError(what: "a temporary folder") }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        var ends: [Int32] = [0, 0]
        // A pipe could not be kept from programs that another thread starts just now.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw KeyringSessionError(what: "a pair of sockets") }
        connection = ends[1]
        leader = try Self.startLeader(input: ends[0], folder: folder)
        Glibc.close(ends[0])
    }

    func start(
        _ command: [String], _ environment: Environment, input: [UInt8] = []
    ) throws(TestProcessError) -> TestProcess {
        try TestProcess(command, environment: environment, input: input, group: leader)
    }

    func write(_ text: String, to name: String) throws {
        let path = folder + "/" + name
        guard let file = fopen(path, "we") else { throw KeyringSessionError(what: path) }
        fputs(text, file)
        fclose(file)
    }

    /// Clears away and waits until that is done.
    func close() {
        guard connection >= 0 else { return }
        Glibc.close(connection)
        connection = -1
        var status: Int32 = 0
        while waitpid(leader, &status, 0) == -1, errno == EINTR {}
    }

    private static func startLeader(input: Int32, folder: String) throws(TestProcessError) -> pid_t {
        // The group is killed twice: first the programs, gently enough for the shell to survive and remove the folder.
        let script = """
            trap '' TERM HUP INT; read -r _
            kill -CONT 0; kill -TERM 0; rm -rf "$1" 2>/dev/null || { sleep 0.3; rm -rf "$1"; }; kill -KILL 0
            """
        var arguments = ["sh", "-c", script, "guardian", folder].map { (text: String) in strdup(text) } + [nil]
        var variables = [strdup("PATH=/usr/bin:/bin"), nil]
        defer { (arguments + variables).forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        for stream: Int32 in 1...2 { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var leader: pid_t = 0
        let number = posix_spawnp(&leader, "sh", &actions, &attributes, &arguments, &variables)
        guard number == 0 else { throw TestProcessError(command: ["sh"], number: number) }
        return leader
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// A kubeconfig that cannot be replaced is written in place, whole or not at all.
@Suite(.serialized) struct InPlaceWriteTests {
    private static let kubeconfig = ManyContexts(count: 3).text
    private static let switched = kubeconfig.replacing(
        "current-context: context-0 ", with: "current-context: context-2 ")

    /// A home whose kubeconfig has a second name.
    private func linkedHome() throws -> Home {
        let home = try Home(Self.kubeconfig)
        #expect(link(home.kubeconfig, home.folder.path + "/other") == 0)
        return home
    }

    /// Runs kubering with faults in the system calls on the kubeconfig.
    private func switching(_ home: Home, _ faults: [String]) throws -> TestProcess.Outcome {
        try TestProcess.run(
            ["strace", "-f", "-o", "/dev/null", "-P", home.kubeconfig] + faults.flatMap { ["-e", "inject=" + $0] }
                + [Home.kubering, "use", "context-2"],
            environment: home.environment)
    }

    @Test func hardLinksStayOneFile() throws {
        let home = try linkedHome()
        let outcome = try home.kubering("use", "context-2")
        #expect(
            outcome.errors
                == "warning: \(home.kubeconfig) has further names (hard links) and was overwritten in place: another program "
                + "could have read it half-written\nSwitched to context \"context-2\".\n")
        let other = try FileSnapshot.read(home.folder.path + "/other", limit: 1 << 20).bytes
        #expect(String(decoding: other, as: UTF8.self) == Self.switched)
        #expect(try home.kubering("undo").end == .exited(0))
        #expect(try home.text() == Self.kubeconfig)
        #expect(home.names() == ["config", "other"])
    }

    /// Shorter than before, so that something of the old text would stay behind the new one.
    @Test(arguments: ["write:error=ENOSPC:when=1", "ftruncate:error=EIO:when=1", "fsync:error=EIO:when=1"])
    func whatCannotBeWrittenIsPutBack(_ fault: String) throws {
        let home = try linkedHome()
        let outcome = try switching(home, [fault])
        #expect(outcome.end == .exited(1))
        #expect(outcome.errors.hasPrefix("error: cannot write \"\(home.kubeconfig)\": "), "\(outcome.errors)")
        #expect(!outcome.errors.contains("damaged"))
        #expect(try home.text() == Self.kubeconfig)
        #expect(home.names() == ["config", "other"])
    }

    @Test func whatCannotBePutBackIsBesideIt() throws {
        let home = try linkedHome()
        let outcome = try switching(home, ["ftruncate:error=EIO:when=1", "write:error=EIO:when=2+"])
        let copy = home.folder.path + "/.config.kubering-old"
        #expect(
            outcome.errors
                == "error: cannot write \"\(home.kubeconfig)\": input/output error; it may be damaged now, and what it held is in "
                + "\"\(copy)\"\n")
        let bytes = try FileSnapshot.read(copy, limit: 1 << 20).bytes
        #expect(String(decoding: bytes, as: UTF8.self) == Self.kubeconfig)
        // That is not written over by the next one.
        try home.folder.write(Self.kubeconfig, to: "other")
        let next = try home.kubering("use", "context-1")
        #expect(next.end == .exited(1))
        #expect(
            next.errors.contains("\"\(copy)\" has what it held before a write that was cut short"), "\(next.errors)")
        #expect(try FileSnapshot.read(copy, limit: 1 << 20).bytes == bytes)
    }

    /// As in a container, with a kubeconfig on a disk that is full.
    @Test func aMountPointOnAFullDiskStaysAsItWas() throws {
        let text =
            Self.kubeconfig + "#" + String(repeating: "x", count: 4_000 - Self.kubeconfig.utf8.count % 4_096) + "\n"
        let home = try Home(text)
        try home.folder.write(
            "contexts: [{name: new, context: {cluster: \(String(repeating: "n", count: 5_000))}}]\n", to: "new.yaml")
        let script = """
            set -e
            mkdir disk
            mount -t tmpfs -o size=16k none disk
            cp config disk/file
            head -c 99999 /dev/zero >disk/full 2>/dev/null || true
            mount --bind disk/file config
            set +e
            "$0" "$@"
            echo $?
            cat config
            """
        let rights = geteuid() == 0 ? [] : ["--map-root-user"]
        let outcome = try TestProcess.run(
            ["unshare", "--mount"] + rights + ["sh", "-c", "cd \(home.folder.path) && \(script)", Home.kubering]
                + ["merge", "new.yaml", "--yes"],
            environment: home.environment)
        #expect(outcome.output == "1\n" + text)
        #expect(
            outcome.errors.hasSuffix("error: cannot write \"\(home.kubeconfig)\": no space left on device\n"),
            "\(outcome)")
        #expect(try home.kubering("history", "-o", "name").output == "")
        rmdir(home.folder.path + "/disk")
    }
}

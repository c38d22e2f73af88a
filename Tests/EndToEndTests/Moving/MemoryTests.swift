// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What a core file of kubering would hold, if there could be one.
@Suite(.serialized) struct MemoryTests {
    /// Stops a command while it writes its answer into a pipe that is full, with the secret in its memory perhaps, and looks
    /// at everything there that the kernel would put into a core file.
    private static let script = """
        import fcntl, os, re, subprocess, sys, time
        reader, writer = os.pipe()
        fcntl.fcntl(writer, 1031, 4096)
        os.set_blocking(writer, False)
        try:
            while True: os.write(writer, b"x" * 512)
        except BlockingIOError: pass
        os.set_blocking(writer, True)
        child = subprocess.Popen(sys.argv[2:], stdout=writer)
        folder = "/proc/%d/" % child.pid
        def waits():
            with open(folder + "wchan") as file: name = file.read()
            with open(folder + "stat") as file: state = file.read().rsplit(")", 1)[1].split()[0]
            with open(folder + "syscall") as file: call = file.read().split()[0]
            return state == "S" and call == "1"
        deadline = time.time() + 150
        while not waits():
            if time.time() > deadline or child.poll() is not None: sys.exit("it never wrote")
            time.sleep(0.01)
        secret = sys.argv[1].encode()
        found = {"dumped": 0, "kept out": 0}
        with open(folder + "smaps") as file: text = file.read()
        with open(folder + "limits") as file: core = re.search("Max core file size +(\\\\S+) +(\\\\S+)", file.read()).groups()
        with open(folder + "mem", "rb", 0) as memory:
            for area in re.split("(?m)^(?=[0-9a-f]+-[0-9a-f]+ )", text)[1:]:
                start, end = [int(number, 16) for number in area.split(" ", 1)[0].split("-")]
                if " r" not in area[:60] or "[v" in area.split("\\\\n")[0]: continue
                memory.seek(start)
                try: count = memory.read(end - start).count(secret)
                except OSError: continue
                flags = re.search("VmFlags:(.*)", area).group(1).split()
                found["kept out" if "dd" in flags else "dumped"] += count
        child.kill()
        print(core[0], found["dumped"], found["kept out"] > 0)
        """

    @Test(
        "no core file, and no secret in what it would hold",
        arguments: ["vault", "secret-service", "helper:pass", "helper:secretservice"])
    func nothingToDump(_ store: String) throws {
        let moving = try MovingDesktop()
        #expect(try moving.move("token", "--to", store).end == .exited(0))
        let id = try #require(try moving.listed().first)
        let info = OnboardingTests.execInfo(
            moving.server.address, Base64Text.of(try moving.desktop.authority.text("cluster.crt")))
        let outcome = try TestProcess.run(
            ["python3", "-c", Self.script, MovingDesktop.token, Home.kubering, "credential", "get", id],
            environment: moving.desktop.environment.merging(info))
        #expect(outcome.output == "0 0 True\n", "\(outcome.output)\(outcome.errors)")
    }

    /// What was read is not in use any more when the command writes its answer, and must not be there either.
    @Test(
        "a key that was read from a file is nowhere",
        arguments: ["check", "user set new --client-certificate CERTIFICATE --client-key KEY --dry-run"])
    func nothingOfAKey(_ line: String) throws {
        let authority = try Authority()
        let files = ["CERTIFICATE": authority.path("server.crt"), "KEY": authority.path("server.key")]
        let home = try Home(
            "users: [{name: jane, user: {client-certificate: \(authority.path("server.crt")), "
                + "client-key: \(authority.path("server.key"))}}]\n")
        let words = line.split(separator: " ").map { files[String($0)] ?? String($0) }
        let key = try #require(try authority.keyLines("server.key").first)
        let outcome = try TestProcess.run(
            ["python3", "-c", Self.script, key, Home.kubering] + words, environment: home.environment)
        #expect(outcome.output.hasPrefix("0 0 "), "\(outcome.output)\(outcome.errors)")
    }
}

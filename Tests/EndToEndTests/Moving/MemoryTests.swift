// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What a core file of kubering would hold, if there could be one.
@Suite(.serialized) struct MemoryTests {
    /// Stops `credential get` while it writes its answer into a pipe that is full, with the secret in its memory, and looks at
    /// everything there that the kernel would put into a core file.
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
            environment: moving.desktop.environment.merging(info) { $1 })
        #expect(outcome.output == "0 0 True\n", "\(outcome.output)\(outcome.errors)")
    }
}

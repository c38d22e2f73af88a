// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// A prompt for a secret whose process is stopped and goes on.
@Suite struct StoppedPromptTests {
    /// Stops the program while it comes back from writing the prompt, and does what a shell does then.
    private static let script = """
        import os, pty, signal, sys, termios, time
        child, terminal = pty.fork()
        if child == 0:
            os.execvp("strace", ["strace", "-o", "/dev/null", "-P", "/dev/tty", "-e", "trace=write",
                "-e", "inject=write:delay_exit=1000000", sys.argv[1], "vault", "unlock"])
        shown = b""
        while b"Passphrase" not in shown: shown += os.read(terminal, 1024)
        with open("/proc/%d/task/%d/children" % (child, child)) as file: program = int(file.read().split()[0])
        os.kill(program, signal.SIGSTOP)
        time.sleep(0.2)
        shells = termios.tcgetattr(terminal)
        shells[3] |= termios.ECHO
        termios.tcsetattr(terminal, termios.TCSANOW, shells)
        os.kill(program, signal.SIGCONT)
        deadline = time.time() + 120
        while termios.tcgetattr(terminal)[3] & termios.ECHO and time.time() < deadline: time.sleep(0.05)
        print("on" if termios.tcgetattr(terminal)[3] & termios.ECHO else "off")
        os.kill(program, signal.SIGKILL)
        """

    /// Ends the program at its prompt, as Ctrl-C does.
    private static let ending = """
        import os, pty, signal, sys, termios
        child, terminal = pty.fork()
        if child == 0: os.execv(sys.argv[1], [sys.argv[1], "vault", "init"])
        shown = b""
        while b"passphrase" not in shown: shown += os.read(terminal, 1024)
        echo = lambda: bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
        before = echo()
        os.kill(child, getattr(signal, sys.argv[2]))
        print(before, os.WTERMSIG(os.waitpid(child, 0)[1]) == getattr(signal, sys.argv[2]), echo())
        """

    @Test("a signal that ends the prompt leaves a terminal that shows what is typed", arguments: ["SIGINT", "SIGTERM"])
    func ended(_ signal: String) throws {
        let home = try Home()
        let outcome = try TestProcess.run(
            ["python3", "-c", Self.ending, Home.kubering, signal], environment: home.environment)
        #expect(outcome.output == "False True True\n", "\(outcome)")
    }

    @Test("after Ctrl-Z, whenever it comes, what is typed is not shown")
    func echo() throws {
        let home = try Home()
        home.environment["KUBERING_PASSPHRASE"] = "correct horse battery"
        #expect(try home.kubering("vault", "init").end == .exited(0))
        #expect(try home.kubering("vault", "lock").end == .exited(0))
        let outcome = try TestProcess.run(
            ["python3", "-c", Self.script, Home.kubering], environment: home.environment)
        #expect(outcome.output == "off\n", "\(outcome)")
    }
}

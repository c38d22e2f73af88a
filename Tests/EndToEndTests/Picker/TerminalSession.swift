// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// A terminal of 80 by 24 characters with bash in it, made by tmux: what is typed and what is seen.
final class TerminalSession {
    let home: ShellHome
    private let socket: String

    init(_ kubeconfig: String = ShellHome.kubeconfig) throws {
        home = try ShellHome(kubeconfig)
        socket = home.home.folder.path + "/tmux"
        home.home.environment["TERM"] = "screen"
        _ = try tmux("new-session", "-d", "-x", "80", "-y", "24", "exec env PS1='$ ' bash --norc")
        try wait(for: "$")
    }

    deinit {
        // A server that has ended with its last session is no failure.
        _ = try? tmux("kill-server")
    }

    /// Types text as it is.
    func type(_ text: String) throws { _ = try tmux("send-keys", "-l", text) }

    /// Presses keys, by tmux's names for them.
    func press(_ keys: String...) throws {
        for key in keys { _ = try tmux("send-keys", key) }
    }

    /// Types a command line and starts it.
    func run(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    /// Makes the terminal another size.
    func resize(columns: Int, rows: Int) throws {
        _ = try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// What is seen, without blanks at the ends of lines and without empty lines at the end.
    func screen() throws -> String {
        try tmux("capture-pane", "-p").split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
            .trimmedAtEnd
    }

    /// Waits until the screen is as wanted; the last screen is in the error otherwise.
    func wait(until isThere: (String) -> Bool, _ what: String) throws {
        var seen = ""
        let isSeen = try Patience.waits {
            seen = try screen()
            return isThere(seen)
        }
        guard isSeen else { throw NotSeen(what: what, screen: seen) }
    }

    /// Waits until the screen is the text and nothing else.
    func wait(forScreen text: String) throws { try wait(until: { $0 == text }, "exactly:\n\(text)\n") }

    /// Waits until the screen holds the text.
    func wait(for text: String) throws { try wait(until: { $0.contains(text) }, text) }

    /// Sends a signal to the program that the shell runs in the foreground.
    ///
    /// The program must be found, and be kubering: a number that is not its own could be anybody's, and -1 is everybody's.
    func send(_ signal: Int32) throws {
        let shell = try tmux("display-message", "-p", "#{pane_pid}").trimmedAtEnd
        let numbers = try contents("/proc/\(shell)/task/\(shell)/children").split(separator: " ").compactMap {
            pid_t($0)
        }
        guard let process = numbers.first, numbers.count == 1, process > 1,
            try contents("/proc/\(process)/comm") == "kubering\n"
        else { throw NotSeen(what: "one child of \(shell) that is kubering", screen: "\(numbers)") }
        kill(process, signal)
    }

    private func contents(_ path: String) throws -> String {
        try TestProcess.run(["cat", path], environment: home.home.environment).output
    }

    private func tmux(_ words: String...) throws -> String {
        try TestProcess.run(["tmux", "-S", socket, "-f", "/dev/null"] + words, environment: home.home.environment)
            .output
    }

    struct NotSeen: Error, CustomStringConvertible {
        let what: String
        let screen: String

        var description: String { "did not see \(what) but:\n\(screen)" }
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.hasSuffix("\n") || text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}

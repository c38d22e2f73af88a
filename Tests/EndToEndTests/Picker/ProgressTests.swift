// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// The line that says how far `kubering exec` is, on a terminal.
@Suite struct ProgressTests {
    static let kubeconfig = """
        contexts:
        - {name: "日本語日本語日本語日本語日本語日本語日本語日本語", context: {}}
        - {name: "e\u{301}e\u{301}e\u{301}-combining-and-then-so-much-more-that-it-does-not-fit-anywhere", context: {}}

        """

    @Test(arguments: [80, 41, 12])
    func itIsOneLineHoweverNarrowTheTerminalIs(_ columns: Int) throws {
        let terminal = try TerminalSession(Self.kubeconfig)
        let stop = terminal.home.home.folder.path + "/stop"
        try terminal.resize(columns: columns, rows: 24)
        try terminal.run("clear; kubering exec '*' -- sh -c 'while [ ! -e \(stop) ]; do sleep 0.1; done'; echo end")
        try terminal.wait(until: { $0.hasPrefix("0") && $0.contains("…") }, "progress")
        // A second line would stay behind when the first is written over.
        for _ in 0..<3 { #expect(try !terminal.screen().contains("\n")) }
        try terminal.home.home.folder.write("", to: "stop")
        try terminal.wait(for: "end")
        #expect(try !terminal.screen().contains("running"))
    }

    @Test func quietShowsNone() throws {
        let terminal = try TerminalSession(Self.kubeconfig)
        try terminal.run("clear; kubering exec '*' -q -- sleep 1; echo end")
        var sawProgress = false
        try terminal.wait(
            until: { screen in
                // The command line itself is seen until it is cleared away.
                sawProgress = sawProgress || (screen.contains("running") && !screen.contains("exec"))
                return screen == "end\n$"
            }, "the end")
        #expect(!sawProgress)
    }
}

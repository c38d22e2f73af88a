// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import KuberingWorkflows
import Testing

/// `kubering history`, and the files it is kept in.
@Suite struct HistoryCommandTests {
    static let time = "2026-11-18T11:06:40Z"

    private func world() throws -> HistoryWorld { try HistoryWorld(["config": UndoCommandTests.config]) }

    @Test func listsTheNewestFirst() throws {
        let (world, time) = (try world(), Substring(Self.time))
        for command in [["use", "b"], ["ns", "shop"], ["user", "rename", "u", "w"], ["context", "delete", "a"]] {
            #expect(try world.run(command).status == 0)
        }
        _ = try world.run("undo")
        let text = try #require(try world.text("config")).replacing("namespace: shop", with: "namespace: mall")
        try world.folder.write(text, to: "config")
        // The width of a column depends on the path of the home.
        let rows = try world.run("history").output.split(separator: "\n").map { line in
            line.split(separator: "   ").map { $0.drop { $0 == " " } }
        }
        #expect(
            rows == [
                ["NUMBER", "TIME", "COMMAND", "ENTRIES", "FILES", "STATE"],
                ["4", time, "context delete", "context a", "~/config", "undone"],
                // It changed the line beside the one that was changed by hand.
                ["3", time, "user rename", "user u,user w,context a and 1 more", "~/config", "stuck: changed since"],
                ["2", time, "ns", "context b", "~/config", "stuck: changed since"],
                ["1", time, "use", "current-context", "~/config", "done"],
            ])
    }

    @Test func listsForPrograms() throws {
        let world = try world()
        _ = try world.run("ns", "shop", "--context", "b")
        #expect(
            try world.run("history", "-o", "json").output == """
                {
                  "changes": [
                    {
                      "number": 1,
                      "time": "\(Self.time)",
                      "command": "ns",
                      "entries": [
                        "context b"
                      ],
                      "files": [
                        "~/config"
                      ],
                      "state": "done"
                    }
                  ]
                }

                """)
        #expect(try world.run("history", "-o", "name").output == "1\n")
        #expect(
            try world.run("history", "-o", "yaml").output == """
                changes:
                - number: 1
                  time: "\(Self.time)"
                  command: ns
                  entries:
                  - context b
                  files:
                  - ~/config
                  state: done

                """)
        try world.folder.write(UndoCommandTests.config, to: "config")
        #expect(
            try world.run("history", "-o", "json").output.contains(
                """
                      "state": "stuck",
                      "obstacle": "~/config:10: this place has been changed since change 1 (ns); take newer changes back first, or edit it by hand: what stood there is the \\"text\\" in ~/.local/state/kubering/history/1.json"

                """))
    }

    @Test func listsTheFilesThatAreMeant() throws {
        let world = try HistoryWorld(["config": UndoCommandTests.config, "other": UndoCommandTests.config])
        for file in ["config", "other"] { _ = try world.run("use", "b", "--kubeconfig", file) }
        #expect(try world.run("history", "-o", "name", "--kubeconfig", "config").output == "1\n")
        #expect(try world.run("history", "-o", "name", "--kubeconfig", "new").output == "")
        #expect(try world.run("history", "-o", "name", "--all", "--kubeconfig", "new").output == "2\n1\n")
    }

    @Test func isPrivateAndShowsNoSecret() throws {
        let world = try world()
        _ = try world.run("user", "delete", "u", "--force")
        let folder = world.folder.path + "/" + HistoryWorld.history
        var status = stat()
        #expect(stat(folder, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(stat(folder + "/1.json", &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(try world.text(HistoryWorld.history + "/1.json")?.contains("hush") == true)
        for format in ["text", "json", "yaml", "name"] {
            #expect(try !world.run("history", "-o", format).output.contains("hush"))
        }
        let diff = try world.run("undo", "--dry-run")
        #expect(diff.output.contains("token: REDACTED") && !diff.output.contains("hush"))
    }

    @Test func keepsTheNewest() throws {
        let world = try world()
        for index in 0..<History.limit + 3 { _ = try world.run("ns", "n\(index)") }
        #expect(world.historyFiles.count == History.limit)
        #expect(try world.run("history", "-o", "name").output.split(separator: "\n").first == "\(History.limit + 3)")
        #expect(Set(world.historyFiles).isDisjoint(with: ["1.json", "2.json", "3.json"]))
    }

    @Test func isClearedOnlyWhenToldTo() throws {
        let world = try world()
        _ = try world.run("use", "b")
        #expect(
            try world.run("history", "--clear")
                == CommandResult(errors: "error: say --yes: nobody can be asked here\n", status: 64))
        #expect(try world.run("history", "--yes").status == 64)
        #expect(try world.run("history", "--clear", "--yes") == CommandResult(errors: "Forgot 1 change.\n"))
        #expect(world.historyFiles.isEmpty)
        #expect(try world.run("history", "--clear", "--yes") == CommandResult(errors: "Forgot 0 changes.\n"))
        #expect(try world.run("undo").status == 2)
    }

    @Test func aChangeThatCannotBeRecordedIsMade() throws {
        let world = try world()
        try Directory.create(world.folder.path + "/.local/state", mode: 0o700)
        try world.folder.write("", to: ".local/state/kubering")
        let result = try world.run("context", "rename", "a", "z")
        #expect(result.status == 0)
        #expect(result.errors.hasPrefix("warning: kubering undo cannot take this back: cannot "), "\(result)")
        #expect(result.errors.hasSuffix("Context \"a\" renamed to \"z\".\n"), "\(result)")
        #expect(try world.text("config") != UndoCommandTests.config)
        #expect(try world.run("history").status == 0)
    }

    @Test func aChangeThatIsTooLargeIsListedWithoutTheWayBack() throws {
        let large = UndoCommandTests.config.replacing(
            "hush", with: String(repeating: "x", count: 1_048_577))
        let world = try HistoryWorld(["config": large])
        let result = try world.run("user", "delete", "u", "--force")
        #expect(result.status == 0)
        #expect(result.errors.hasPrefix("warning: kubering undo cannot take this back: it is more than the 1 MiB"))
        #expect(try world.text(HistoryWorld.history + "/1.json")?.utf8.count ?? 0 < 1_000)
        #expect(try world.run("history").output.contains("stuck"))
        #expect(
            try world.run("undo").errors
                == "error: ~/config: change 1 (user delete) was too large, so the history does not hold the way back\n")
    }

    static let damage = [
        "", "{", "[]", "null", "{}", "\u{0}",
        #"{"time":"2026-11-18T11:06:40Z","command":"use","entries":[],"files":[]}"#,
        #"{"time":"2026-11-18T11:06:40Z","command":"use","entries":[],"files":[{"path":"x","size":1,"sha256":"a"}]}"#,
    ]

    @Test(arguments: damage)
    func aDamagedFileIsNamedAndLeftOut(_ text: String) throws {
        let world = try world()
        _ = try world.run("use", "b")
        _ = try world.run("ns", "shop")
        try world.folder.write(text, to: HistoryWorld.history + "/2.json")
        let result = try world.run("history", "-o", "name")
        #expect(result.output == "1\n")
        #expect(
            result.errors
                == "warning: \"~/.local/state/kubering/history/2.json\" is no change that kubering recorded; remove it\n"
        )
        let back = try world.run("undo", "2")
        #expect(back.status == 1 && back.errors.contains("2.json"), "\(back)")
        #expect(try world.run("undo").errors.hasSuffix("Took back change 1 (use: current-context) in ~/config.\n"))
        // The next one gets a number of its own.
        _ = try world.run("use", "b")
        #expect(world.historyFiles == ["1.json", "2.json", "3.json"])
        #expect(try world.run("history", "--clear", "--yes").errors == "Forgot 3 changes.\n")
    }

    /// Members of a recorded change, and values that would lead out of the text, or be taken for another.
    static let hostile = [
        (#""at":"#, "-5"), (#""at":"#, "99999999999999999999"), (#""at":"#, "700"), (#""size":"#, "9000"),
        (#""column":"#, "900"), (#""linesSize":"#, "-1"), (#""before":"#, "7"), (#""after":"#, #"[1]"#),
        (#""text":"#, "null"),
    ]

    @Test(arguments: hostile.indices)
    func aHostileFileDoesNoHarm(_ index: Int) throws {
        let (member, value) = Self.hostile[index]
        let world = try world()
        _ = try world.run("use", "b")
        let changed = try world.text("config")
        let record = try #require(try world.text(HistoryWorld.history + "/1.json"))
        let start = try #require(record.ranges(of: member).last)
        let rest = record[start.upperBound...]
        let end =
            rest.hasPrefix("[")
            ? try #require(rest.firstIndex(of: "]")) : try #require(rest.firstIndex { ",}".contains($0) })
        let after = rest.hasPrefix("[") ? rest.index(after: end) : end
        try world.folder.write(
            String(record[..<start.upperBound]) + value + record[after...], to: HistoryWorld.history + "/1.json")
        #expect(try world.run("undo").status != 0)
        #expect(try world.run("history").status == 0)
        #expect(try world.text("config") == changed)
    }
}

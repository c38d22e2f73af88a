// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering undo`: what it says, and when it refuses.
@Suite struct UndoCommandTests {
    static let config = """
        # mine
        current-context: a   # here
        contexts:
        - name: a
          context: {cluster: c, user: u}
        - name: b
          context:
            cluster: c
            user: u
            namespace: web
        clusters:
        - name: c
          cluster: {server: "https://c:6443"}
        users:
        - name: u
          user: {token: hush}

        """

    private func world() throws -> HistoryWorld { try HistoryWorld(["config": Self.config]) }

    @Test func saysWhatItTookBack() throws {
        let world = try world()
        _ = try world.run("use", "b")
        #expect(
            try world.run("undo", "--dry-run")
                == CommandResult(
                    output: """
                        --- ~/config
                        +++ ~/config
                        @@ -1,5 +1,5 @@
                         # mine
                        -current-context: b   # here
                        +current-context: a   # here
                         contexts:
                         - name: a
                           context: {cluster: c, user: u}

                        """))
        #expect(try world.text("config") == Self.config.replacing("current-context: a", with: "current-context: b"))
        #expect(
            try world.run("undo")
                == CommandResult(errors: "Took back change 1 (use: current-context) in ~/config.\n"))
        #expect(try world.text("config") == Self.config)
        #expect(
            try world.run("undo")
                == CommandResult(errors: "error: there is no change to take back in ~/config\n", status: 2))
        #expect(
            try world.run("undo", "--redo")
                == CommandResult(errors: "Made change 1 again (use: current-context) in ~/config.\n"))
        #expect(
            try world.run("undo", "--redo")
                == CommandResult(errors: "error: no change has been taken back in ~/config\n", status: 2))
        #expect(
            try world.run("undo", "9")
                == CommandResult(errors: "error: there is no change 9; see: kubering history --all\n", status: 2))
    }

    @Test func aDryRunOfAChangeIsNoChange() throws {
        let world = try world()
        _ = try world.run("use", "b", "--dry-run")
        _ = try world.run("use", "a")
        #expect(world.historyFiles.isEmpty)
    }

    /// Changes by hand after `kubering ns shop --context b`, and the file that undo leaves; nil where it must refuse.
    static let foreign: [(by: String, before: String, after: String, isRefused: Bool)] = [
        ("a comment at the beginning", "# mine\n", "# mine\n# and yours\n", false),
        ("a comment at the end", "    user: {token: hush}\n", "    user: {token: hush}\n# the end", false),
        ("a switch", "current-context: a", "current-context: b", false),
        ("a comment two lines above", "  context:\n", "  # two lines above\n  context:\n", false),
        ("another entry before", "contexts:\n", "contexts:\n- {name: first, context: {cluster: c, user: u}}\n", false),
        ("another namespace", "namespace: shop", "namespace: mall", true),
        ("a comment on the line", "namespace: shop", "namespace: shop # new", true),
        ("another user", "    user: u\n    namespace: shop", "    user: other\n    namespace: shop", true),
        ("the name", "- name: b\n", "- name: bee\n", true),
        ("the entry gone", "- name: b\n  context:\n    cluster: c\n    user: u\n    namespace: shop\n", "", true),
    ]

    @Test(arguments: foreign.indices)
    func meetsAFileThatWasChangedSince(_ index: Int) throws {
        let foreign = Self.foreign[index]
        let world = try world()
        _ = try world.run("ns", "shop", "--context", "b")
        let changed = try #require(try world.text("config")).replacing(foreign.before, with: foreign.after)
        try world.folder.write(changed, to: "config")
        let result = try world.run("undo")
        let expected = foreign.isRefused ? changed : changed.replacing("namespace: shop", with: "namespace: web")
        #expect(try world.text("config") == expected, "\(foreign.by)")
        #expect(result.status == (foreign.isRefused ? 1 : 0), "\(foreign.by): \(result)")
        if foreign.isRefused {
            #expect(result.errors.hasPrefix("error: ~/config:"), "\(result)")
            #expect(result.errors.contains("change 1 (ns)"), "\(result)")
        }
    }

    @Test func namesTheLineAndTheRemedy() throws {
        let world = try world()
        _ = try world.run("ns", "shop", "--context", "b")
        try world.folder.write(Self.config, to: "config")
        #expect(
            try world.run("undo").errors
                == "error: ~/config:10: this place has been changed since change 1 (ns); take newer changes back first, or edit it by "
                + "hand: what stood there is the \"text\" in ~/\(HistoryWorld.history)/1.json\n"
        )
    }

    @Test func anEntryThatOnlyLooksTheSameIsNotTouched() throws {
        let twins = """
            contexts:
            - name: a
              context:
                cluster: c
                user: u
                one: 1
                two: 2
                three: 3
                namespace: web
                four: 4
                five: 5
                six: 6
            current-context: a

            """
        let world = try HistoryWorld(["config": twins])
        _ = try world.run("ns", "shop")
        let moved = try #require(try world.text("config")).replacing("name: a\n", with: "name: b\n")
        try world.folder.write(moved, to: "config")
        let result = try world.run("undo")
        #expect(
            result
                == CommandResult(
                    errors:
                        "error: ~/config: what looks like the place of change 1 (ns) belongs to another entry now; take newer changes back "
                        + "first, or edit it by hand: what stood there is the \"text\" in ~/\(HistoryWorld.history)/1.json\n",
                    status: 1))
        #expect(try world.text("config") == moved)
        #expect(try world.run("undo", "--dry-run").status == 1)
    }

    @Test func takesBackOneOfSeveral() throws {
        let world = try world()
        for command in [["use", "b"], ["context", "rename", "a", "z"], ["user", "rename", "u", "w"]] {
            #expect(try world.run(command).status == 0)
        }
        let expected = try #require(try world.text("config")).replacing(
            "current-context: b", with: "current-context: a")
        #expect(try world.run("undo", "1").status == 0)
        #expect(try world.text("config") == expected)
        #expect(
            try world.run("undo", "1").errors
                == "error: change 1 has been taken back already; to make it again, say --redo\n")
        #expect(try world.run("undo", "2", "--redo").errors == "error: change 2 has not been taken back\n")
        // The next in turn is the newest that is left.
        #expect(try world.run("undo").errors.hasPrefix("Took back change 3 (user rename:"))
    }

    @Test func removesAFileThatWasMade() throws {
        let world = try HistoryWorld(["config": ""])
        unlink(world.folder.path + "/config")
        _ = try world.run("cluster", "set", "c", "--server", "https://c")
        let made = try world.text("config")
        _ = try world.run("context", "set", "x", "--cluster", "c")
        #expect(
            try world.run("undo", "1").errors
                == "error: ~/config: it was made by change 1 (cluster set) and has been changed since; take newer changes back first, or remove it\n"
        )
        #expect(try world.run("undo").status == 0)
        #expect(try world.text("config") == made)
        #expect(
            try world.run("undo")
                == CommandResult(errors: "Took back change 1 (cluster set: cluster c) in ~/config (removed).\n"))
        #expect(try world.text("config") == nil)
        #expect(try world.run("undo", "--redo").status == 0)
        #expect(try world.text("config") == made)
    }

    @Test func allFilesOfAChangeGoBackOrNone() throws {
        let second = "contexts:\n- {name: z, context: {cluster: c, user: u}}\n"
        let world = try HistoryWorld(["one": Self.config, "two": second])
        _ = try world.run("cluster", "rename", "c", "k8s")
        let (first, other) = (try world.text("one"), try world.text("two"))
        #expect(first != Self.config && other != second)
        #expect(
            try world.run("undo", "--kubeconfig", "two").errors
                == "error: there is no change to take back in two; the last change was to ~/one, ~/two, name it with --kubeconfig\n"
        )
        try world.folder.write(second, to: "two")
        #expect(try world.run("undo").status == 1)
        #expect(try world.text("one") == first)
        try world.folder.write(other ?? "", to: "two")
        #expect(try world.run("undo").status == 0)
        #expect(try world.text("one") == Self.config)
        #expect(try world.text("two") == second)
    }

    @Test func changesOfOtherFilesAreLeftAlone() throws {
        let world = try HistoryWorld(["config": Self.config, "other": Self.config])
        _ = try world.run("use", "b", "--kubeconfig", "config")
        _ = try world.run("use", "b", "--kubeconfig", "other")
        #expect(try world.run("undo", "--kubeconfig", "config").errors.hasPrefix("Took back change 1 "))
        #expect(try world.text("config") == Self.config)
        #expect(try world.text("other") != Self.config)
        #expect(
            try world.run("undo", "2", "--kubeconfig", "config").errors
                == "error: change 2 was to ~/other, which is not among the files here; name it with --kubeconfig or KUBECONFIG\n"
        )
    }

    @Test func aLinkIsFollowedAndStays() throws {
        let world = try HistoryWorld(["config": Self.config])
        symlink(world.folder.path + "/config", world.folder.path + "/link")
        _ = try world.run("use", "b", "--kubeconfig", "link")
        #expect(try world.run("undo").status == 0)
        #expect(try world.text("config") == Self.config)
        #expect(FileSnapshot.readLink(world.folder.path + "/link") != nil)
    }

    @Test func hostileNamesComeBack() throws {
        let name = "\u{1B}[31m\n\"'\\: {%}é"
        let world = try world()
        #expect(try world.run("context", "rename", "a", name).status == 0)
        let result = try world.run("history")
        #expect(!result.output.contains("\u{1B}") && result.output.contains("\\u{1B}[31m"))
        let back = try world.run("undo")
        #expect(back.status == 0 && !back.errors.contains("\u{1B}"))
        #expect(try world.text("config") == Self.config)
    }

    @Test func restoresItsPlaceInJSONOfOneLine() throws {
        let json =
            #"{"kind":"Config","contexts":[{"name":"a","context":{"cluster":"c","namespace":"x"}}],"current-context":"a"}"#
        let world = try HistoryWorld(["config": json])
        _ = try world.run("ns", "y")
        let changed = try #require(try world.text("config"))
        try world.folder.write(changed.replacing("\"kind\"", with: "\"apiVersion\":\"v1\",\"kind\""), to: "config")
        let result = try world.run("undo")
        #expect(result.status == 0, "\(result)")
        #expect(try world.text("config") == json.replacing("\"kind\"", with: "\"apiVersion\":\"v1\",\"kind\""))
        // In the place itself, nothing is restored.
        _ = try world.run("ns", "z")
        let touched = try #require(try world.text("config")).replacing("\"z\"", with: "\"zz\"")
        try world.folder.write(touched, to: "config")
        #expect(try world.run("undo").errors.contains("this place has been changed since change 2"))
        #expect(try world.text("config") == touched)
    }

    @Test func leavesAKubeconfigThatWasNone() throws {
        let world = try HistoryWorld(["config": "contexts:\n- name: y\n"])
        _ = try world.run("check", "--fix")
        let mended = "contexts:\n- name: \"y\"\n"
        #expect(try world.text("config") == mended)
        #expect(
            try world.run("undo")
                == CommandResult(
                    errors:
                        "error: change 1 (check) cannot be taken back: before it, ~/config:2:9: contexts[0].name must be a string, "
                        + "but is y, a boolean in YAML 1.1; put it in quotes\n", status: 1))
        #expect(try world.text("config") == mended)
    }
}

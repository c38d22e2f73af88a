// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering merge --delete-source`: what was merged goes, unless something would be lost with it, and undo brings it back.
@Suite struct DeleteSourceTests {
    static let source = """
        # from prod
        clusters: [{name: c, cluster: {server: "https://c"}}]
        contexts: [{name: prod, context: {cluster: c, user: u}}, {name: web, context: {cluster: c, user: u}}]
        users: [{name: u, user: {token: hush}}]

        """

    private func world(_ text: String = source) throws -> HistoryWorld {
        let world = try HistoryWorld(["mine": "# mine\n"])
        try world.folder.write(text, to: "in.yaml")
        return world
    }

    private func path(_ name: String, _ world: HistoryWorld) -> String { world.folder.path + "/" + name }

    @Test func theSourceGoesAndComesBack() throws {
        let world = try world()
        let result = try world.run("merge", "in.yaml", "--delete-source")
        #expect(
            result.errors == """
                Merged 2 contexts, 1 cluster and 1 user into ~/mine.
                Deleted in.yaml; kubering undo --kubeconfig in.yaml brings it back.

                """)
        #expect(try world.text("in.yaml") == nil)
        let merged = try world.text("mine")
        #expect(try world.run("undo", "--kubeconfig", "in.yaml").errors == "Took back change 2 (merge) in in.yaml.\n")
        #expect(try world.text("in.yaml") == Self.source && world.text("mine") == merged)
        #expect(try world.run("undo").status == 0)
        #expect(try world.text("mine") == "# mine\n")
    }

    @Test func takingBackTheMergeBringsTheSourcesBack() throws {
        let world = try world()
        let other = Self.source.replacing("prod", with: "dev").replacing("web", with: "api").replacing("u", with: "v")
        try world.folder.write(other, to: "other.yaml")
        _ = try world.run("merge", "in.yaml", "other.yaml", "--delete-source")
        #expect(try world.text("in.yaml") == nil && world.text("other.yaml") == nil)
        _ = try world.run("context", "rename", "web", "www")
        #expect(try world.run("undo").status == 0)
        #expect(try world.text("in.yaml") == nil)
        let result = try world.run("undo")
        #expect(
            result.errors.split(separator: "\n").dropFirst().joined(separator: "\n")
                == "Brought back ~/in.yaml.\nBrought back ~/other.yaml.")
        #expect(try world.text("mine") == "# mine\n")
        #expect(try world.text("in.yaml") == Self.source && world.text("other.yaml") == other)
    }

    @Test func aSourceThatIsThereAgainIsNotTouched() throws {
        let world = try world()
        _ = try world.run("merge", "in.yaml", "--delete-source")
        try world.folder.write("# new\n", to: "in.yaml")
        let result = try world.run("undo")
        #expect(result.status == 0)
        #expect(
            result.errors.hasSuffix(
                "warning: ~/in.yaml, which was merged, is not brought back: ~/in.yaml: it is there again; "
                    + "move it away first\n"))
        #expect(try world.text("in.yaml") == "# new\n")
    }

    @Test func aDeletionTakenBackAloneBringsBackItsFileOnly() throws {
        let world = try world()
        let other = Self.source.replacing("prod", with: "dev").replacing("web", with: "api")
        try world.folder.write(other, to: "other.yaml")
        _ = try world.run("merge", "in.yaml", "other.yaml", "--delete-source")
        #expect(try world.run("undo", "--kubeconfig", "in.yaml").errors == "Took back change 2 (merge) in in.yaml.\n")
        #expect(try world.text("other.yaml") == nil)
        #expect(try world.run("undo").errors.hasSuffix(" in ~/mine.\nBrought back ~/other.yaml.\n"))
        #expect(try world.text("other.yaml") == other)
    }

    @Test func whatIsThereAlreadyGoesToo() throws {
        let world = try world()
        _ = try world.run("merge", "in.yaml")
        let result = try world.run("merge", "in.yaml", "--delete-source", "-o", "json")
        #expect(result.status == 0 && result.output.hasPrefix("{"))
        #expect(try world.text("in.yaml") == nil)
    }

    @Test func dryRunKeepsIt() throws {
        let world = try world()
        let result = try world.run("merge", "in.yaml", "--delete-source", "--dry-run")
        #expect(result.errors.hasSuffix("into ~/mine.\nWould delete in.yaml.\n"))
        #expect(try world.text("in.yaml") == Self.source && world.text("mine") == "# mine\n")
        #expect(world.historyFiles.isEmpty)
    }

    @Test(arguments: [
        (["--select", "web"], "context \"prod\" did not come in"), ([], "user \"spare\" did not come in"),
        (["--on-conflict", "keep"], "context \"web\" did not come in"),
    ])
    func itStaysWhenSomethingWouldBeLost(_ arguments: [String], _ reason: String) throws {
        let world = try world(Self.source.replacing("users: [", with: "users: [{name: spare, user: {}}, "))
        if arguments.contains("keep") { try world.folder.write("contexts: [{name: web, context: {}}]\n", to: "mine") }
        let before = try world.text("in.yaml")
        let result = try world.run(["merge", "in.yaml", "--delete-source"] + arguments)
        #expect(result.status == 0 && result.errors.hasSuffix("warning: kept in.yaml: \(reason)\n"), "\(result)")
        #expect(try world.text("in.yaml") == before)
    }

    @Test func itStaysWhenItIsPartOfTheResult() throws {
        let world = try world()
        for (name, variables) in [("mine", ["mine"]), ("in.yaml", ["mine", "in.yaml"])] {
            try world.folder.write(Self.source, to: "mine")
            var world = world
            world.variables["KUBECONFIG"] = variables.map { path($0, world) }.joined(separator: ":")
            let result = try world.run("merge", name, "--delete-source")
            #expect(result.errors.hasSuffix("warning: kept \(name): it is part of what it was merged into\n"))
            #expect(try world.text(name) == Self.source)
        }
    }

    @Test func aLinkStays() throws {
        let world = try world()
        #expect(symlink("in.yaml", path("link", world)) == 0)
        let result = try world.run("merge", "link", "--delete-source")
        #expect(result.errors.hasSuffix("warning: kept link: it is a link\n"))
        #expect(try world.text("link") == Self.source)
    }

    @Test func ofAFolderOnlyKubeconfigsGo() throws {
        let world = try world()
        try Directory.create(path("in/deeper", world), mode: 0o700)
        for (name, text) in ["in/a": Self.source, "in/.b": Self.source, "in/notes": "hello\n"] {
            try world.folder.write(text, to: name)
        }
        let result = try world.run(["merge", "in", "-", "--delete-source"], input: Self.source)
        #expect(
            result.errors == """
                warning: skipped the folder in/deeper: name it, too, if it has kubeconfigs
                warning: skipped in/notes:1:1: a kubeconfig must be a mapping, but is a string
                Merged 2 contexts, 1 cluster and 1 user into ~/mine.
                Deleted in/a; kubering undo --kubeconfig in/a brings it back.

                """)
        #expect(Directory.names(in: path("in", world)) == [".b", "deeper", "notes"])
    }

    @Test func whatUndoCouldNotKeepStays() throws {
        let world = try world(Self.source + "# " + String(repeating: "x", count: 1 << 20) + "\n")
        let result = try world.run("merge", "in.yaml", "--delete-source")
        #expect(result.errors.hasSuffix("warning: kept in.yaml: it is too large to be brought back by undo\n"))
        #expect(FileSnapshot.exists(path("in.yaml", world)))
    }

    @Test func withoutAFileToWriteItIsWrong() throws {
        let result = try world().run("merge", "in.yaml", "--into", "-", "--delete-source")
        #expect(
            result.status == 64 && result.errors.hasPrefix("error: --into - changes no file; leave out --delete-source")
        )
    }
}

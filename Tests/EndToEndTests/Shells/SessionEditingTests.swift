// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Edits in a session: they are made in the user's own files, and the session follows.
@Suite struct SessionEditingTests {
    /// What a script in a session leaves in the kubeconfig, as kubectl reads it.
    private func names(after script: String, of kind: String) throws -> String {
        let home = try ShellHome()
        let path = home.home.kubeconfig
        let inside = "kubering exec prod-eu -- sh -c '\(script)'; kubectl config get-\(kind) --kubeconfig \(path)"
        // kubectl has them in no order.
        let list = kind == "contexts" ? " -o name" : " | LC_ALL=C sort"
        return try home.output(of: inside + list)
    }

    @Test(arguments: [
        "kubering context set new --cluster everywhere --user jane", "kubering context copy dev new",
        "kubering context rename prod-us new", "kubering context rename . new",
    ])
    func newContextsOutliveTheSession(_ command: String) throws {
        #expect(try names(after: command, of: "contexts").split(separator: "\n").contains("new"))
    }

    @Test func newClustersOutliveTheSession() throws {
        #expect(
            try names(after: "kubering cluster set new --server https://new.example.com", of: "clusters")
                == "NAME\neverywhere\nnew\n")
    }

    @Test func newUsersOutliveTheSession() throws {
        #expect(
            try names(after: "kubering user set new --username u", of: "users")
                == "NAME\njane\nnew\n")
    }

    @Test func aMergeOutlivesTheSessionAndIsTakenBackOutsideOfIt() throws {
        let home = try ShellHome()
        let source = home.home.folder.path + "/new.yaml"
        let text = ShellHome.kubeconfig.replacing("dev", with: "new")
        let script = """
            cat > \(source) <<'END'
            \(text)
            END
            kubering exec prod-eu -- kubering merge -q \(source) --delete-source --yes
            ls \(source) 2>/dev/null; kubering list contexts -o name; kubering undo; kubering list contexts -o name
            """
        #expect(try home.output(of: script) == "dev\nnew\nprod-eu\nprod-us\ndev\nprod-eu\nprod-us\n")
    }

    @Test func theSessionFollowsARenaming() throws {
        let home = try ShellHome()
        let script = """
            kubering exec prod-eu -n x -- sh -c 'kubering context rename . live; kubering cluster rename everywhere here
                kubectl config current-context; kubectl config view --minify -o "jsonpath={..namespace} {..cluster}"'
            kubering current
            """
        let output = try home.output(of: script)
        #expect(output.hasPrefix("live\nx ") && output.contains("here") && output.hasSuffix("dev\n"))
        let text = ShellHome.kubeconfig.replacing("prod-eu", with: "live").replacing("everywhere", with: "here")
        #expect(try home.home.text() == text)
    }

    @Test func withoutItsContextTheSessionIsInNone() throws {
        let home = try ShellHome()
        let outcome = try home.run(
            """
            kubering exec prod-eu -- sh -c 'kubering context delete . --yes; kubectl config view --minify; kubering current'
            kubectl config get-contexts -o name
            """)
        #expect(outcome.errors.contains("was the context of this shell, which has none now"))
        #expect(outcome.errors.contains("prod-eu"))
        #expect(outcome.output.hasSuffix("dev\nprod-us\n"))
        #expect(!outcome.output.contains("team-a"))
    }

    @Test(arguments: ["kubering use --unset", "kubering unset current-context", "kubectx -u"])
    func theSessionIsNotLeftWithoutAContext(_ command: String) throws {
        let home = try ShellHome()
        let script = """
            ln -s kubering \(home.home.folder.path)/bin/kubectx
            kubering exec prod-eu -- sh -c '\(command); echo $?; kubectl config current-context'
            """
        let outcome = try home.run(script)
        #expect(outcome.output == "1\nprod-eu\n")
        #expect(outcome.errors.contains("this shell has a context of its own"))
        #expect(try home.home.text() == ShellHome.kubeconfig)
    }

    @Test func whatKubectlAddsIsKeptWhenTheSessionEnds() throws {
        let home = try ShellHome()
        let outcome = try home.run(
            "kubering exec prod-eu -- kubectl config set-cluster new --server https://new.example.com")
        let line = outcome.errors.split(separator: "\n").last.map(String.init) ?? ""
        #expect(line.hasPrefix("warning: cluster \"new\" was added to this shell's own kubeconfig"), "\(outcome)")
        let command = line.split(separator: ": ").last.map(String.init) ?? ""
        #expect(try home.output(of: command + " -q; kubering list clusters -o name") == "everywhere\nnew\n")
    }

    @Test func severalThingsThatKubectlAddsAreNamed() throws {
        let outcome = try ShellHome().run(
            "kubering exec prod-eu -- sh -c 'kubectl config set-cluster new; kubectl config set-credentials joe --username j'"
        )
        #expect(
            outcome.errors.contains("warning: cluster \"new\", user \"joe\" were added to this shell's own kubeconfig"),
            "\(outcome)")
    }

    @Test func namespacesOfTheSessionStayInIt() throws {
        let home = try ShellHome()
        let outcome = try home.run("kubering exec prod-eu -- kubering ns foo")
        #expect(outcome.errors == "Context \"prod-eu\" uses namespace \"foo\" for this shell.\n")
        #expect(try home.home.text() == ShellHome.kubeconfig)
    }

    @Test func whatIsWrittenUnderANameOfYoursIsKeptToo() throws {
        let home = try ShellHome()
        let script = """
            in_session() { kubering exec prod-eu -- sh -c 'kubectl config --kubeconfig "$KUBERING_SESSION" "$@"' sh "$@"; }
            in_session set-cluster everywhere --server https://new.example.com
            in_session set-credentials jane --token s3cr3t
            """
        let outcome = try home.run(script)
        let lines = outcome.errors.split(separator: "\n").map(String.init)
        #expect(lines.count == 1 && lines[0].hasPrefix("warning: cluster \"everywhere\" was added"), "\(outcome)")
        let command = lines.last?.split(separator: ": ").last.map(String.init) ?? ""
        #expect(try home.run(command + " -q --yes; kubering view").output.contains("https://new.example.com"))
    }

    /// The session's own copy of a context follows what is changed elsewhere, but for the namespace.
    @Test func aContextIsEnteredAsItIsByThen() throws {
        let home = try ShellHome()
        let path = home.home.kubeconfig
        let script = """
            kubering exec prod-eu -n mine -- sh -c 'kubering use dev
                kubering context set prod-eu --cluster other --user bob -n yours --kubeconfig \(path)
                kubering use prod-eu; kubering current --cluster; kubering current --user; kubering ns
                kubering use prod-eu -n new; kubering ns'
            """
        #expect(try home.output(of: script) == "other\nbob\nmine\nnew\n")
    }

    @Test(arguments: ["kubering context rename", "kubectx-rename"])
    func theWayBackFollowsARenaming(_ command: String) throws {
        let home = try ShellHome()
        let path = home.home.folder.path
        symlink(Home.kubering, path + "/bin/kubectx")
        let rename = command == "kubectx-rename" ? "kubectx live=prod-eu" : "\(command) prod-eu live"
        let script = """
            kubering use prod-eu; kubering ns old; kubering ns new; kubering use dev
            \(rename) >/dev/null
            kubering use -; kubering current; kubering ns -; kubering ns
            kubering exec dev -- sh -c 'kubering use prod-us; kubering context rename dev here; kubering use -; kubering current'
            """
        #expect(try home.output(of: script) == "live\nold\nhere\n")
    }
}

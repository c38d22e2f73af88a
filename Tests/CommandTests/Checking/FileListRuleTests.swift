// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Rules about several files, their modes and their locks.
@Suite struct FileListRuleTests {
    static let first = """
        clusters:
        - {name: kubernetes, cluster: {server: "https://a"}}
        - {name: same, cluster: {server: "https://s", proxy-url: "http://p"}}
        contexts:
        - {name: a, context: {cluster: kubernetes, user: admin}}
        users:
        - {name: admin, user: {token: hush}}

        """
    static let second = """
        clusters:
        - name: kubernetes
          cluster: {server: "https://b"}
        - {name: same, cluster: {"proxy-url": 'http://p', server: 'https://s'}}
        contexts:
        - name: b
          context: {cluster: kubernetes, user: admin}
        - {name: c, context: {cluster: same, user: admin}}
        users:
        - {name: admin, user: {token: hush-2}}

        """

    @Test func namesThatAnEarlierFileHas() throws {
        let folder = try CheckFolder(["one": Self.first, "two": Self.second])
        let result = try folder.check(
            ["--rule", "shadowed-name", "--rule", "crossed-reference"], ["KUBECONFIG": "one:two"])
        #expect(
            result
                == CommandResult(
                    output: """
                        two:2:3: warning: cluster "kubernetes" never counts, because one has one, too [shadowed-name]
                            rename or delete it, with --kubeconfig two
                        two:4:3: warning: cluster "same" never counts, because one has one, too [shadowed-name]
                            rename or delete it, with --kubeconfig two
                        two:7:22: error: context "b" gets the cluster "kubernetes" of one, not the one beside it [crossed-reference]
                            rename one of them, for instance with: kubering cluster rename --kubeconfig two kubernetes NEW
                        two:7:40: error: context "b" gets the user "admin" of one, not the one beside it [crossed-reference]
                            rename one of them, for instance with: kubering user rename --kubeconfig two admin NEW
                        two:8:44: error: context "c" gets the user "admin" of one, not the one beside it [crossed-reference]
                            rename one of them, for instance with: kubering user rename --kubeconfig two admin NEW
                        two:10:3: warning: user "admin" never counts, because one has one, too [shadowed-name]
                            rename or delete it, with --kubeconfig two

                        """, errors: "3 errors, 3 warnings in 2 files.\n", status: 1))
        #expect(
            try folder.check(
                ["--rule", "shadowed-name", "--rule", "crossed-reference"], ["KUBECONFIG": "two"]
            ).output == "")
    }

    // Without the file, the command would change the other one.
    @Test func whatToDoAboutAShadowedEntryNamesItsFile() throws {
        let text = "contexts: [{name: a, context: {cluster: c}}]\n"
        let folder = try CheckFolder(["one": text, "it's": text])
        let result = try folder.check(["--rule", "context-without-user"], ["KUBECONFIG": "one:it's"])
        #expect(
            result.output == """
                one:1:12: notice: context "a" names no user [context-without-user]
                    name one with: kubering context set a --user USER
                it's:1:12: notice: context "a" names no user [context-without-user]
                    name one with: kubering context set a --user USER --kubeconfig 'it'\\''s'

                """)
    }

    @Test func aBadFileHidesNothingOfTheOthers() throws {
        let folder = try CheckFolder([
            "good": "contexts: [{name: a, context: {cluster: elsewhere, namespace: Bad}}]\ncurrent-context: far\n",
            "bad": "users: [\n",
        ])
        try Directory.create(folder.path + "/folder", mode: 0o700)
        let result = try folder.check([], ["KUBECONFIG": "bad:good:folder:gone"])
        // What a file that cannot be read may have is not called missing.
        #expect(
            result
                == CommandResult(
                    output: """
                        bad:2:1: error: did not find expected node content while parsing a flow node [invalid-yaml]
                            correct the text at this place
                        good:1:12: notice: context "a" names no user [context-without-user]
                            name one with: kubering context set a --user USER
                        good:1:63: error: context "a" has the namespace "Bad", which cannot exist: up to 63 lower-case letters, digits and dashes, with a letter or digit at both ends [bad-namespace]
                            choose another one with: kubering context set a --namespace NAMESPACE
                        folder: error: cannot read "folder": it is a directory, not a regular file [unreadable-kubeconfig]
                            give yourself the right to read it, or take it out of KUBECONFIG
                        gone: notice: there is no such file [missing-kubeconfig]
                            take it out of KUBECONFIG if it is not going to come

                        """, errors: "3 errors, 2 notices in 4 files.\n", status: 1))
    }

    @Test(arguments: [
        ("one:", "KUBECONFIG: warning: the list of files has an empty element [empty-element]\n"),
        ("::one", "KUBECONFIG: warning: the list of files has 2 empty elements [empty-element]\n"),
        ("one:one", "one: warning: the list of files names it twice [repeated-element]\n"),
        (
            "one:./x/../one",
            "./x/../one: warning: the list of files names it twice, the first time as \"one\" [repeated-element]\n"
        ),
        ("one:link", "link: warning: the list of files names it twice, the first time as \"one\" [repeated-element]\n"),
        ("one", ""), ("none", "none: error: there is no such file [no-kubeconfig]\n"),
        ("none:never", "KUBECONFIG: error: none of the files exists [no-kubeconfig]\n"),
    ])
    func theListOfFiles(_ list: String, _ output: String) throws {
        let folder = try CheckFolder(["one": "kind: Config\n"])
        #expect(symlink("one", folder.path + "/link") == 0)
        let result = try folder.check([], ["KUBECONFIG": list])
        #expect(
            result.output.split(separator: "\n").filter { !$0.hasPrefix("    ") }.map { $0 + "\n" }.joined() == output)
        #expect(result.status == (output.contains("error") ? 1 : 0))
    }

    @Test func aDanglingLinkIsNamed() throws {
        let folder = try CheckFolder(["one": "kind: Config\n"])
        #expect(symlink("nowhere", folder.path + "/link") == 0)
        #expect(
            try folder.check([], ["KUBECONFIG": "one:link"]).output.hasPrefix(
                "link: notice: it is a symbolic link to \"nowhere\", which does not exist [missing-kubeconfig]\n"))
    }

    @Test(arguments: [
        ("users: [{name: a, user: {token: hush}}]\n", UInt32(0o640), "warning: it holds secrets, and others may read"),
        ("users: [{name: a, user: {token: hush}}]\n", 0o600, nil),
        ("users: [{name: a, user: {tokenFile: x}}]\n", 0o644, nil),
        ("users: [{name: a, user: {tokenFile: x}}]\n", 0o646, "warning: everybody may change it (mode 0646)"),
    ])
    func modesOfTheFile(_ text: String, _ mode: UInt32, _ message: String?) throws {
        let folder = try CheckFolder()
        try folder.folder.write(text, to: "one", mode: mode)
        // A link may be read by all; what it leads to counts.
        #expect(symlink("one", folder.path + "/link") == 0)
        let result = try folder.check(["--rule", "loose-file-mode"], ["KUBECONFIG": "link"])
        #expect(result.output.hasPrefix("link: " + (message ?? "?")) == (message != nil))
        #expect(result.output.isEmpty == (message == nil))
        _ = try folder.check(["--fix", "--dry-run"], ["KUBECONFIG": "link"])
        #expect(folder.mode("one") == mode)
        _ = try folder.check(["--fix"], ["KUBECONFIG": "link"])
        #expect(folder.mode("one") == (message == nil ? mode : 0o600))
    }

    @Test func modesOfTheFolder() throws {
        let folder = try CheckFolder()
        let variables: Environment = ["KUBECONFIG": ".kube/config"]
        try Directory.create(folder.path + "/.kube", mode: 0o700)
        try folder.folder.write("users: [{name: a, user: {token: hush}}]\n", to: ".kube/config")
        chmod(folder.path + "/.kube", 0o775)
        let result = try folder.check(["--rule", "loose-folder-mode"], variables)
        #expect(
            result.output == """
                .kube/config: warning: it holds secrets, and others may replace it: its folder has mode 0775 [loose-folder-mode]
                    take the rights of others away with: chmod go-w ~/.kube

                """)
        _ = try folder.check(["--fix"], variables)
        #expect(folder.mode(".kube") == 0o755)
        try folder.folder.write("users: []\n", to: ".kube/config")
        chmod(folder.path + "/.kube", 0o777)
        #expect(try folder.check([], variables).output == "")
    }

    /// A kubeconfig from somebody else must not make us change the rights of other files.
    @Test func onlyKubeconfigsAndKeysAreTouched() throws {
        let folder = try CheckFolder([
            "one": "users: [{name: a, user: {client-key: notes}}, {name: b, user: {tokenFile: notes, token: hush}}]\n"
        ])
        try folder.folder.write("no key", to: "notes", mode: 0o644)
        try Directory.create(folder.path + "/folder", mode: 0o700)
        chmod(folder.path, 0o775)
        chmod(folder.path + "/folder", 0o777)
        #expect(try folder.check(["--rule", "loose-key-mode"], ["KUBECONFIG": "one"]).output == "")
        _ = try folder.check(["--fix"], ["KUBECONFIG": "one"])
        _ = try folder.check(["--fix"], ["KUBECONFIG": "one:folder"])
        #expect(folder.mode("notes") == 0o644)
        #expect(folder.mode(".") == 0o775)
        #expect(folder.mode("folder") == 0o777)
    }

    @Test func locksThatNobodyHolds() throws {
        let folder = try CheckFolder(["one": "kind: Config\n"])
        // Held by a process that runs: this one.
        let held = try LockFile.acquire(beside: folder.path + "/one", wait: .zero)
        #expect(try folder.check([], ["KUBECONFIG": "one"]).output == "")
        held.release()
        // kubectl's are empty and cannot be read; this one is new.
        try folder.folder.write("", to: "one.lock", mode: 0)
        #expect(try folder.check([], ["KUBECONFIG": "one"]).output == "")
        var old = [timeval(tv_sec: time(nil) - 7_300, tv_usec: 0), timeval(tv_sec: time(nil) - 7_300, tv_usec: 0)]
        utimes(folder.path + "/one.lock", &old)
        let result = try folder.check([], ["KUBECONFIG": "one"])
        #expect(
            result.output == """
                one: warning: another program left a lock 2 h ago [stale-lock]
                    if nothing changes the file just now, remove it with: rm -f one.lock

                """)
        #expect(try folder.check(["--fix", "--dry-run"], ["KUBECONFIG": "one"]).status == 0)
        #expect(FileSnapshot.exists(folder.path + "/one.lock"))
        #expect(try folder.check(["--fix"], ["KUBECONFIG": "one"]).output == "")
        #expect(!FileSnapshot.exists(folder.path + "/one.lock"))
    }
}

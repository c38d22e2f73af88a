// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// kubering called kubens: the rules of its Go edition.
@Suite struct KubensTests {
    private func home(current: String? = "user1@cluster1") throws -> DropInHome {
        let home = try DropInHome(DropInKubeconfigs.two + (current.map { "current-context: \($0)\n" } ?? ""))
        home.environment["_MOCK_NAMESPACES"] = "1"
        return home
    }

    @Test func listsWhatTheClusterHas() throws {
        #expect(try home().run("kubens") == .init(output: "ns1\nns2\n"))
    }

    @Test func withoutAFileEverythingFails() throws {
        let home = try DropInHome()
        for line in ["kubens", "kubens -c", "kubens -u", "kubens -", "kubens ns1", "kubens ns1 -f"] {
            #expect(try home.run(line) == .failed("kubeconfig error: kubeconfig file not found"), "\(line)")
        }
    }

    @Test func kubectlSaysWhyTheClusterIsNotThere() throws {
        let home = try home()
        home.environment["_MOCK_NAMESPACES"] = ""
        let log = "E1130 07:47:27.123456    4711 memcache.go:265] Unhandled Error"
        try home.folder.write(
            "#!/bin/sh\nprintf '%s\\n' '\(log)' 'plugin: locked; say unlock' '' '\(log)' refused >&2; exit 1\n",
            to: "kubectl",
            mode: 0o700)
        home.environment["KUBECTL"] = home.folder.path + "/kubectl"
        #expect(
            try home.run("kubens")
                == .failed(
                    "could not list namespaces (is the cluster accessible?): plugin: locked; say unlock; refused"))
        #expect(
            try home.run("kubens ns1")
                == .failed(
                    "failed to query if namespace exists (is cluster accessible?): plugin: locked; say unlock; refused")
        )
        try home.folder.write(
            """
            #!/bin/sh
            case $2 in
            namespaces) printf 'namespace/b\\nnamespace/a\\n' ;;
            *) [ "$3" = b ] || { echo 'Error from server (NotFound): namespaces' >&2; exit 1; } ;;
            esac
            """, to: "kubectl", mode: 0o700)
        #expect(try home.run("kubens") == .init(output: "b\na\n"))
        #expect(try home.run("kubens b") == .done("Active namespace is \"b\""))
        #expect(try home.run("kubens c") == .failed("no namespace exists with name \"c\""))
        #expect(try home.run("kubens -- c").status == 1)
    }

    @Test func everythingNeedsACurrentContext() throws {
        let home = try home(current: nil)
        for line in ["kubens", "kubens -c", "kubens -u", "kubens -", "kubens ns1", "kubens ns1 -f"] {
            #expect(try home.run(line) == .failed("current-context is not set"), "\(line)")
        }
    }

    @Test func switchesAndGoesBack() throws {
        let home = try home()
        #expect(
            try home.run("kubens -")
                == .failed("No previous namespace found for current context (user1@cluster1)"))
        #expect(try home.run("kubens ns1") == .done("Active namespace is \"ns1\""))
        #expect(try home.kubectlNamespace() == "ns1")
        #expect(try home.contents(".kube/kubens/user1@cluster1") == "default")
        #expect(try home.run("kubens ns2").status == 0)
        #expect(try home.run("kubens -") == .done("Active namespace is \"ns1\""))
        #expect(try home.run("kubens -").status == 0)
        #expect(try home.kubectlNamespace() == "ns2")
        #expect(try home.run("kubens foo") == .failed("no namespace exists with name \"foo\""))
        #expect(try home.kubectlNamespace() == "ns2")
    }

    @Test(arguments: ["foo -f", "foo --force", "-f foo", "--force foo"])
    func forceAsksNobody(_ words: String) throws {
        let home = try home()
        #expect(try home.run("kubens \(words)") == .done("Active namespace is \"foo\""))
        #expect(try home.kubectlNamespace() == "foo")
        #expect(try home.run("kubens ns1").status == 0)
        #expect(try home.run("kubens -") == .failed("no namespace exists with name \"foo\""))
        #expect(try home.run("kubens - -f") == .done("Active namespace is \"foo\""))
    }

    @Test func printsTheCurrentOne() throws {
        let home = try home()
        #expect(try home.run("kubens -c") == .init(output: "default\n"))
        _ = try home.run("kubectx user2@cluster1")
        #expect(try home.run("kubens --current") == .init(output: "ns9\n"))
        let empty = try DropInHome("current-context: a\ncontexts: [{name: a, context: {namespace: ''}}]")
        #expect(try empty.run("kubens -c") == .init(output: "\n"))
    }

    @Test(arguments: ["-u", "--unset"])
    func unsetWritesDefault(_ option: String) throws {
        let home = try home()
        _ = try home.run("kubens ns1")
        #expect(try home.run("kubens \(option)") == .done("Active namespace is \"default\"."))
        #expect(try home.kubectlNamespace() == "default")
        #expect(try home.contents(".kube/kubens/user1@cluster1") == "default")
    }

    @Test func stateStaysInItsFolder() throws {
        let home = try DropInHome("current-context: ../../a\ncontexts: [{name: ../../a, context: {}}]")
        home.environment["_MOCK_NAMESPACES"] = "1"
        _ = try home.run("kubens ns1")
        #expect(Directory.names(in: home.folder.path + "/.kube/kubens") == ["..%2F..%2Fa"])
        #expect(try home.run("kubens - -f") == .done("Active namespace is \"default\""))
        #expect(try home.contents("a") == nil)
    }

    @Test func takesOverTheStateOfKubens() throws {
        let home = try DropInHome("current-context: a/b\ncontexts: [{name: a/b, context: {namespace: ns1}}]")
        home.environment["_MOCK_NAMESPACES"] = "1"
        home.environment["XDG_CACHE_HOME"] = home.folder.path + "/cache"
        try Directory.create(home.folder.path + "/cache/kubens/a", mode: 0o755)
        try home.folder.write("ns2", to: "cache/kubens/a/b")
        try home.folder.write("gone\n", to: "cache/kubectx")
        #expect(try home.run("kubens -") == .done("Active namespace is \"ns2\""))
        #expect(
            try home.run("kubectx -")
                == .failed("failed to switch context: no context exists with the name: \"gone\""))
        #expect(FilePermissions(of: home.folder.path + "/cache/kubens/a%2Fb")?.mode == 0o644)
        #expect(FilePermissions(of: home.folder.path + "/.kube") == nil)
    }

    @Test func wrongUseIsOneLine() throws {
        let home = try home()
        #expect(try home.run("kubens a b") == .failed("unsupported arguments [\"a\" \"b\"]"))
        for word in ["-x", "-f", "--force"] {
            #expect(try home.run("kubens \(word)") == .failed("unsupported option \"\(word)\""))
        }
        #expect(try home.run("kubens a b c") == .failed("too many arguments"))
    }

    @Test(arguments: ["-h", "--help", "-V", "--version"])
    func helpAndVersionNeedNothing(_ option: String) throws {
        let result = try DropInHome().run("kubens \(option)")
        #expect(result.status == 0 && result.errors == "" && !result.output.isEmpty)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// kubering called kubectx: the rules of its Go edition.
@Suite struct KubectxTests {
    static let (first, second) = ("user1@cluster1", "user2@cluster1")

    @Test func listsBareNamesInNaturalOrder() throws {
        let home = try DropInHome(
            "contexts: [{name: node-10, context: {}}, {name: node-9, context: {}}, {name: a, context: {}}]")
        #expect(try home.run("kubectx") == .init(output: "a\nnode-9\nnode-10\n"))
    }

    @Test func aMissingFileIsOnlyAWarningForTheList() throws {
        let home = try DropInHome()
        #expect(try home.run("kubectx") == .init(errors: "warning: kubeconfig file not found\n"))
        for line in [
            "kubectx x", "kubectx -", "kubectx -c", "kubectx -u", "kubectx -d x", "kubectx a=b", "kubectx -s x",
        ] {
            #expect(try home.run(line).status == 1, "\(line)")
        }
    }

    @Test func noContextsAreAnEmptyList() throws {
        #expect(try DropInHome("apiVersion: v1").run("kubectx") == .init())
    }

    @Test func switchesAndGoesBack() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        #expect(try home.run("kubectx user1@cluster1") == .done("Switched to context \"user1@cluster1\"."))
        #expect(try home.kubectlContext() == Self.first)
        #expect(try home.contents(".kube/kubectx") == "")
        #expect(try home.run("kubectx user2@cluster1").status == 0)
        #expect(try home.contents(".kube/kubectx") == Self.first)
        #expect(try home.run("kubectx user2@cluster1").status == 0)
        #expect(try home.contents(".kube/kubectx") == Self.first)
        #expect(try home.run("kubectx -") == .done("Switched to context \"user1@cluster1\"."))
        #expect(try home.run("kubectx -").status == 0)
        #expect(try home.kubectlContext() == Self.second)
    }

    /// kubectx has no protected contexts; who names some in the settings means them.
    @Test func aProtectedContextIsNotEnteredUnasked() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        try Directory.create(home.folder.path + "/.config/kubering", mode: 0o700)
        try home.folder.write("protected-contexts: ['user1@*']\n", to: ".config/kubering/config.yaml")
        let refusal = DropInHome.Result.failed(
            "context \"user1@cluster1\" is protected; to switch without a question: kubering use --yes -- user1@cluster1"
        )
        #expect(try home.run("kubectx user1@cluster1") == refusal)
        let shellRefusal = DropInHome.Result.failed(
            "context \"user1@cluster1\" is protected; to switch without a question: kubering shell --yes -- user1@cluster1"
        )
        #expect(try home.run("kubectx -s user1@cluster1") == shellRefusal)
        #expect(try home.contents("config") == DropInKubeconfigs.two)
        #expect(try home.run("kubectx user2@cluster1").status == 0)
    }

    @Test(arguments: ["nope", "user1", "*", ""])
    func anUnknownNameIsAnError(_ name: String) throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        #expect(
            try home.run(["kubectx", name])
                == .failed("failed to switch context: no context exists with the name: \"\(name)\""))
        #expect(try home.contents("config") == DropInKubeconfigs.two)
    }

    @Test func withoutHistoryThereIsNoWayBack() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        let error = DropInHome.Result.failed("failed to switch context: no previous context found")
        #expect(try home.run("kubectx -") == error)
        _ = try home.run("kubectx user1@cluster1")
        #expect(try home.run("kubectx -") == error)
    }

    @Test func theStateFollowsRenamesAndDeletions() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        for line in ["kubectx user1@cluster1", "kubectx user2@cluster1", "kubectx new=user1@cluster1"] {
            #expect(try home.run(line).status == 0)
        }
        #expect(try home.run("kubectx -") == .done("Switched to context \"new\"."))
        #expect(try home.run("kubectx -d user2@cluster1").status == 0)
        #expect(try home.run("kubectx -") == .failed("failed to switch context: no previous context found"))
    }

    @Test(arguments: ["-c", "--current"])
    func printsTheCurrentOne(_ option: String) throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        #expect(try home.run("kubectx \(option)") == .failed("current-context is not set"))
        _ = try home.run("kubectx user1@cluster1")
        #expect(try home.run("kubectx \(option)") == .init(output: "user1@cluster1\n"))
        #expect(try DropInHome("current-context: gone").run("kubectx \(option)") == .init(output: "gone\n"))
    }

    @Test(arguments: ["-u", "--unset"])
    func unsetLeavesNoContextCurrent(_ option: String) throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        for _ in 1...2 {
            #expect(try home.run("kubectx \(option)") == .done("Active context unset for kubectl."))
        }
        _ = try home.run("kubectx user1@cluster1")
        _ = try home.run("kubectx \(option)")
        #expect(try home.run("kubectx -c").status == 1)
        #expect(try home.kubectlContext() == "")
    }

    @Test func renamesAContextAndWhatIsCurrent() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        #expect(try home.run("kubectx new=.") == .failed("context \"\" not found, can't rename it"))
        _ = try home.run("kubectx user1@cluster1")
        #expect(try home.run("kubectx new=user1@cluster1") == .done("Context user1@cluster1 renamed to new."))
        #expect(try home.kubectlContext() == "new")
        #expect(try home.run("kubectx newer=.") == .done("Context new renamed to newer."))
        #expect(try home.kubectlContexts() == ["newer", Self.second])
        #expect(try home.run("kubectx a=nope") == .failed("context \"nope\" not found, can't rename it"))
        #expect(try home.run("kubectx a=b=c") == .failed("context \"b=c\" not found, can't rename it"))
        for word in ["=a", "a="] {
            #expect(
                try home.run("kubectx \(word)")
                    == .failed("failed to switch context: no context exists with the name: \"\(word)\""))
        }
    }

    @Test func aRenamingOverwrites() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        _ = try home.run("kubectx user1@cluster1")
        #expect(
            try home.run("kubectx user2@cluster1=user1@cluster1")
                == .init(
                    errors: "warning: context \"user2@cluster1\" exists, overwriting it.\n"
                        + "✔ Context user1@cluster1 renamed to user2@cluster1.\n"))
        #expect(try home.kubectlContexts() == [Self.second])
        #expect(try home.kubectlContext() == Self.second)
        #expect(
            try home.run(["kubectl", "config", "view", "-o", "jsonpath={.contexts[0].context.user}"]).output == "user1")
        let before = try home.contents("config")
        #expect(
            try home.run("kubectx user2@cluster1=user2@cluster1")
                == .init(
                    errors: "warning: context \"user2@cluster1\" exists, overwriting it.\n"
                        + "error: failed to change context name: context with name \"user2@cluster1\" not found\n",
                    status: 1))
        #expect(try home.contents("config") == before)
    }

    @Test func deletesOneOrSeveral() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        #expect(
            try home.run("kubectx -d user1@cluster1 nope user2@cluster1")
                == .init(
                    errors: "✔ Deleted context user1@cluster1.\n"
                        + "error: error deleting context \"nope\": context does not exist\n", status: 1))
        #expect(try home.kubectlContexts() == [Self.second])
        #expect(try home.run("kubectx -d user2@cluster1") == .done("Deleted context user2@cluster1."))
        #expect(try home.run("kubectx") == .init())
        #expect(try home.run("kubectl config get-users").output == "NAME\nuser1\nuser2\n")
        #expect(try home.run("kubectl config get-clusters").output == "NAME\ncluster1\n")
    }

    @Test func deletesTheCurrentOne() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        #expect(
            try home.run("kubectx -d .")
                == .failed("error deleting context \"\": can't use '.' as the no active context is set"))
        _ = try home.run("kubectx user1@cluster1")
        #expect(
            try home.run("kubectl-ctx -d .")
                == .init(
                    errors: "warning: You deleted the current context. Use \"kubectl ctx\" to select a new context.\n"
                        + "✔ Deleted context user1@cluster1.\n"))
        #expect(try home.run("kubectx -c") == .init(output: "user1@cluster1\n"))
        _ = try home.run("kubectx user2@cluster1")
        #expect(try home.run("kubectx -d user2@cluster1") == .done("Deleted context user2@cluster1."))
    }

    @Test func everythingAfterDashDIsAName() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        #expect(try home.run("kubectx -d") == .failed("'-d' needs arguments"))
        #expect(try home.run("kubectx -d -h") == .failed("error deleting context \"-h\": context does not exist"))
    }

    @Test func filesOfAListAreTreatedAsOneList() throws {
        let home = try DropInHome("current-context: a\ncontexts: [{name: a, context: {user: one}}]\n")
        let other = "current-context: b\ncontexts: [{name: a, context: {user: two}}, {name: b, context: {}}]\n"
        try home.folder.write(other, to: "other")
        let path = home.folder.path
        home.environment["KUBECONFIG"] = "\(path)/missing:\(path)/config:\(path)/other"
        #expect(try home.run("kubectx") == .init(output: "a\nb\n"))
        #expect(try home.run("kubectx b").status == 0)
        #expect(try home.contents("config")?.hasPrefix("current-context: b\n") == true)
        #expect(try home.contents("other") == other)
        #expect(try home.run("kubectx -u").status == 0)
        #expect(try home.run("kubectx -c") == .init(output: "b\n"))
        #expect(try home.run("kubectx -d a").status == 0)
        #expect(try home.run("kubectx") == .init(output: "a\nb\n"))
        #expect(try home.contents("other") == other)
        #expect(try home.contents("missing") == nil)
    }

    @Test func aShellSeesOneContext() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        let script = """
            #!/bin/sh
            ls -l "$KUBECONFIG" | cut -c1-10
            kubectl config get-contexts -o name
            kubectx -c; kubectx; kubectx user1@cluster1; kubectx -d .; kubectx -h >/dev/null && _MOCK_NAMESPACES=1 kubens ns1
            exit 7
            """
        try home.folder.write(script, to: "shell", mode: 0o700)
        home.environment["SHELL"] = home.folder.path + "/shell"
        let locked = "error: you are in a locked single-context shell (\"user2@cluster1\"), use 'exit' to leave\n"
        #expect(
            try home.run("kubectx -s user2@cluster1")
                == .init(
                    output: "-rw-------\nuser2@cluster1\nuser2@cluster1\n",
                    errors: "[ISOLATED SHELL] kubectl context is user2@cluster1 in this shell — type 'exit' to leave.\n"
                        + locked + locked + locked + "✔ Active namespace is \"ns1\"\n"
                        + "[ISOLATED SHELL EXITED] kubectl context is now .\n", status: 7))
        #expect(try home.contents("config") == DropInKubeconfigs.two)
        #expect(Directory.names(in: home.folder.path + "/.local/state/kubering/sessions") == [])
        #expect(try home.run("kubectx -s nope") == .failed("no context exists with the name: \"nope\""))
    }

    @Test func relativePathsMeanTheSameInAShell() throws {
        let home = try DropInHome(
            "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: \"https://c\"}}]\n"
                + "users: [{name: u, user: {tokenFile: keys/token, exec: {command: bin/plugin, apiVersion: v1}}}]\n")
        try home.folder.write("#!/bin/sh\ngrep -E 'tokenFile|command' \"$KUBECONFIG\"\n", to: "shell", mode: 0o700)
        home.environment["SHELL"] = home.folder.path + "/shell"
        #expect(
            try home.run("kubectx -s a").output.split(separator: "\n").map { $0.drop { $0 == " " } } == [
                "command: ~/bin/plugin", "tokenFile: ~/keys/token",
            ])
    }

    @Test func aShellNeedsOneName() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        for option in ["-s", "--shell"] {
            #expect(
                try home.run("kubectx \(option)")
                    == .failed("'-s' requires a context name argument (or fzf for interactive mode)"))
            #expect(
                try home.run("kubectx \(option) a b") == .failed("'-s' accepts at most one context name argument"))
        }
        #expect(try home.run("kubectx -r a b") == .failed("'-r' accepts at most one context name argument"))
    }

    /// A read-only shell needs a client of Kubernetes in front of the cluster; until there is one, nothing pretends to be.
    @Test func aReadOnlyShellIsRefused() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        for option in ["-r", "--readonly"] {
            #expect(
                try home.run("kubectx \(option) user1@cluster1")
                    == .failed("read-only shells are not there yet; -s gives a shell that can write"))
        }
    }

    @Test(arguments: ["-h", "--help", "-V", "--version"])
    func helpAndVersionNeedNothing(_ option: String) throws {
        let result = try DropInHome().run("kubectx \(option)")
        #expect(result.status == 0 && result.errors == "" && !result.output.isEmpty)
    }

    @Test func wrongUseIsOneLine() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        #expect(try home.run("kubectx --bogus") == .failed("unsupported option '--bogus'"))
        for line in ["kubectx a b", "kubectx -c x", "kubectx -h x", "kubectx a=b c"] {
            #expect(try home.run(line) == .failed("too many arguments"))
        }
    }
}

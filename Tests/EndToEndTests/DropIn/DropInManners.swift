// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What kubectx and kubens have in common: streams, statuses, files they take, colours, and the variables they read.
@Suite struct DropInManners {
    @Test func dataAndMessagesHaveTheirStreamsAndTheStatusIsZeroOrOne() throws {
        let home = try DropInHome(DropInKubeconfigs.two + "current-context: user1@cluster1\n")
        home.environment["_MOCK_NAMESPACES"] = "1"
        let lines = [
            "kubectx", "kubectx -c", "kubectx -h", "kubectx -V", "kubectx user2@cluster1", "kubectx nope", "kubectx -",
            "kubectx -u", "kubectx -u", "kubectx --bogus", "kubectx a b", "kubectx x=nope", "kubectx -d nope",
            "kubectx user2@cluster1", "kubens", "kubens -c", "kubens -h", "kubens -V", "kubens ns1", "kubens nope",
            "kubens -", "kubens -u", "kubens --bogus", "kubens a b", "kubectx -d .",
        ]
        for line in lines {
            let result = try home.run(line)
            #expect([0, 1].contains(result.status), "\(line): \(result)")
            #expect(result.output.isEmpty || result.status == 0, "\(line): \(result)")
            let mark = result.status == 0 ? "✔ " : "error: "
            for message in result.errors.split(separator: "\n") where !message.hasPrefix("warning: ") {
                #expect(message.hasPrefix(mark), "\(line): \(result)")
            }
            #expect(result.output.isEmpty != result.errors.isEmpty, "\(line): \(result)")
        }
    }

    @Test func withoutVariablesThereIsNoFile() throws {
        let home = try DropInHome(DropInKubeconfigs.one)
        home.environment["KUBECONFIG"] = nil
        home.environment["HOME"] = nil
        let result = try home.run("kubectx")
        #expect(result.status == 1)
        #expect(
            result.errors.contains(
                "cannot determine kubeconfig path: HOME or USERPROFILE environment variable not set"))
    }

    @Test func readingNeedsNoRightToWriteAndALeftLockIsNoMatter() throws {
        let home = try DropInHome(DropInKubeconfigs.one + "current-context: user1@cluster1\n")
        try home.folder.write("", to: "config.lock")
        #expect(try home.run("kubectx") == .init(output: "user1@cluster1\n"))
        #expect(try home.run("kubectx -c") == .init(output: "user1@cluster1\n"))
        try home.folder.write(DropInKubeconfigs.one, to: "config", mode: 0o400)
        #expect(try home.run("kubectx") == .init(output: "user1@cluster1\n"))
    }

    @Test func aNameTwiceInOneFileIsTolerated() throws {
        let home = try DropInHome(
            "contexts: [{name: a, context: {user: one}}, {name: a, context: {user: two}}, {name: b, context: {}}]\n")
        #expect(try home.run("kubectx") == .init(output: "a\nb\n"))
        #expect(try home.run("kubectx a").status == 0)
        #expect(try home.run("kubectx -d a").status == 0)
        #expect(try home.contents("config")?.contains("one") == false)
        #expect(try home.contents("config")?.contains("two") == true)
    }

    @Test func aSwitchChangesOneLine() throws {
        let text = DropInKubeconfigs.two + "current-context:   'user1@cluster1' # here\n"
        let home = try DropInHome(text)
        #expect(try home.run("kubectx user2@cluster1").status == 0)
        #expect(
            try home.contents("config") == text.replacing("'user1@cluster1' # here", with: "'user2@cluster1' # here"))
    }

    @Test(arguments: [
        ("", "failed to decode file 0: EOF"), ("# nothing\n", "failed to decode file 0: EOF"),
        ("[]", "kubeconfig file 0 is not a map document"), ("word", "kubeconfig file 0 is not a map document"),
    ])
    func aFileWithoutAMappingIsRefused(_ text: String, _ problem: String) throws {
        let home = try DropInHome(text)
        for line in ["kubectx", "kubectx -c", "kubens -c"] {
            #expect(try home.run(line) == .failed("kubeconfig error: " + problem))
        }
    }

    @Test func helpCallsTheProgramByTheNameOfAPlugin() throws {
        let home = try DropInHome()
        #expect(try home.run("kubectl-ctx -h").output.contains("  kubectl ctx <NAME> "))
        #expect(try home.run("kubectl-ns -h").output.contains("  kubectl ns <NAME> "))
        #expect(try home.run("kubectx -h").output.contains("  kubectx <NAME> "))
    }

    @Test func coloursAreForcedAndForbidden() throws {
        let home = try DropInHome(DropInKubeconfigs.two + "current-context: user2@cluster1\n")
        let plain = DropInHome.Result(output: "user1@cluster1\nuser2@cluster1\n")
        let colored = DropInHome.Result(output: "user1@cluster1\n\u{1B}[32;1muser2@cluster1\u{1B}[0m\n")
        #expect(try home.run(["kubectx"]) == plain)
        #expect(try home.run(["kubectx"], environment: ["NO_COLOR": "1"]) == plain)
        #expect(try home.run(["kubectx"], environment: ["CLICOLOR_FORCE": "1"]) == plain)
        #expect(try home.run(["kubectx"], environment: ["_KUBECTX_FORCE_COLOR": "1", "NO_COLOR": "1"]) == colored)
        #expect(
            try home.run(["kubectx", "x=y"], environment: ["_KUBECTX_FORCE_COLOR": "1"]).errors
                .hasPrefix("\u{1B}[31;1merror: \u{1B}[0m"))
    }

    @Test func theOldColourVariablesAreDeprecated() throws {
        let home = try DropInHome(DropInKubeconfigs.one)
        home.environment["KUBECTX_CURRENT_FGCOLOR"] = ""
        home.environment["KUBECTX_CURRENT_BGCOLOR"] = "x"
        #expect(
            try home.run("kubectx")
                == .init(
                    output: "user1@cluster1\n",
                    errors: "warning: KUBECTX_CURRENT_FGCOLOR environment variable is now deprecated\n"
                        + "warning: KUBECTX_CURRENT_BGCOLOR environment variable is now deprecated\n"))
    }

    @Test func debugRepeatsTheError() throws {
        let home = try DropInHome(DropInKubeconfigs.one)
        home.environment["DEBUG"] = ""
        #expect(
            try home.run("kubectx -c").errors
                == "error: current-context is not set\n[DEBUG] error: current-context is not set\n")
    }

    @Test func stateHasTheRightsThatKubectxGivesIt() throws {
        let home = try DropInHome(DropInKubeconfigs.two)
        _ = try home.run("kubectx user1@cluster1")
        #expect(FilePermissions(of: home.folder.path + "/.kube")?.mode == 0o755)
        #expect(FilePermissions(of: home.folder.path + "/.kube/kubectx")?.mode == 0o644)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// `cluster set` and `user set`, each command line run by kubering and by `kubectl config` one after the other on files of
/// their own: after every one kubectl reads the same from both.
@Suite struct SetEntryTests {
    /// A command line of ours, and the one of kubectl with the same meaning.
    struct Step: Sendable {
        let ours: [String]
        let theirs: [String]
        var input = ""

        init(_ ours: [String], _ theirs: [String]? = nil, input: String = "") {
            self.ours = ours
            self.theirs = theirs ?? ours
            self.input = input
        }
    }

    static let clusterSteps = [
        Step(["p", "--server", "https://a:6443", "--tls-server-name", "x"]),
        Step(["p", "--certificate-authority", "kube/ca.crt"]),
        Step(["p", "--server", "https://b/path"]),
        Step(["p", "--insecure-skip-tls-verify"]),
        Step(["p", "--certificate-authority", "kube/ca.crt", "--embed-certs"]),
        Step(["p", "--certificate-authority", "away/ca.crt"]),
        Step(["p", "--insecure-skip-tls-verify"]),
        Step(["p", "--no-insecure-skip-tls-verify"], ["p", "--insecure-skip-tls-verify=false"]),
        Step(["y", "--proxy-url", "socks5://proxy:1080"]),
        Step(["y", "--proxy-url="]),
    ]

    static let userSteps = [
        Step(["j", "--client-certificate", "kube/j.crt", "--client-key", "away/j.key"]),
        Step(["j", "--client-certificate", "kube/j.crt", "--client-key", "away/j.key", "--embed-certs"]),
        Step(["j", "--client-certificate", "away/j.crt"]),
        Step(
            ["a", "--exec-command", "plug", "--exec-arg", "--x=", "--exec-arg=--y=", "--exec-arg", "--namespace="],
            [
                "a", "--exec-command", "plug", "--exec-arg=--x=,--y=,--namespace=", "--exec-api-version",
                "client.authentication.k8s.io/v1", "--exec-interactive-mode", "IfAvailable",
            ]),
        Step(["b", "--token-stdin"], ["b", "--token", "it's: #x"], input: "it's: #x\n"),
        Step(
            ["b", "--username", "123", "--password-stdin"], ["b", "--username", "123", "--password", "yes"],
            input: "yes\n"),
        Step(["b", "--token-stdin"], ["b", "--token", "on"], input: "on"),
        Step(
            [
                "e", "--exec-command", "plug", "--exec-arg=--x", "--exec-arg", "1", "--exec-env", "N=y",
                "--exec-provide-cluster-info",
            ],
            [
                "e", "--exec-command", "plug", "--exec-arg=--x", "--exec-arg", "1", "--exec-env", "N=y",
                "--exec-provide-cluster-info", "--exec-api-version", "client.authentication.k8s.io/v1",
                "--exec-interactive-mode", "IfAvailable",
            ]),
        // One new variable at a time: kubectl puts several in any order.
        Step(["e", "--exec-env", "M=on", "--exec-env", "N=z"]),
        Step(["e", "--exec-env", "L="]),
        Step(["e", "--exec-env", "N-", "--exec-env", "gone-", "--exec-env", "K=-", "--exec-interactive-mode", "Never"]),
        Step(
            ["e", "--exec-arg=--other", "--no-exec-provide-cluster-info"],
            ["e", "--exec-arg=--other", "--exec-provide-cluster-info=false"]),
        Step(["e", "--exec-api-version", "client.authentication.k8s.io/v1beta1"]),
        Step(["e", "--exec-env", "M-", "--exec-env", "L-", "--exec-env", "K-"]),
        Step([
            "o", "--auth-provider", "oidc", "--auth-provider-arg", "idp-issuer-url=https://i/?a=b",
            "--auth-provider-arg=client-id=no",
        ]),
        Step(["o", "--auth-provider-arg=client-id-", "--auth-provider-arg=extra-scopes=a"]),
        Step(["o", "--auth-provider", "other"]),
    ]

    @Test(arguments: [("cluster", "set-cluster", clusterSteps), ("user", "set-credentials", userSteps)])
    func kubectlReadsTheSame(_ noun: String, _ command: String, _ steps: [Step]) throws {
        let world = try Self.world()
        let path = world.folder.path
        for step in steps {
            // A world is for one command; they share the folder.
            let next = try FakeWorld()
            next.value.workingDirectory = path
            next.value.input = ByteInput(bytes: Array(step.input.utf8))
            let result = next.run([noun, "set"] + step.ours + ["--kubeconfig", path + "/kube/ours"])
            #expect(result.status == 0, "\(step.ours): \(result)")
            _ = try kubectl([command] + step.theirs, path, "theirs")
            #expect(
                try kubectl(["view", "--raw", "-o", "json"], path, "ours")
                    == kubectl(["view", "--raw", "-o", "json"], path, "theirs"), "\(step.ours)")
        }
    }

    static let refusals: [(arguments: [String], errors: String, status: Int32)] = [
        (
            ["cluster", "set", "p", "--server", "a:6443"],
            "error: the server \"a:6443\" must begin with https:// or http://\n", 64
        ),
        (
            ["cluster", "set", "p", "--server", "https://:6443/x"],
            "error: the server \"https://:6443/x\" names no host that could be asked\n", 64
        ),
        (
            ["cluster", "set", "p", "--server", "https://a b"],
            "error: the server \"https://a b\" names no host that could be asked\n", 64
        ),
        (
            ["cluster", "set", "p", "--proxy-url", "ftp://u:hush@x"],
            "error: the proxy \"ftp://REDACTED@x\" must begin with https:// or http:// or socks5://\n", 64
        ),
        (
            ["cluster", "set", "p", "--certificate-authority", "away/j.key"],
            "error: \"away/j.key\" holds a private key where a certificate is expected\n", 1
        ),
        (
            ["cluster", "set", "p", "--certificate-authority", "nowhere"],
            "error: cannot read \"nowhere\": no such file or directory\n", 1
        ),
        (["cluster", "set", ""], "error: the name of a cluster must not be empty\n", 64),
        (
            ["user", "set", "j", "--client-certificate", "kube/j.crt", "--client-key", "other.key"],
            "error: \"other.key\" is not the key of the certificate in \"kube/j.crt\"\n", 64
        ),
        (
            ["user", "set", "j", "--client-certificate", "j.der"],
            "error: \"j.der\" is not PEM, and kubectl reads nothing else; --embed-certs converts it\n", 64
        ),
        (
            ["cluster", "set", "p", "--certificate-authority", "j.der"],
            "error: \"j.der\" is not PEM, and kubectl reads nothing else; --embed-certs converts it\n", 64
        ),
        (
            ["user", "set", "j", "--exec-env", "A=b"],
            "error: the user has no plugin that could be changed; name its program with --exec-command\n", 64
        ),
        (
            ["user", "set", "j", "--auth-provider-arg", "a=b"],
            "error: the user has no auth provider that could be changed; name it with --auth-provider\n", 64
        ),
        (
            ["user", "set", "j", "--auth-provider", "oidc", "--auth-provider-arg", "client-secret=hush"],
            "error: client-secret is a secret, and others can read arguments; use: kubering set "
                + "users.NAME.auth-provider.config.client-secret --value-stdin\n", 64
        ),
        (
            ["user", "set", "j", "--client-key", "locked.key"],
            "error: \"locked.key\" is encrypted, and kubectl cannot use it; see: kubering onboard\n", 64
        ),
    ]

    @Test func aVariableSaidTwiceIsSetOnce() throws {
        let world = try FakeWorld()
        let set = ["user", "set", "e", "--exec-command", "plug"]
        #expect(world.run(set + ["--exec-env", "A=1", "--exec-env", "B=2", "--exec-env", "A=3"]).status == 0)
        let text = try world.kubeconfig
        #expect(text.contains("- name: A\n        value: \"3\"\n      - name: B\n        value: \"2\"\n"), "\(text)")
    }

    @Test func whatIsEmbeddedIsPEM() throws {
        let world = try Self.world()
        let set = ["user", "set", "j", "--client-certificate", "j.der", "--client-key", "j.key.der", "--embed-certs"]
        world.value.workingDirectory = world.folder.path
        #expect(world.run(set + ["--kubeconfig", world.folder.path + "/kube/der"]).status == 0)
        let script = """
            cd "$0"; for field in certificate key
            do kubectl config view --raw --kubeconfig kube/der -o jsonpath="{.users[0].user.client-$field-data}" | base64 -d >$field.pem
            done
            openssl x509 -in certificate.pem -outform DER | cmp - j.der && openssl pkey -in key.pem -outform DER | cmp - j.key.der
            """
        let same = try TestProcess.run(
            ["sh", "-euc", script, world.folder.path],
            environment: ["HOME": "/nonexistent", "PATH": getenv("PATH").map { String(cString: $0) } ?? ""])
        #expect(same.end == .exited(0), "\(same.output)\(same.errors)")
    }

    @Test func whatKubectlCouldNotUseIsRefused() throws {
        let world = try Self.world()
        for (arguments, errors, status) in Self.refusals {
            let next = try FakeWorld()
            next.value.workingDirectory = world.folder.path
            let result = next.run(arguments + ["--kubeconfig", world.folder.path + "/kube/ours"])
            #expect(result == CommandResult(errors: errors, status: status))
            #expect(!FileSnapshot.exists(world.folder.path + "/kube/ours"))
        }
    }

    @Test(arguments: [
        ["cluster", "set", "p", "--embed-certs"], ["user", "set", "p", "--embed-certs"],
        ["cluster", "set", "p", "--insecure-skip-tls-verify", "--certificate-authority", "x"],
        ["user", "set", "p", "--exec-arg", "x"], ["user", "set", "p", "--exec-command", "x", "--exec-env", "x"],
        ["user", "set", "p", "--token-stdin", "--username", "x"], ["user", "set", "p", "--token", "secret"],
        ["user", "set", "p", "--exec-command", "x", "--exec-api-version", "v1"],
        ["user", "set", "p", "--exec-command", "x", "--exec-env", "=secret"],
        ["user", "set", "p", "--exec-command", "x", "--auth-provider", "oidc"],
        ["user", "set", "p", "--auth-provider", "", "--auth-provider-arg", "a=b"],
    ])
    func wrongUseIsRefusedWithoutTheSecret(_ arguments: [String]) throws {
        let result = try FakeWorld().run(arguments)
        #expect(result.status == 64 && result.errors.hasPrefix("error: ") && !result.errors.contains("secret"))
    }

    /// A folder with a certificate and its key in two places, another key, and one with a passphrase.
    private static func world() throws -> FakeWorld {
        let world = try FakeWorld()
        let script = """
            cd "$0"; mkdir kube away
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout away/j.key -out kube/j.crt -days 2 -subj /CN=j
            cp kube/j.crt kube/ca.crt; cp kube/j.crt away/j.crt; cp kube/j.crt away/ca.crt
            openssl ecparam -genkey -name prime256v1 -noout -out other.key
            openssl x509 -in kube/j.crt -outform DER -out j.der
            openssl pkey -in away/j.key -outform DER -out j.key.der
            openssl pkcs8 -topk8 -in other.key -passout pass:sesame -out locked.key
            """
        let made = try TestProcess.run(
            ["sh", "-euc", script, world.folder.path], environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"])
        try #require(made.end == .exited(0), "\(made.errors)")
        return world
    }

    private func kubectl(_ arguments: [String], _ folder: String, _ file: String) throws -> String {
        let script = #"cd "$0" && exec kubectl config --kubeconfig "$@""#
        let outcome = try TestProcess.run(
            ["sh", "-c", script, folder, "kube/" + file] + arguments,
            environment: ["HOME": "/nonexistent", "PATH": getenv("PATH").map { String(cString: $0) } ?? ""])
        try #require(outcome.end == .exited(0), "\(arguments): \(outcome.errors)")
        return outcome.output
    }
}

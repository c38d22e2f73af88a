// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering certificate request` with a key file, with openssl as the judge, and what it refuses.
@Suite struct CertificateRequestTests {
    private func world() throws -> FakeWorld {
        let world = try FakeWorld()
        world.value.randomBytes = { World.systemRandomBytes($0) }
        return world
    }

    private func openssl(_ world: FakeWorld, _ words: String) throws -> String {
        let outcome = try TestProcess.run(
            ["sh", "-euc", "cd \"$0\"\nopenssl \(words) 2>&1", world.folder.path],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        guard outcome.end == .exited(0) else { throw FileError(.read, words, .other(outcome.output)) }
        return outcome.output
    }

    /// Whom each profile's request is for, and the names that it asks for.
    @Test(arguments: [
        ("user", "jane", ["--group", "a,b", "--group", "c"], "O=a\\,b,O=c,CN=jane", ""),
        ("admin", "root", [], "O=kubeadm:cluster-admins,CN=root", ""),
        ("kubelet", "n1", [], "O=system:nodes,CN=system:node:n1", ""),
        (
            "kubelet-server", "n1", ["--ip", "10.0.0.7", "--dns", "n1"], "O=system:nodes,CN=system:node:n1",
            "DNS:n1, IP Address:10.0.0.7"
        ),
        ("kubelet-server", "system:node:10.0.0.7", [], "O=system:nodes,CN=system:node:10.0.0.7", "IP Address:10.0.0.7"),
        ("apiserver", "api", ["--dns", "k8s.example.com"], "CN=kube-apiserver", "DNS:k8s.example.com"),
        ("apiserver-kubelet-client", "x", [], "CN=kube-apiserver-kubelet-client", ""),
        ("scheduler", "x", [], "CN=system:kube-scheduler", ""),
        ("controller-manager", "x", [], "CN=system:kube-controller-manager", ""),
        ("front-proxy", "x", [], "CN=front-proxy-client", ""),
        ("etcd", "n1", [], "CN=n1", "DNS:n1"),
        ("etcd-client", "kube-etcd-healthcheck-client", [], "CN=kube-etcd-healthcheck-client", ""),
        ("server", "web", ["--uri", "spiffe://x/y"], "CN=web", "URI:spiffe://x/y"),
    ])
    func theKeyIsAFile(
        _ profile: String, _ user: String, _ options: [String], _ subject: String, _ names: String
    ) throws {
        let world = try world()
        let result = world.run(["certificate", "request", user, "--profile", profile, "--key-file", "k"] + options)
        #expect(
            result
                == CommandResult(
                    output: result.output, errors: "The key (ECDSA P-256) is \"~/k\", for you alone.\n"))
        try world.folder.write(result.output, to: "r")
        #expect(FilePermissions(of: world.folder.path + "/k")?.mode == 0o600)
        #expect(try openssl(world, "req -in r -verify -noout") == "Certificate request self-signature verify OK\n")
        #expect(try openssl(world, "req -in r -pubkey -noout") == openssl(world, "pkey -in k -pubout"))
        let shown = try openssl(world, "req -in r -noout -subject -nameopt RFC2253,-dn_rev,sep_comma_plus")
        #expect(shown == "subject=\(subject)\n")
        let text = try openssl(world, "req -in r -noout -text").split(separator: "\n")
        let asked = text.firstIndex { $0.contains("Subject Alternative Name") }.map { text[$0 + 1].drop { $0 == " " } }
        #expect(asked ?? "" == names)
        // What is there is never written over, and nothing waits in a store.
        #expect(try again(world, ["certificate", "request", user, "--key-file", "k", "--force"]).status == 1)
        #expect(try again(world, ["certificate", "pending", "-o", "name"]).output == "")
    }

    private func again(_ world: FakeWorld, _ arguments: [String]) throws -> CommandResult {
        let next = try self.world()
        next.value.workingDirectory = world.folder.path
        next.value.environment["HOME"] = world.folder.path
        return next.run(arguments)
    }

    @Test(arguments: [
        (
            ["system:kube-proxy"],
            "the name \"system:kube-proxy\" begins with system:, which Kubernetes keeps for its own parts"
        ),
        (["root", "--group", "system:masters"], "members of system:masters may do everything, whatever RBAC says"),
        (["jane", "--group", "system:nodes"], "the group \"system:nodes\" begins with system:"),
        (["jane", "--group", ""], "one of its groups has no name"),
        (["web", "--profile", "server"], "a server's certificate needs the names it is reached by"),
        (["n1", "--profile", "kubelet", "--dns", "n1"], "a kubelet's client certificate has no other names"),
        (["ja\u{200B}ne"], "holds characters that nobody can see"),
        ([""], "the user's name must not be empty"),
    ])
    func whatIsRefused(_ arguments: [String], _ reason: String) throws {
        let world = try world()
        let words = ["certificate", "request"] + arguments + ["--key-file", "k"]
        let refused = world.run(words)
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.errors.contains(reason))
        #expect(!FileSnapshot.exists(world.folder.path + "/k"))
        guard arguments != [""] else { return }
        let forced = try again(world, words + ["--force"])
        #expect(forced.output.hasPrefix("-----BEGIN CERTIFICATE REQUEST-----\n"))
        #expect(forced.errors.hasPrefix("warning: ") && forced.errors.contains(reason))
    }

    @Test(arguments: [
        (["jane", "--key-file", "-"], "--key-file names a file: a key is never printed"),
        (["jane", "--key-file", "k", "--store", "vault"], "--key-file keeps no key in a store, where it would wait"),
        (["jane", "--expiration", "24h"], "--expiration needs -o manifest"),
        (["jane", "--expiration", "9m", "-o", "manifest"], "a cluster makes no certificate for less than 10 minutes"),
        (["jane", "--name", "a/b", "-o", "manifest"], "\"a/b\" can be no name of an object: no / and no %"),
        (
            ["x", "--profile", "apiserver", "-o", "manifest"],
            "no signer of Kubernetes makes a certificate for apiserver"
        ),
        (
            ["r", "--group", "system:masters", "--force", "-o", "json", "--key-file", "k"],
            "a cluster signs nothing for system:masters"
        ),
        (["jane", "--ip", "10.0.0"], "\"10.0.0\" cannot be a name of kind IP"),
        (["jane", "--key-type", "p224"], "there are no keys of type \"p224\""),
    ])
    func wrongUseIsRefusedWithTheReason(_ arguments: [String], _ reason: String) throws {
        let world = try world()
        let result = world.run(["certificate", "request"] + arguments)
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.contains(reason))
        #expect(!FileSnapshot.exists(world.folder.path + "/k"))
    }
}

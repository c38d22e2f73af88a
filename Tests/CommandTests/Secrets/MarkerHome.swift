// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport

/// A home full of secrets, in which the built program runs under strace.
final class MarkerHome {
    /// What a command did.
    struct Run {
        let outcome: TestProcess.Outcome
        /// The arguments and the environment of every process that was started.
        let processes: String
    }

    /// The absolute path of the home.
    let path: String
    private let world: FakeWorld
    private let markers: [String]
    private var environment: Environment

    init(_ token: String, _ password: String, _ passphrase: String) throws {
        world = try HelperWorld.make("")
        path = world.folder.path
        let script = """
            set -eu; cd "$1"
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out crt -days 30 -subj /O=dev/CN=x \
                -addext extendedKeyUsage=clientAuth -addext basicConstraints=critical,CA:FALSE
            openssl req -new -key key -subj /O=dev/CN=x -out csr
            """
        let made = try TestProcess.run(["sh", "-c", script, "sh", path], environment: ["PATH": "/usr/bin:/bin"])
        guard made.end == .exited(0) else { throw TestSetupError(description: made.errors) }
        let key = try Self.text(path + "/key")
        let body = key.split(separator: "\n").filter { !$0.hasPrefix("-") }.map(String.init)
        let data = Data(key.utf8).base64EncodedString()
        markers = [token, password, passphrase, data] + body.filter { $0.count > 20 }
        let auth = Data("robot:\(password)".utf8).base64EncodedString()
        try world.folder.write(
            Self.kubeconfig(
                token, password, certificate: Data(try Self.text(path + "/crt").utf8).base64EncodedString(), key: data),
            to: ".kube/config")
        try world.folder.write(
            "contexts: [{name: o, context: {cluster: o, user: o}}]\nclusters: [{name: o, cluster: {server: \"https://o\"}}]\n"
                + "users: [{name: o, user: {token: \(token)}}]\n", to: "other")
        try world.folder.write(
            "{\"kind\": \"Secret\", \"apiVersion\": \"v1\", \"type\": \"kubernetes.io/dockerconfigjson\", \"data\": "
                + "{\".dockerconfigjson\": \""
                + Data("{\"auths\": {\"d.example.com\": {\"auth\": \"\(auth)\"}}}".utf8).base64EncodedString() + "\"}}",
            to: "pull-secret")
        for name in ["tokens", "static"] {
            try world.folder.write("\(token),\(name == "static" ? "jane" : "bot"),1\n", to: name)
        }
        try Directory.create(path + "/.docker", mode: 0o700)
        try world.folder.write("{\"auths\": {\"d.example.com\": {\"auth\": \"\(auth)\"}}}", to: ".docker/config.json")
        try world.folder.write(passphrase + "\n", to: "passphrase")
        environment = world.value.environment
        environment["KUBERING_PASSPHRASE_FILE"] = path + "/passphrase"
        environment["TERM"] = "dumb"
    }

    deinit {
        // Nothing may stay in the kernel; a vault that was never made is no failure.
        _ = try? run(["vault", "lock"])
    }

    /// Runs kubering.
    func run(_ arguments: [String], input: String = "") throws -> Run {
        let trace = path + "/trace"
        let outcome = try TestProcess.run(
            [
                "strace", "-f", "-v", "-s", "1000000", "-e", "trace=execve", "-o", trace,
                TestExecutable.folder + "/kubering",
            ]
                + arguments,
            environment: environment, input: Array(input.utf8))
        return Run(outcome: outcome, processes: try Self.text(trace))
    }

    /// The secrets that stand in a text.
    func secrets(in text: String) -> [String] { markers.filter { text.contains($0) } }

    /// The files below a folder of the home that hold a secret.
    func filesWithSecrets(in folder: String, except known: [String] = []) throws -> String {
        let wanted = markers.filter { !known.contains($0) }.flatMap { ["-e", $0] }
        return try TestProcess.run(["grep", "-rlF"] + wanted + ["\(path)/\(folder)"], environment: environment).output
    }

    /// The id of the first credential in a store, or of none.
    func credential() -> String {
        let list = try? TestProcess.run(
            [TestExecutable.folder + "/kubering", "credential", "list", "-o", "name"], environment: environment)
        // A list that cannot be shown has no first line.
        return list?.output.split(separator: "\n").first.map(String.init) ?? String(repeating: "0", count: 32)
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try FileSnapshot.read(path, limit: 1 << 26).bytes, as: UTF8.self)
    }

    private static func kubeconfig(
        _ token: String, _ password: String, certificate: String, key: String
    ) -> String {
        """
        current-context: a
        clusters:
        - {name: c, cluster: {server: "https://10.0.0.1:6443"}}
        - {name: p, cluster: {server: "https://10.0.0.2", extensions: [{name: other, extension: {pin: \(token)}}]}}
        contexts:
        - {name: a, context: {cluster: c, user: token}}
        - {name: b, context: {cluster: c, user: cert}}
        - {name: basic, context: {cluster: c, user: basic}}
        - {name: plugin, context: {cluster: p, user: plugin, extensions: [{name: other, extension: \(token)}]}}
        users:
        - {name: token, user: {token: \(token)}}
        - {name: cert, user: {client-certificate-data: \(certificate), client-key-data: \(key)}}
        - {name: basic, user: {username: jane, password: \(password)}}
        - name: plugin
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1
              interactiveMode: Never
              command: sh
              args: [-c, "echo \(token)", --token, \(token), --client-secret=\(token), "https://me:\(password)@idp"]
              env: [{name: PIN, value: \(token)}]

        """
    }
}

/// What a program said that a test needs.
struct TestSetupError: Error, CustomStringConvertible {
    let description: String
}

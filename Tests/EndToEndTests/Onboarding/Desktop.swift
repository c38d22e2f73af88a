// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// A person at a desktop: a private keyring, an authority, and a kubeconfig with one cluster.
final class Desktop {
    static let kubeconfig = """
        # my clusters
        apiVersion: v1
        kind: Config
        current-context: ""
        clusters: []
        contexts: []
        users:
          - name: taken   # by somebody else
            user: {token: token-that-nobody-may-see}

        """

    let authority: Authority
    let session: KeyringSession
    var environment: Environment
    let kubeconfig: String

    init(_ service: KeyringSession.Service = .unlocked, authority: Authority) throws {
        self.authority = authority
        session = try KeyringSession(service)
        environment = session.environment
        environment["PATH"] = String(cString: getenv("PATH") ?? strdup("/usr/bin:/bin"))
        kubeconfig = session.folder + "/home/.kube/config"
        try Directory.create(session.folder + "/home/.kube", mode: 0o700)
        try write(Self.kubeconfig)
    }

    func write(_ text: String) throws {
        _ = try TestProcess.run(
            ["sh", "-c", "umask 077; cat >\"$1\"", "sh", kubeconfig], environment: environment, input: Array(text.utf8))
    }

    func text() throws -> String {
        String(decoding: try FileSnapshot.read(kubeconfig, limit: 1 << 20).bytes, as: UTF8.self)
    }

    /// Runs kubering.
    func kubering(_ arguments: [String], with more: Environment = [:]) throws -> TestProcess.Outcome {
        try TestProcess.run([Home.kubering] + arguments, environment: environment.merging(more))
    }

    /// Runs another program.
    func run(_ command: String...) throws -> TestProcess.Outcome {
        try TestProcess.run(command, environment: environment)
    }

    /// Onboards jane, with some options changed.
    func onboard(
        _ user: String = "jane", certificate: String = "jane.crt", key: String = "jane.key", ca: String = "cluster.crt",
        server: String = "https://127.0.0.1:6443", and more: [String] = []
    ) throws -> TestProcess.Outcome {
        try kubering(
            [
                "onboard", user, "--certificate", authority.path(certificate), "--key", authority.path(key),
                "--cluster", "lab",
                "--server", server, "--certificate-authority", authority.path(ca),
            ] + more)
    }

    /// The labels of everything in the keyring, which must be open.
    func storedItems() throws -> [String] {
        // secret-tool wants an attribute to search by; the bus lists all.
        let outcome = try run(
            "dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets/collection/login", "org.freedesktop.DBus.Properties.Get",
            "string:org.freedesktop.Secret.Collection", "string:Items")
        guard outcome.end == .exited(0) else { throw AuthorityError(description: outcome.errors) }
        return outcome.output.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("/org") }.map(String.init)
    }

    /// The id of the only credential.
    func credentialID() throws -> String {
        let list = try kubering(["credential", "list", "-o", "json"])
        let json = try JSONValue(parsing: Array(list.output.utf8))
        return json["credentials"]?.array?.first?["id"]?.string ?? ""
    }
}

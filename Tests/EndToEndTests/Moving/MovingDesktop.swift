// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// A desktop whose kubeconfig has a user for every way in which a credential can rest, and stores for them all.
final class MovingDesktop {
    static let token = "token-that-nobody-may-see"
    /// What says that it ends in 2030; the signature is none.
    static let webToken = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZXhwIjoxOTAwMDAwMDAwfQ.c2ln"
    /// The users, and whom the server takes them for.
    static let users = [
        "embedded": "dev,ops,jane", "files": "dev,ops,jane", "token": "Bearer \(token)",
        "token-file": "Bearer \(webToken)",
    ]

    let desktop: Desktop
    let server: CertificateDemandingServer
    let secrets: [String]
    private let pass: PassStore

    init() throws {
        let authority = try Authority()
        server = try CertificateDemandingServer(authority, takesTokens: true)
        desktop = try Desktop(authority: authority)
        let folder = desktop.session.folder
        pass = try PassStore(desktop)
        try PrivateFile(folder + "/passphrase").create(Array("correct horse\n".utf8))
        desktop.environment["KUBERING_PASSPHRASE_FILE"] = folder + "/passphrase"
        let key = try authority.text("jane.key")
        secrets = try authority.keyLines("jane.key") + [Base64Text.of(key), Self.token, Self.webToken]
        try reset()
    }

    deinit {
        // Nothing may stay in the kernel; a vault that was never made is no failure.
        _ = try? desktop.kubering(["vault", "lock"])
    }

    /// The kubeconfig with everything in clear, as it was at first.
    var text: String {
        get throws {
            let authority = desktop.authority
            let data = [
                "crt": Base64Text.of(try authority.text("jane.crt")),
                "key": Base64Text.of(try authority.text("jane.key")),
                "ca": Base64Text.of(try authority.text("cluster.crt")),
            ]
            let contexts = Self.users.keys.sorted().map { "- {name: \($0), context: {cluster: lab, user: \($0)}}\n" }
            return """
                # my clusters
                apiVersion: v1
                kind: Config
                clusters:
                - name: lab
                  cluster: {server: "\(server.address)", certificate-authority-data: \(data["ca", default: ""])}
                contexts:
                \(contexts.joined())users:
                - name: embedded
                  user:
                    client-certificate-data: \(data["crt", default: ""])
                    client-key-data: \(data["key", default: ""])
                - name: files   # of May
                  user:
                    client-certificate: pki/jane.crt
                    client-key: pki/jane.key
                - name: token
                  user: {token: \(Self.token)}
                - name: token-file
                  user:
                    tokenFile: pki/token

                """
        }
    }

    /// Puts everything back where it was at first.
    func reset() throws {
        let folder = desktop.session.folder + "/home/.kube"
        for (name, contents) in [
            ("jane.crt", try desktop.authority.text("jane.crt")), ("jane.key", try desktop.authority.text("jane.key")),
            ("token", Self.webToken + "\n"),
        ] { try PrivateFile("\(folder)/pki/\(name)").write(Array(contents.utf8)) }
        try desktop.write(try text)
    }

    func move(_ arguments: String..., with more: Environment = [:]) throws -> TestProcess.Outcome {
        try desktop.kubering(["credential", "move"] + arguments, with: more)
    }

    /// Whom the server sees, by user.
    func seen(by kubectl: String = "kubectl") throws -> [String: String] {
        try Self.users.keys.reduce(into: [:]) { seen, user in
            let outcome = try desktop.run(kubectl, "--context", user, "get", "--raw", "/whoami")
            seen[user] = outcome.end == .exited(0) ? String(outcome.output.dropLast()) : outcome.errors
        }
    }

    /// The files below the home and kubering's folders that hold one of the secrets in clear.
    func leaks() throws -> String {
        let words = secrets.flatMap { ["-e", $0] }
        let folders = ["home", "state", "data", "cache", "config", "run"].map { desktop.session.folder + "/" + $0 }
        return try TestProcess.run(["grep", "-rlF"] + words + folders, environment: desktop.environment).output
    }

    /// The ids that `credential list` shows.
    func listed() throws -> [String] {
        try desktop.kubering(["credential", "list", "-o", "name"]).output.split(separator: "\n").map(String.init)
    }
}

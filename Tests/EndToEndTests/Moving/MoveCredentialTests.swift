// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Credentials on their way between the kubeconfig, files and every store, with kubectl as the judge.
@Suite(.serialized) struct MoveCredentialTests {
    static let stores = ["secret-service", "vault", "helper:pass", "helper:secretservice"]

    @Test("every kind goes into a store and back, and kubectl signs in all along", arguments: stores)
    func thereAndBack(_ store: String) throws {
        let moving = try MovingDesktop()
        // The history knows the token.
        let set = try TestProcess.run(
            [Home.kubering, "user", "set", "token", "--token-stdin"], environment: moving.desktop.environment,
            input: Array(MovingDesktop.token.utf8))
        #expect(set.end == .exited(0), "\(set.errors)")
        #expect(try moving.desktop.kubering(["unset", "users.token.token"]).end == .exited(0))
        try moving.reset()
        #expect(try moving.leaks().contains("/history/"))

        let plan = try moving.move("--all", "--to", store, "--dry-run")
        #expect(plan.end == .exited(0), "\(plan.errors)")
        #expect(try moving.desktop.text() == moving.text)
        #expect(try moving.listed() == [])

        let moved = try moving.move("--all", "--to", store, "--yes")
        #expect(moved.end == .exited(0), "\(moved.errors)")
        #expect(try moving.leaks() == "", "\(moved.errors)")
        let text = try moving.desktop.text()
        #expect(text.contains("# my clusters\n") && text.contains("- name: files   # of May\n"))
        #expect(try moving.listed().count == 4)
        for kubectl in ["kubectl", "/usr/bin/kubectl"] where access(kubectl, X_OK) == 0 || !kubectl.contains("/") {
            #expect(try moving.seen(by: kubectl) == MovingDesktop.users)
        }
        let again = try moving.move("--all", "--to", store)
        #expect(again.end == .exited(0) && again.errors.contains("is there already"), "\(again.errors)")

        // Another store, in which nothing may stay of the first; then files, then where everything began.
        let other = store == "vault" ? "secret-service" : "vault"
        let before = Set(try moving.listed())
        let further = try moving.move("*", "--to", other)
        #expect(further.end == .exited(0), "\(further.errors)")
        #expect(try moving.seen() == MovingDesktop.users)
        let after = Set(try moving.listed())
        #expect(after.count == 4 && after.isDisjoint(with: before))
        let folder = moving.desktop.session.folder + "/home/keys"
        #expect(try moving.move("*", "--to", "files", "--directory", folder).end == .exited(0))
        #expect(try moving.seen() == MovingDesktop.users)
        #expect(
            Directory.names(in: folder).sorted() == [
                "embedded.crt", "embedded.key", "files.crt", "files.key", "token-file.token", "token.token",
            ])
        #expect(try moving.listed() == [])
        #expect(try moving.move("*", "--to", "embedded", "--yes").end == .exited(0))
        #expect(try moving.seen() == MovingDesktop.users)
        #expect(Directory.names(in: folder).sorted() == ["embedded.crt", "files.crt"])
        #expect(try moving.desktop.storedItems() == [])
        #expect(Directory.names(in: moving.desktop.session.folder + "/data/kubering/vault/items") == [])
    }

    @Test("many who ask at once get the same answer, to the byte", arguments: stores)
    func atOnce(_ store: String) throws {
        let moving = try MovingDesktop()
        #expect(try moving.move("embedded", "--to", store).end == .exited(0))
        let id = try #require(try moving.listed().first)
        let info = OnboardingTests.execInfo(
            moving.server.address, Base64Text.of(try moving.desktop.authority.text("cluster.crt")))
        let environment = moving.desktop.environment.merging(info)
        let askers = try (0..<8).map { _ in
            try TestProcess([Home.kubering, "credential", "get", id], environment: environment)
        }
        let answers = askers.map { $0.outcome() }
        #expect(answers.allSatisfy { $0.end == .exited(0) && $0.output.contains("clientKeyData") })
        #expect(Set(answers.map(\.output)).count == 1)
    }

    @Test("a shared entry is refused before anything is made")
    func sharedEntry() throws {
        let moving = try MovingDesktop()
        let text =
            try moving.text.replacing("user: {token:", with: "user: &shared {token:")
            + "- {name: same, user: *shared}\n"
        try moving.desktop.write(text)
        for user in ["token", "same"] {
            let contexts = text.replacing(
                "users:\n", with: "- {name: same, context: {cluster: lab, user: same}}\nusers:\n")
            try moving.desktop.write(contexts)
            let outcome = try moving.move(user, "--to", "vault")
            #expect(outcome.end == .exited(1) && outcome.errors.isOneErrorLine, "\(outcome.errors)")
            #expect(outcome.errors.contains("alias"), "\(outcome.errors)")
            #expect(try moving.desktop.text() == contexts)
        }
        #expect(!FileSnapshot.exists(moving.desktop.session.folder + "/data/kubering/vault"))
    }

    @Test("version v1beta1 of the plugin protocol works through a store as well", arguments: stores)
    func olderVersion(_ store: String) throws {
        let moving = try MovingDesktop()
        #expect(try moving.move("--all", "--to", store).end == .exited(0))
        let text = try moving.desktop.text()
        try moving.desktop.write(text.replacing("authentication.k8s.io/v1", with: "authentication.k8s.io/v1beta1"))
        #expect(try moving.seen() == MovingDesktop.users)
    }

    /// Somebody's kubeconfig with the id of a credential and a server of its own.
    @Test("a stolen id gets nothing, neither through kubectl nor by moving it back", arguments: stores)
    func stolen(_ store: String) throws {
        let moving = try MovingDesktop()
        #expect(try moving.move("token", "--to", store).end == .exited(0))
        let thief = moving.server.address.replacing("127.0.0.1", with: "localhost")
        let address = "server: \"\(moving.server.address)\""
        try moving.desktop.write(moving.desktop.text().replacing(address, with: "server: \"\(thief)\""))
        let asked = try moving.desktop.run("kubectl", "--context", "token", "get", "--raw", "/whoami")
        #expect(asked.end == .exited(1))
        for part in [moving.server.address, thief] { #expect(asked.errors.contains(part), "\(asked.errors)") }
        #expect(!(asked.output + asked.errors).contains(MovingDesktop.token))
        for place in [
            ["embedded"], ["files", "--directory", moving.desktop.session.folder],
            [store == "vault" ? "secret-service" : "vault"],
        ] {
            let moved = try moving.desktop.kubering(["credential", "move", "token", "--to"] + place)
            #expect(moved.end == .exited(1) && moved.errors.isOneErrorLine, "\(moved.errors)")
            #expect(moved.errors.contains("is not handed out for the server"), "\(moved.errors)")
        }
    }

    @Test("what cannot be moved is told, and nothing is changed")
    func refusals() throws {
        let moving = try MovingDesktop()
        let authority = moving.desktop.authority
        let base = try moving.text
        let key = Base64Text.of(try authority.text("stranger.key"))
        let certificate = Base64Text.of(try authority.text("jane.crt"))
        let expired = [
            Base64Text.of(try authority.text("expired.crt")), Base64Text.of(try authority.text("expired.key")),
        ]
        let context = "- {name: x, context: {cluster: lab, user: x}}\n"
        let cases: [(user: String, contexts: String, says: String)] = [
            ("{}", context, "signs in with nothing"),
            ("{username: a, password: secret-password}", context, "which kubectl takes from the kubeconfig only"),
            ("{exec: {command: aws}}", context, "signs in with a plugin, which keeps its own credentials"),
            ("{auth-provider: {name: oidc}}", context, "signs in with an auth provider"),
            ("{token: t, client-certificate-data: \(certificate)}", context, "has a client certificate and a token"),
            ("{client-certificate-data: \(certificate)}", context, "has a client certificate and no client key"),
            ("{client-key-data: \(key)}", context, "has a client key and no client certificate"),
            (
                "{client-certificate-data: \(certificate), client-key-data: \(key)}", context,
                "does not belong to its certificate"
            ),
            ("{client-certificate-data: \(expired[0]), client-key-data: \(expired[1])}", context, "expired on"),
            ("{token: a.eyJleHAiOjF9.b}", context, "has a token that ended on 1970-01-01T00:00:01Z"),
            ("{tokenFile: /nonexistent}", context, "cannot read \"/nonexistent\""),
            ("{token: t}", "", "is used by no context that has a cluster"),
            (
                "{token: t}", "- {name: x, context: {cluster: gone, user: x}}\n",
                "is used by no context that has a cluster"
            ),
            (
                "{token: t}", context + "- {name: x2, context: {cluster: other, user: x}}\n",
                "is used with the clusters \"lab\" and \"other\""
            ),
            ("{token: t}", "- {name: x, context: {cluster: plain, user: x}}\n", "must start with https://"),
        ]
        for (user, contexts, says) in cases {
            let text =
                base.replacing("users:\n", with: contexts + "users:\n- name: x\n  user: \(user)\n")
                .replacing(
                    "clusters:\n",
                    with: "clusters:\n- {name: other, cluster: {server: \"https://o\"}}\n"
                        + "- {name: plain, cluster: {server: \"http://o\"}}\n")
            try moving.desktop.write(text)
            let outcome = try moving.move("x", "--to", "vault")
            #expect(outcome.end == .exited(1), "\(user): \(outcome.errors)")
            #expect(outcome.errors.isOneErrorLine && outcome.errors.contains(says), "\(user): \(outcome.errors)")
            #expect(!outcome.errors.contains("secret-password"))
            #expect(try moving.desktop.text() == text)
        }
        #expect(try moving.listed() == [])
        // By a pattern the others go.
        let some = try moving.move("x", "token", "--to", "vault")
        #expect(some.end == .exited(1), "\(some.errors)")
        #expect(try moving.listed() == [])
        let most = try moving.move("?*", "--to", "vault")
        #expect(most.end == .exited(1) && most.errors.contains("user \"x\": the server \"http://o\""), "\(most.errors)")
        #expect(try moving.listed().count == 4)
    }

    @Test("when the kubeconfig cannot be written, nothing is left in the store", arguments: stores + ["files"])
    func takenBack(_ place: String) throws {
        let moving = try MovingDesktop()
        // A folder in the place of the file that is written beside the kubeconfig.
        let obstacle = moving.desktop.session.folder + "/home/.kube/.config.kubering-new"
        try Directory.create(obstacle, mode: 0o700)
        let folder = moving.desktop.session.folder + "/home/keys"
        let outcome = try moving.desktop.kubering(
            ["credential", "move", "--all", "--to", place] + (place == "files" ? ["--directory", folder] : []))
        rmdir(obstacle)
        #expect(outcome.end == .exited(1) && outcome.errors.isOneErrorLine, "\(outcome.errors)")
        #expect(try moving.desktop.text() == moving.text)
        #expect(try moving.seen() == MovingDesktop.users)
        #expect(try moving.listed() == [])
        #expect(Directory.names(in: folder) == [])
        #expect(try moving.desktop.storedItems() == [])
        #expect(Directory.names(in: moving.desktop.session.folder + "/data/kubering/vault/items") == [])
    }

    /// No moment is a bad one: the old credential works or the new one, and what is in the vault is listed.
    @Test("killed at any change on the disk, a move leaves a user who can sign in")
    func killed() throws {
        let moving = try MovingDesktop()
        let desktop = moving.desktop
        #expect(try desktop.kubering(["vault", "init"]).end == .exited(0))
        let before = try moving.text
        var (kept, moved) = (0, 0)
        for call in ["openat", "rename", "unlink", "fsync", "write"] {
            for occurrence in 1...200 {
                try moving.reset()
                let outcome = try TestProcess.run(
                    [
                        "strace", "-f", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
                        "inject=\(call):signal=KILL:when=\(occurrence)", Home.kubering, "credential", "move", "token",
                        "--to", "vault",
                    ], environment: desktop.environment)
                unlink(desktop.kubeconfig + ".lock")
                let ids = Set(
                    Directory.names(in: desktop.session.folder + "/data/kubering/vault/items")
                        .filter { $0.hasSuffix(".age") }.map { String($0.dropLast(4)) })
                #expect(ids.isSubset(of: try moving.listed()), "at \(call) \(occurrence)")
                if try desktop.text() == before {
                    kept += 1
                } else {
                    moved += 1
                    let answer = try desktop.run("kubectl", "--context", "token", "get", "--raw", "/whoami")
                    #expect(
                        answer.output == "Bearer \(MovingDesktop.token)\n", "at \(call) \(occurrence): \(answer.errors)"
                    )
                }
                for id in try moving.listed() { _ = try desktop.kubering(["credential", "remove", id, "--yes"]) }
                if outcome.end == .exited(0) { break }
            }
        }
        #expect(kept > 10 && moved > 3)
    }
}

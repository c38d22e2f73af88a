// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingWorkflows

@Suite("What listings say")
struct ListingTests {
    private static let kubeconfig = """
        clusters:
        - {name: one, cluster: {server: "https://u:pw@10.0.0.1:6443"}}
        contexts:
        - {name: token, context: {cluster: one, user: token}}
        - {name: nobody, context: {cluster: gone, user: gone}}
        - {name: stored, context: {cluster: one, user: stored, namespace: web}}
        - {name: exec, context: {cluster: one, user: exec}}
        current-context: stored
        users:
        - {name: token, user: {token: abc}}
        - name: exec
          user: {exec: {command: aws, apiVersion: client.authentication.k8s.io/v1beta1}}
        - name: stored
          user:
            exec: {command: kubering, args: [credential, get, "00112233445566778899aabbccddeeff"]}
            extensions:
            - name: kubering/credential
              extension:
                id: "00112233445566778899aabbccddeeff"
                store: secret-service
                kind: client-certificate
                subject: O=dev,CN=jane
                groups: [dev]
                notAfter: "2027-01-20T00:00:00Z"
        """

    private func load() throws -> (SwitchingWorld, Kubeconfig) {
        let world = try SwitchingWorld()
        try world.folder.write(Self.kubeconfig, to: "config")
        return (world, try Kubeconfig.load(world.location))
    }

    @Test(
        "facts of contexts as JSON",
        arguments: [
            ("token", #"{"kind":"token","storage":"embedded"}"#),
            ("nobody", #"{"kind":"none"}"#),
            ("exec", #"{"kind":"exec","storage":"plugin"}"#),
            (
                "stored",
                #"{"kind":"client-certificate","storage":"secret-service","subject":"O=dev,CN=jane","#
                    + #""notAfter":"2027-01-20T00:00:00Z","credential":"00112233445566778899aabbccddeeff"}"#
            ),
        ])
    func authentication(name: String, expected: String) throws {
        let (world, config) = try load()
        defer { withExtendedLifetime(world) {} }
        let facts = try #require(try Listing(config).contexts([name]).first)
        #expect(facts.authentication.json.jsonText() == expected)
        #expect(facts.isCurrent == (name == "stored"))
    }

    @Test("the status warns of an end that is near")
    func status() throws {
        let (world, config) = try load()
        // Four days and some hours before the end.
        let status = try CurrentStatus(config, now: world.value.now())
        #expect(status.warnings == ["the certificate ends in 4 days"])
        #expect(status.lines.map(\.value).contains("https://REDACTED@10.0.0.1:6443"))
    }

    @Test(
        "the status calls what ends by its name",
        arguments: [("client-certificate", "certificate"), ("token", "token")])
    func whatEnds(_ kind: String, _ noun: String) throws {
        for (seconds, when) in [
            (-1.0, "has ended"), (60, "ends today"), (90_000, "ends in a day"), (180_000, "ends in 2 days"),
        ] {
            let world = try SwitchingWorld()
            let end = world.value.now().addingTimeInterval(seconds).rfc3339
            try world.folder.write(
                """
                current-context: c
                clusters: [{name: c, cluster: {server: "https://x"}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                users:
                - name: u
                  user:
                    exec: {command: kubering}
                    extensions:
                    - {name: kubering/credential, extension: {id: x, store: secret-service, kind: \(kind), notAfter: "\(end)"}}
                """, to: "config")
            let status = try CurrentStatus(try Kubeconfig.load(world.location), now: world.value.now())
            #expect(status.warnings == ["the \(noun) \(when)"])
        }
    }

    /// "é" in its two spellings, as the kubeconfig has them, is two names.
    @Test func namesAreComparedByTheirBytes() throws {
        let world = try SwitchingWorld()
        let (one, other) = ("caf\u{E9}", "cafe\u{301}")
        try world.folder.write(
            """
            current-context: \(one)
            clusters:
            - {name: \(one), cluster: {server: "https://1"}}
            - {name: \(other), cluster: {server: "https://2"}}
            users:
            - {name: \(one), user: {token: a}}
            - {name: \(other), user: {token: b}}
            contexts:
            - {name: \(one), context: {cluster: \(one), user: \(one)}}
            - {name: \(other), context: {cluster: \(other), user: \(other)}}
            """, to: "config")
        let listing = Listing(try Kubeconfig.load(world.location))
        #expect(try listing.contexts([one, other]).map(\.isCurrent) == [true, false])
        #expect(try listing.clusters([one, other]).map(\.contexts.count) == [1, 1])
        #expect(try listing.users([one, other]).map(\.contexts.count) == [1, 1])
        #expect(EntryPlace(file: 0, kind: .user, name: one) != EntryPlace(file: 0, kind: .user, name: other))

        let previous = PreviousNames(world.value)
        let switched = try SwitchContext(world.location, previousNames: previous).run(.named(other))
        #expect(switched.notRemembered == nil && previous.context()?.utf8.elementsEqual(one.utf8) == true)
        var request = DeleteEntries.Request(.context, [one])
        request.isPruning = true
        let deleted = try DeleteEntries(world.location).run(request)
        #expect(deleted.kept.isEmpty && deleted.clearedCurrentContext == nil, "\(deleted.kept)")
        #expect(deleted.deleted.count == 3 && deleted.deleted.allSatisfy { $0.name.utf8.elementsEqual(one.utf8) })
    }

    @Test("the list of credentials survives without its kubeconfig")
    func index() throws {
        let (world, config) = try load()
        let index = CredentialIndex(world.value.directories)
        #expect(try index.entries(with: config).map(\.user) == ["stored"])
        #expect(try index.entries(with: nil).isEmpty)
        let facts = CredentialFacts(id: "ffeeddccbbaa99887766554433221100", store: "secret-service", kind: "token")
        try index.finish([.init(user: "jane", facts: facts)])
        #expect(try index.entries(with: config).map(\.user) == ["jane", "stored"])
        #expect(try index.entry("ffee", with: nil).facts == facts)
        #expect(throws: WorkflowError.self) { try index.entry("dead", with: config) }
        try index.remove(facts.id)
        #expect(try index.entries(with: nil).isEmpty)
    }
}

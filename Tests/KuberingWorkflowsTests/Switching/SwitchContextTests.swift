// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingWorkflows
import Testing

@Suite("Switching contexts")
struct SwitchContextTests {
    @Test("changes one line and goes back")
    func thereAndBack() throws {
        let world = try SwitchingWorld()
        let outcome = try world.switching.run(.named("b"))
        #expect(outcome.context == "b")
        #expect(outcome.previous == "a")
        #expect(try world.text() == SwitchingWorld.kubeconfig.replacing("current-context: a ", "current-context: b "))
        #expect(try world.switching.run(.previous).context == "a")
        #expect(try world.text() == SwitchingWorld.kubeconfig)
        #expect(try world.switching.run(.previous).context == "b")
    }

    @Test("writes nothing when the context is current already")
    func sameContext() throws {
        let world = try SwitchingWorld()
        #expect(try world.switching.run(.named("a")).changes.isEmpty)
        #expect(throws: WorkflowError.self) { try world.switching.run(.previous) }
    }

    @Test("names near contexts when there is none of that name")
    func unknown() throws {
        let world = try SwitchingWorld()
        do {
            _ = try world.switching.run(.named("B"))
            Issue.record("there is no context B")
        } catch let error as ConfigError {
            #expect(error.description == #"no context named "B"; did you mean "b"?"#)
            #expect(error.exitStatus == .notFound)
        }
        #expect(try world.text() == SwitchingWorld.kubeconfig)
    }

    @Test("takes a namespace along, in the same write")
    func withNamespace() throws {
        let world = try SwitchingWorld()
        _ = try world.switching.run(.named("b"), namespace: "shop")
        let expected = SwitchingWorld.kubeconfig.replacing("namespace: web", "namespace: shop")
        #expect(try world.text() == expected.replacing("current-context: a ", "current-context: b "))
    }

    @Test("goes back in the shell that asks", arguments: [("one", "a"), ("two", "b")])
    func perShell(shell: String, expected: String) throws {
        let first = try SwitchingWorld(shell: "one")
        _ = try first.switching.run(.named("b"))
        let second = try SwitchingWorld(shell: "two", in: first.folder)
        _ = try second.switching.run(.named("a"))
        let asking = try SwitchingWorld(shell: shell, in: first.folder)
        #expect(try asking.switching.run(.previous).context == expected)
    }

    @Test("clears the current context and can dry-run")
    func unsetAndDryRun() throws {
        let world = try SwitchingWorld()
        let dry = try world.switching.run(.named("b"), isDryRun: true)
        #expect(try world.text() == SwitchingWorld.kubeconfig)
        #expect(dry.changes.map(\.diff).joined().contains("\n-current-context: a  # now\n"))
        _ = try world.switching.run(.none)
        #expect(try Kubeconfig.load(world.location).currentContext == "")
        #expect(try world.text().contains("current-context: \"\"  # now"))
    }

    @Test("clears the current context in every file, so that none comes to the surface")
    func unsetEverywhere() throws {
        let world = try SwitchingWorld()
        try world.folder.write("current-context: b\n", to: "second")
        let paths = ["config", "second"].map { world.folder.path + "/" + $0 }.joined(separator: ":")
        let location = KubeconfigLocation(
            explicit: nil, environment: ["KUBECONFIG": paths], workingDirectory: world.folder.path)
        let outcome = try SwitchContext(location, previousNames: PreviousNames(world.value)).run(.none)
        #expect(outcome.changes.count == 2)
        #expect(try Kubeconfig.load(location).currentContext == "")
    }

    @Test("switches namespaces there and back")
    func namespaces() throws {
        let world = try SwitchingWorld()
        #expect(try world.namespaces.run(.named("web")).context == "a")
        #expect(try world.text() == SwitchingWorld.kubeconfig.replacing("user: jane}", "user: jane, namespace: web}"))
        #expect(try world.namespaces.run(.previous).namespace == "")
        #expect(try world.text() == SwitchingWorld.kubeconfig)
        #expect(try world.namespaces.run(.unset, context: "b").namespace == "")
        #expect(try Kubeconfig.load(world.location).context(named: "b")?.namespace == "")
    }

    @Test(
        "refuses names that no namespace can have",
        arguments: ["", "Web", "a b", "-a", "a-", "a/b", "a\n", String(repeating: "a", count: 64)])
    func badNamespace(name: String) throws {
        let world = try SwitchingWorld()
        #expect(throws: WorkflowError.self) { try world.namespaces.run(.named(name)) }
        #expect(try world.text() == SwitchingWorld.kubeconfig)
    }
}

extension String {
    /// The text with the only occurrence of one part replaced.
    func replacing(_ part: String, _ replacement: String) -> String {
        let pieces = split(separator: part, omittingEmptySubsequences: false)
        return pieces.joined(separator: replacement)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

/// The view of each fixture is kubectl's, to the byte.
struct ViewTests {
    @Test(arguments: Fixture.all)
    func rawViewIsKubectls(_ fixture: Fixture) throws {
        let path = Fixture.folder + "/" + fixture.name
        var view = ConfigView()
        view.isRaw = true
        let json = try view.json(of: Kubeconfig.load(.only(path)))
        #expect(try json.jsonText(indent: 4, escaping: .likeGo) + "\n" == Kubectl.view(path))
        #expect(try json.yamlText(sortedKeys: true) == Kubectl.view(path, "yaml"))
    }

    @Test(arguments: Fixture.all)
    func minifiedViewIsKubectls(_ fixture: Fixture) throws {
        let path = Fixture.folder + "/" + fixture.name
        for context in [nil] + (try fixture.contexts) {
            try expectSame(path, context: context, isMinified: true, isFlattened: false)
        }
    }

    @Test(arguments: Fixture.all)
    func flattenedViewIsKubectls(_ fixture: Fixture) throws {
        try expectSame(Fixture.folder + "/" + fixture.name, isMinified: false, isFlattened: true)
    }

    @Test func flatteningReadsTheFilesBesideTheKubeconfig() throws {
        let folder = try TestFolder()
        let fixture = Fixture(name: "relative-paths.yaml")
        let path = try fixture.copy(to: folder)
        try Directory.create(folder.path + "/pki", mode: 0o700)
        for name in ["ca.crt", "client.crt", "client.key"] { try folder.write("hush \(name)\n", to: "pki/" + name) }
        #expect(try expectSame(path, isMinified: false, isFlattened: true))
        #expect(try expectSame(path, context: "near", isMinified: true, isFlattened: true))
        var view = ConfigView()
        view.isFlattened = true
        let text = try view.json(of: Kubeconfig.load(.only(path))).jsonText(indent: 4)
        #expect(text.contains("DATA+OMITTED") && !text.contains("aHVzaC"))
    }

    @Test func aPathBesideItsDataCannotBeFlattened() throws {
        let folder = try TestFolder()
        let path = folder.path + "/config"
        try folder.write(
            """
            clusters:
            - name: both
              cluster: {server: https://a.example, certificate-authority: ca.crt, certificate-authority-data: aHVzaA==}
            """, to: "config")
        try folder.write("hush", to: "ca.crt")
        var view = ConfigView()
        view.isFlattened = true
        let error = #expect(throws: ConfigError.self) { try view.json(of: Kubeconfig.load(.only(path))) }
        #expect(error?.code == .pathAndData)
        #expect(
            error?.description == "\(path):2:3: cluster \"both\" has both certificate-authority and "
                + "certificate-authority-data; remove one of them")
        #expect(throws: Kubectl.Failure.self) { try Kubectl.view(path, flags: ["--flatten"]) }
    }

    @Test func minifyingNeedsAContextThatExists() throws {
        let config = try Kubeconfig.load(.only(Fixture.folder + "/current-context-missing.yaml"))
        var view = ConfigView()
        view.isMinified = true
        let first = #expect(throws: ConfigError.self) { try view.json(of: config) }
        #expect(first?.code == .noCurrentContext)
        view.context = "nothing"
        let second = #expect(throws: ConfigError.self) { try view.json(of: config) }
        #expect(second?.code == .entryNotFound && second?.exitStatus == .notFound)
    }

    @Test(arguments: Fixture.all)
    func redactedViewHoldsNoSecret(_ fixture: Fixture) throws {
        let config = try Kubeconfig.load(.only(Fixture.folder + "/" + fixture.name))
        let json = try ConfigView().json(of: config)
        for text in [json.jsonText(indent: 4), json.yamlText(sortedKeys: true)] {
            for mark in Fixture.secretMarks { #expect(!text.contains(mark), "\(text)") }
        }
    }

    @Test(arguments: Fixture.all)
    func redactedViewKeepsTheShape(_ fixture: Fixture) throws {
        let config = try Kubeconfig.load(.only(Fixture.folder + "/" + fixture.name))
        var raw = ConfigView()
        raw.isRaw = true
        #expect(try ConfigView().json(of: config).shape == raw.json(of: config).shape)
    }

    /// Compares with kubectl; false when both refuse.
    @discardableResult
    private func expectSame(
        _ path: String, context: String? = nil, isMinified: Bool, isFlattened: Bool
    ) throws -> Bool {
        var view = ConfigView()
        view.isRaw = true
        view.isMinified = isMinified
        view.isFlattened = isFlattened
        view.context = context
        let flags =
            (isMinified ? ["--minify"] : []) + (isFlattened ? ["--flatten"] : [])
            + (context.map { ["--context=" + $0] } ?? [])
        let expected: String
        do {
            expected = try Kubectl.view(path, flags: flags)
        } catch is Kubectl.Failure {
            #expect(throws: (any Error).self, "kubectl refuses \(flags)") {
                try view.json(of: Kubeconfig.load(.only(path)))
            }
            return false
        }
        let json = try view.json(of: Kubeconfig.load(.only(path)))
        #expect(json.jsonText(indent: 4, escaping: .likeGo) + "\n" == expected, "\(flags)")
        return true
    }
}

extension JSONValue {
    /// The names of all members, without the values.
    fileprivate var shape: JSONValue {
        switch self {
        case .null, .bool, .number, .string: .null
        case .array(let elements): .array(elements.map(\.shape))
        case .object(let members): .object(members.map { .init($0.name, $0.value.shape) })
        }
    }
}

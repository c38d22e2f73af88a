// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

/// Several files are merged as kubectl merges them.
struct MergingTests {
    private let folder: TestFolder
    private let list: String
    private let location: KubeconfigLocation

    /// Three files that overlap, and one that is missing.
    init() throws {
        folder = try TestFolder()
        try folder.write(
            """
            contexts:
            - name: shared
              context: {cluster: one, user: red}
            users:
            - name: red
              user: {token: hush}
            current-context: ""
            """, to: "one")
        try folder.write(
            """
            clusters:
            - {name: one, cluster: {server: "https://two.example"}}
            contexts:
            - {name: two, context: {cluster: one, user: red, namespace: deux}}
            - {name: shared, context: {cluster: wrong, namespace: wrong}}
            users:
            - {name: red, user: {username: u, password: p}}
            current-context: shared
            extensions:
            - {name: same, extension: {from: 2}}
            preferences: {colors: true}
            """, to: "two")
        try folder.write(
            """
            contexts:
            - {name: three, context: {cluster: one, user: red}}
            current-context: three
            extensions:
            - {name: same, extension: {from: 3}}
            - {name: other, extension: 3}
            preferences: {colors: false}
            """, to: "three")
        let path = folder.path
        list = ["one", "missing", "two", "three"].map { path + "/" + $0 }.joined(separator: ":")
        location = KubeconfigLocation(explicit: nil, environment: ["KUBECONFIG": list], workingDirectory: "/")
    }

    private func kubectl(_ arguments: String...) throws -> String {
        try Kubectl.run(arguments, variables: ["KUBECONFIG": list])
    }

    @Test func theFirstFileSuppliesAWholeEntry() throws {
        let config = try Kubeconfig.load(location)
        #expect(config.names(.context) == ["shared", "two", "three"])
        #expect(try config.context(named: "shared").map { [$0.cluster, $0.user, $0.namespace] } == ["one", "red", ""])
        #expect(try config.user(named: "red")?.username == "")
        #expect(try config.user(named: "red")?.token?.exposedText == "hush")
        #expect(config.origin(.cluster, named: "one").map(config.path) == folder.path + "/two")
        #expect(config.files.map(\.exists) == [true, false, true, true])
        #expect(try config.context(named: "none") == nil)
    }

    @Test func theFirstCurrentContextThatIsNotEmptyCounts() throws {
        #expect(try Kubeconfig.load(location).currentContext == "shared")
    }

    @Test func theMergedViewIsKubectls() throws {
        var view = ConfigView()
        view.isRaw = true
        let json = try view.json(of: Kubeconfig.load(location)).jsonText(indent: 4, escaping: .likeGo) + "\n"
        #expect(try json == kubectl("config", "view", "--raw", "-o", "json"))
    }

    @Test func aNewCurrentContextGoesToTheDefaultFile() throws {
        let result = try KubeconfigTransaction(location).run { _ in [.setCurrentContext("three")] }
        #expect(result.changes.map(\.path) == [folder.path + "/one"])
        #expect(try contents(folder.path + "/one").suffix(24) == Array("current-context: \"three\"".utf8)[...])
        #expect(try kubectl("config", "current-context") == "three\n")
    }

    @Test func clearingBringsUpTheNextOne() throws {
        let result = try KubeconfigTransaction(location).run { _ in [.setCurrentContext("")] }
        #expect(result.changes.map(\.path) == [folder.path + "/two"])
        #expect(try kubectl("config", "current-context") == "three\n")
    }

    @Test func aNamespaceGoesToTheFileOfTheContext() throws {
        let result = try KubeconfigTransaction(location).run { _ in
            [
                .setNamespace("drei", context: "three"), .setNamespace("un", context: "shared"),
                .setCurrentContext("two"),
            ]
        }
        #expect(result.changes.map(\.path) == [folder.path + "/one", folder.path + "/three"])
        #expect(result.changes.map(\.outcome) == [.replaced, .replaced])
        #expect(
            try kubectl("config", "get-contexts", "--no-headers")
                .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") } == [
                    "shared one red un", "three one red drei", "* two one red deux",
                ])
        #expect(Directory.names(in: folder.path) == ["one", "three", "two"])
    }

    @Test func newEntriesGoToTheFirstFileThatExists() throws {
        let result = try KubeconfigTransaction(location).run { _ in
            [
                .add(.cluster, name: "new", content: ["server": "https://new.example"]),
                .add(.user, name: "new", content: ["token": "hush"]),
                .add(.context, name: "new", content: ["cluster": "new", "user": "new"]),
            ]
        }
        #expect(result.changes.map(\.path) == [folder.path + "/one"])
        #expect(result.changes.allSatisfy { !$0.diff.contains("hush") && $0.diff.contains("REDACTED") })
        #expect(try kubectl("config", "view", "-o", "jsonpath={.clusters[*].name}") == "new one")
        let error = #expect(throws: ConfigError.self) {
            try KubeconfigTransaction(location).run { _ in [.add(.user, name: "red", content: [:])] }
        }
        #expect(error?.code == .entryExists)
    }

    @Test func aContextThatDoesNotExistIsNotFound() throws {
        let error = #expect(throws: ConfigError.self) {
            try KubeconfigTransaction(location).run { _ in [.setNamespace("x", context: "thre")] }
        }
        #expect(error?.code == .entryNotFound && error?.exitStatus == .notFound)
        #expect(error?.description == "no context named \"thre\"; did you mean \"three\"?")
    }

    @Test func anErrorBeforeWritingLeavesAllFilesAsTheyWere() throws {
        struct Refusal: Error {}
        let before = try contents(folder.path + "/one")
        #expect(throws: Refusal.self) {
            try KubeconfigTransaction(location).run(
                plan: { _ in [.setCurrentContext("two")] }, beforeWriting: { _ in throw Refusal() })
        }
        #expect(try contents(folder.path + "/one") == before)
        #expect(Directory.names(in: folder.path) == ["one", "three", "two"])
    }

    @Test func anUnwritableFileUndoesTheOthers() throws {
        let before = try contents(folder.path + "/one")
        // A folder where the temporary file would be: the second file cannot be replaced.
        try Directory.create(folder.path + "/.three.kubering-new/full", mode: 0o700)
        #expect(throws: FileError.self) {
            try KubeconfigTransaction(location).run { _ in
                [.setCurrentContext("two"), .setNamespace("drei", context: "three")]
            }
        }
        #expect(try contents(folder.path + "/one") == before)
        #expect(Directory.names(in: folder.path) == [".three.kubering-new", "one", "three", "two"])
    }

    @Test func nothingToDoTouchesNothing() throws {
        let result = try KubeconfigTransaction(location).run { _ in [.setCurrentContext("shared")] }
        #expect(result.changes.isEmpty)
        #expect(Directory.names(in: folder.path) == ["one", "three", "two"])
    }
}

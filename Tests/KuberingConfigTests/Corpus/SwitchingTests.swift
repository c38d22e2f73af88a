// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

/// Switching to each context of each fixture: one line changes, and kubectl reads what was asked.
struct SwitchingTests {
    @Test func corpusIsLargeEnough() throws {
        #expect(Fixture.all.count >= 30)
        #expect(try Fixture.all.map { try $0.contexts.count }.reduce(0, +) >= 80)
    }

    @Test(arguments: Fixture.all)
    func onlyTheCurrentContextChanges(_ fixture: Fixture) throws {
        let folder = try TestFolder()
        let path = try fixture.copy(to: folder)
        let before = try fixture.bytes
        let was = try Kubectl.config(path)
        for context in try fixture.contexts {
            try write(before, to: path)
            let result = try KubeconfigTransaction(.only(path)).run { _ in [.setCurrentContext(context)] }
            let after = try contents(path)
            if was["current-context"]?.string == context {
                #expect(result.changes.isEmpty && after == before)
                continue
            }
            #expect(try Kubectl.currentContext(path) == context)
            #expect(try Kubectl.config(path) == was.replacing("current-context", with: .string(context)))
            #expect(result.changes.map(\.path) == [path])
            let change = LineChange(from: before, to: after)
            #expect(change.added.count == 1, "\(change)")
            #expect(change.removed.allSatisfy { $0.contains("current-context") || fixture.foldsCurrentContext })
            #expect(change.removed.count == fixture.linesOfCurrentContext(before), "\(change)")
        }
    }

    @Test(arguments: Fixture.all)
    func switchingThereAndBackGivesTheSameBytes(_ fixture: Fixture) throws {
        let folder = try TestFolder()
        let path = try fixture.copy(to: folder)
        let before = try fixture.bytes
        let current = try Kubeconfig.load(.only(path)).currentContext
        guard !current.isEmpty, !fixture.foldsCurrentContext else { return }
        for context in try fixture.contexts {
            for name in [context, current] {
                _ = try KubeconfigTransaction(.only(path)).run { _ in [.setCurrentContext(name)] }
            }
            #expect(try LineChange(from: before, to: contents(path)).removed.count <= 1)
            #expect(try Kubectl.currentContext(path) == current)
        }
    }

    @Test(arguments: Fixture.all)
    func clearingLeavesNoCurrentContext(_ fixture: Fixture) throws {
        let folder = try TestFolder()
        let path = try fixture.copy(to: folder)
        let was = try Kubectl.config(path)
        _ = try KubeconfigTransaction(.only(path)).run { _ in [.setCurrentContext("")] }
        #expect(try Kubectl.currentContext(path) == nil)
        #expect(try Kubectl.config(path) == was.replacing("current-context", with: ""))
        #expect(try LineChange(from: fixture.bytes, to: contents(path)).added.count <= 1)
    }

    @Test(arguments: Fixture.all)
    func dryRunTouchesNothing(_ fixture: Fixture) throws {
        let folder = try TestFolder()
        let path = try fixture.copy(to: folder)
        for context in try fixture.contexts {
            let result = try KubeconfigTransaction(.only(path), isDryRun: true).run { _ in [.setCurrentContext(context)]
            }
            #expect(result.changes.allSatisfy { $0.outcome == nil })
        }
        #expect(try contents(path) == fixture.bytes)
        #expect(Directory.names(in: folder.path) == [fixture.name])
    }
}

extension Fixture {
    /// Whether the value of `current-context` takes several lines.
    fileprivate var foldsCurrentContext: Bool { name == "block-scalars.yaml" }

    /// How many lines the edit replaces: those of the old value, or none when the key is missing.
    fileprivate func linesOfCurrentContext(_ text: [UInt8]) -> Int {
        if foldsCurrentContext { return 3 }
        return String(decoding: text, as: UTF8.self).contains("current-context") ? 1 : 0
    }
}

extension JSONValue {
    /// The object with the value of one member replaced.
    func replacing(_ name: String, with value: JSONValue) -> JSONValue {
        .object((members ?? []).map { $0.name == name ? .init(name, value) : $0 })
    }
}

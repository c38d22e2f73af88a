// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

/// Setting and removing the namespace of each context of each fixture.
struct NamespaceTests {
    /// Contexts whose content is written elsewhere: an edit there would change other contexts too.
    private static let refusals = ["anchors.yaml": ["aliased"]]

    @Test(arguments: Fixture.all)
    func onlyTheNamespaceChanges(_ fixture: Fixture) throws {
        let folder = try TestFolder()
        let path = try fixture.copy(to: folder)
        let before = try fixture.bytes
        let was = try Kubectl.config(path)
        for context in try fixture.contexts {
            try write(before, to: path)
            let edit = KubeconfigEdit.setNamespace("123", context: context)
            if Self.refusals[fixture.name]?.contains(context) == true {
                let error = #expect(throws: ConfigError.self) {
                    try KubeconfigTransaction(.only(path)).run { _ in [edit] }
                }
                #expect(error?.code == .cannotEdit && error?.position != nil)
                #expect(try contents(path) == before)
                continue
            }
            _ = try KubeconfigTransaction(.only(path)).run { _ in [edit] }
            #expect(try Kubectl.config(path) == was.settingNamespace("123", of: context), "\(context)")
            let change = try LineChange(from: before, to: contents(path))
            // In JSON the member before a new one gets a comma; `{}` and `~` make room for a mapping.
            let most = fixture.isJSON || fixture.name == "empty-sections.yaml" ? 2 : 1
            #expect(change.removed.count <= 1 && (1...most).contains(change.added.count), "\(context): \(change)")
        }
    }

    @Test(arguments: Fixture.all)
    func removingLeavesNoNamespace(_ fixture: Fixture) throws {
        let folder = try TestFolder()
        let path = try fixture.copy(to: folder)
        let before = try fixture.bytes
        let was = try Kubectl.config(path)
        for context in try fixture.contexts {
            try write(before, to: path)
            _ = try KubeconfigTransaction(.only(path)).run { _ in [.setNamespace(nil, context: context)] }
            #expect(try Kubectl.config(path) == was.settingNamespace(nil, of: context), "\(context)")
            let change = try LineChange(from: before, to: contents(path))
            // A key that is there twice goes twice, with `user: k` in between, which stays.
            let repeated = fixture.name == "duplicate-keys.yaml" && context == "winner"
            // The comment above it goes with it.
            let removed = change.removed.filter { !$0.drop(while: \.isWhitespace).hasPrefix("#") }
            #expect(
                change.added.count <= 1 && removed.count <= (repeated ? 3 : fixture.isJSON ? 2 : 1),
                "\(context): \(change)")
        }
    }

    @Test(arguments: [
        "y", "1e3", "null", "~", "a: b", "- a", "it's", "ü", "a\nb", " ", "0o7", "12:30:45", "2001-01-01", "<<",
    ])
    func hostileNamespacesAreQuoted(_ namespace: String) throws {
        let folder = try TestFolder()
        for name in ["kubeadm.yaml", "flow.yaml", "one-line.json", "crlf.yaml", "quoted-keys.yaml"] {
            let fixture = Fixture(name: name)
            let path = try fixture.copy(to: folder)
            let was = try Kubectl.config(path)
            for context in try fixture.contexts {
                _ = try KubeconfigTransaction(.only(path)).run { _ in [.setNamespace(namespace, context: context)] }
            }
            let wanted = try fixture.contexts.reduce(was) { $0.settingNamespace(namespace, of: $1) }
            #expect(try Kubectl.config(path) == wanted)
        }
    }
}

extension JSONValue {
    /// The kubeconfig with the namespace of one context replaced, or removed.
    fileprivate func settingNamespace(_ namespace: String?, of context: String) -> JSONValue {
        let contexts = (self["contexts"]?.array ?? []).map { item -> JSONValue in
            guard item["name"]?.string == context else { return item }
            var members = (item["context"]?.members ?? []).filter { $0.name != "namespace" }
            if let namespace { members.append(.init("namespace", .string(namespace))) }
            return item.replacing("context", with: .object(members).withSortedMembers)
        }
        return replacing("contexts", with: .array(contexts))
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
public import KuberingSystem
public import KuberingYAML

/// A change of one field of a cluster or user.
public struct FieldSetting: Sendable {
    /// What the field gets.
    public enum Value: Sendable {
        /// This value.
        case json(JSONValue)
        /// This absolute path, written relative when it lies below the folder of the kubeconfig that takes it.
        case path(String)
        /// One more item for a list, which is made when it is missing.
        case appended(JSONValue)
        /// Nothing: the field is removed.
        case removed
    }

    /// The way to the field from the entry's content; only keys where the entry may be new.
    public let path: YAMLPath
    /// What it gets.
    public let value: Value

    /// Describes a change.
    public init(_ path: YAMLPath, _ value: Value) {
        self.path = path
        self.value = value
    }

    /// The same with a path that is written absolute wherever it lies.
    public var withAbsolutePath: FieldSetting {
        if case .path(let path) = value { FieldSetting(self.path, .json(.string(path))) } else { self }
    }

    /// The change of an entry in a kubeconfig of this folder.
    func change(inFolder folder: String) -> EntryChange {
        if case .appended(let item) = value { return .append(path, item) }
        return json(inFolder: folder).map { .set(path, $0) } ?? .unset(path)
    }

    /// What is written into a new entry of a kubeconfig of this folder; nil for nothing.
    ///
    /// Source: client-go `tools/clientcmd/config.go`, `RelativizePathWithNoBacksteps`.
    func json(inFolder folder: String) -> JSONValue? {
        switch value {
        case .json(let json): return json
        case .appended(let item): return .array([item])
        case .removed: return nil
        case .path(let path):
            let prefix = folder.hasSuffix("/") ? folder : folder + "/"
            return .string(path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path)
        }
    }
}

extension JSONValue {
    /// The object with the member at the end of the keys set, and the objects on the way made.
    func setting(_ keys: some Collection<YAMLStep>, to value: JSONValue) -> JSONValue {
        guard case .key(let key)? = keys.first else { return value }
        var members = members ?? []
        let index = members.firstIndex { $0.name.isExactly(key) }
        let old: JSONValue = index.map { members[$0].value } ?? .object([])
        let new = Member(key, old.setting(keys.dropFirst(), to: value))
        if let index { members[index] = new } else { members.append(new) }
        return .object(members)
    }
}

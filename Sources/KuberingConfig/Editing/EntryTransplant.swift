// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
public import KuberingYAML

/// A context, cluster or user on its way from one kubeconfig into another, with its comments and in its own style.
public struct EntryTransplant: Sendable {
    /// The name it will have.
    public let name: String
    let item: YAMLTransplant

    /// Takes an entry along.
    ///
    /// - Parameters:
    ///   - kind: What it is.
    ///   - origin: The entry.
    ///   - config: Where it comes from.
    ///   - name: The name it will have.
    ///   - fields: Fields that get another value; the paths start below the entry's content.
    /// - Throws: ``ConfigError`` where kubectl could not read the entry.
    public init(
        _ kind: EntryKind, _ origin: Kubeconfig.Origin, of config: Kubeconfig, as name: String,
        setting fields: [(path: YAMLPath, value: JSONValue)] = []
    ) throws(ConfigError) {
        self.name = name
        let renaming: [YAMLEdit] = name.isExactly(origin.entry.name) ? [] : [.set(["name"], .string(name))]
        do throws(YAMLError) {
            item = try YAMLTransplant(origin.entry.item)
                .applying(renaming + fields.map { .set([.key(kind.contentKey)] + $0.path, $0.value) })
        } catch {
            throw .invalid(config.path(of: origin), error)
        }
    }
}

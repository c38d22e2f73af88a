// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

extension FieldPath {
    /// What the path leads to in a configuration, or a view of one.
    ///
    /// - Parameters:
    ///   - view: From ``ConfigView/json(of:)``.
    ///   - config: The configuration that is viewed, for an error.
    /// - Returns: The value, which is not null.
    /// - Throws: ``ConfigError`` of code `entry-not-found`; `field-not-set` when there is no value; `bad-path` for an item
    ///   that is to be made.
    public func value(in view: JSONValue, of config: Kubeconfig) throws(ConfigError) -> JSONValue {
        var value: JSONValue? = view
        switch root {
        case .file: break
        case .section(let kind): value = view[kind.listKey]
        case .entry(let kind, let name):
            guard let item = Self.item(named: name, of: view[kind.listKey]) else {
                throw .notFound(kind, name, existing: config.names(kind), place: config.placeInWords)
            }
            value = item[kind.contentKey]
        }
        for (index, step) in steps.enumerated() {
            switch step {
            case .key(let key): value = value?[key]
            case .index(let position):
                let items = value?.array ?? []
                value = items.indices.contains(position) ? items[position] : nil
            case .named(let name, let member):
                let item = Self.item(named: name, of: value)
                value = index == steps.count - 1 ? item?[member] : item
            case .end: throw failure("names an item that is not there yet")
            }
        }
        guard let value, value != .null else {
            throw ConfigError(.fieldNotSet, "\(OutsideText.escaped(text)) is not set")
        }
        return value
    }

    private static func item(named name: String, of list: JSONValue?) -> JSONValue? {
        list?.array?.first { $0["name"]?.string?.isExactly(name) == true }
    }
}

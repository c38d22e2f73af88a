// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// What a user's plugin gets: a program that gives credentials.
///
/// Naming the program puts it in the place of another one with all its settings; without a name the one that is there
/// is changed, and what is nil stays as it is.
public struct PluginFields: Sendable {
    /// The program: with a slash a path, else looked up in `PATH`.
    public var command: String?
    /// `client.authentication.k8s.io/v1` or `/v1beta1`.
    public var apiVersion: String?
    /// Its arguments, in the place of all others.
    public var arguments: [String]?
    /// Variables that are set for it, in order; one without a value goes.
    public var environment: [(name: String, value: String?)] = []
    /// `Never`, `IfAvailable` or `Always`.
    public var interactiveMode: String?
    /// Whether it is told about the cluster.
    public var isGivenCluster: Bool?

    /// Says nothing.
    public init() {}

    /// What that sets and removes in a user.
    func settings(of user: JSONValue?) throws(WorkflowError) -> [FieldSetting] {
        if let command {
            return [.init(["exec"], .json(whole(command))), .init(["auth-provider"], .removed)]
        }
        guard let plugin = user?["exec"], plugin.members != nil else {
            throw WorkflowError(
                .doesNotFit, "the user has no plugin that could be changed; name its program with --exec-command",
                exitStatus: .usage)
        }
        let fields: [(String, JSONValue?)] = [
            ("apiVersion", apiVersion.map(JSONValue.string)),
            ("args", arguments.map { .array($0.map(JSONValue.string)) }),
            ("interactiveMode", interactiveMode.map(JSONValue.string)),
            ("provideClusterInfo", isGivenCluster.map(JSONValue.bool)),
        ]
        return fields.compactMap { name, value in value.map { .init(["exec", .key(name)], .json($0)) } }
            + variables(of: plugin)
    }

    /// The changes of variables: values first, then what goes from the end on, then what comes, so that no place moves
    /// before it is used.
    private func variables(of plugin: JSONValue) -> [FieldSetting] {
        let list: YAMLPath = ["exec", "env"]
        let names = (plugin["env"]?.array ?? []).map { $0["name"]?.string ?? "" }
        var (values, new): ([FieldSetting], [FieldSetting]) = ([], [])
        var removed: Set<Int> = []
        for (name, value) in environment {
            let places = names.indices.filter { names[$0].utf8.elementsEqual(name.utf8) }
            guard let value else {
                removed.formUnion(places)
                continue
            }
            // Of a name that is there twice the last one counts.
            if let place = places.last {
                values.append(.init(list + [.index(place), "value"], .json(.string(value))))
            } else {
                new.append(.init(list, .appended(Self.variable(name, value))))
            }
        }
        return values + removed.sorted(by: >).map { .init(list + [.index($0)], .removed) } + new
    }

    /// Kubernetes type: `ExecConfig`.
    private func whole(_ command: String) -> JSONValue {
        let variables = environment.compactMap { name, value in value.map { Self.variable(name, $0) } }
        let arguments = arguments ?? []
        return .object(present: [
            "apiVersion": .string(apiVersion ?? "client.authentication.k8s.io/v1"), "command": .string(command),
            "args": arguments.isEmpty ? nil : .array(arguments.map(JSONValue.string)),
            "env": variables.isEmpty ? nil : .array(variables),
            "interactiveMode": .string(interactiveMode ?? "IfAvailable"),
            "provideClusterInfo": isGivenCluster == true ? true : nil,
        ])
    }

    private static func variable(_ name: String, _ value: String) -> JSONValue {
        ["name": .string(name), "value": .string(value)]
    }
}

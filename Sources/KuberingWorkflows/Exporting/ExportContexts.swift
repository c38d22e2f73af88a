// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem

/// Contexts as a kubeconfig that needs no other file: minified, certificates embedded, paths absolute.
public struct ExportContexts: Sendable {
    /// A kubeconfig for somewhere else.
    public struct Export: Sendable {
        /// Its value, in the order of the Kubernetes types.
        public let kubeconfig: JSONValue
        /// The names of the contexts in it, as they were asked for.
        public let contexts: [String]
        /// What will not work elsewhere, or was left out: a sentence each, without the final period.
        public let notes: [String]
    }

    private let config: Kubeconfig
    private let hasCredentials: Bool

    /// Prepares an export.
    ///
    /// - Parameters:
    ///   - config: Where the contexts are.
    ///   - hasCredentials: Whether keys, tokens and passwords go along.
    public init(_ config: Kubeconfig, hasCredentials: Bool = true) {
        self.config = config
        self.hasCredentials = hasCredentials
    }

    /// The contexts that the names and patterns select, each once.
    ///
    /// - Parameter words: Names and patterns; `.` is the current context. None at all selects every context.
    /// - Returns: The names, in the order of the words.
    /// - Throws: `ConfigError` of code `entry-not-found` for a word that matches nothing.
    public func contexts(_ words: [String]) throws -> [String] {
        if words.isEmpty { return config.names(.context) }
        return try EntrySelection(.context, words).places(in: config).map(\.name)
    }

    /// Builds the kubeconfig of these contexts.
    ///
    /// - Parameter contexts: Their names; the current one of the result is the first, or the one that is current now.
    /// - Returns: The kubeconfig with what has to be said about it.
    /// - Throws: `ConfigError` when a context's cluster or user does not exist, `FileError` when a certificate or key
    ///   file cannot be read.
    public func export(_ contexts: [String]) throws -> Export {
        var view = ConfigView()
        (view.isRaw, view.isFlattened, view.hasAbsolutePaths) = (true, true, true)
        view.contexts = contexts
        if !hasCredentials { view.flattenedKinds = [.cluster] }
        var whole = try view.json(of: config)
        var notes: [String] = []
        if !hasCredentials { whole = Self.withoutForeignExtensions(whole, &notes) }
        let members = (whole.members ?? []).map { member -> JSONValue.Member in
            switch member.name {
            case "users":
                let users = (member.value.array ?? []).map { item in
                    let name = OutsideText.quoted(item["name"]?.string ?? "")
                    let fields = item["user"]?.members ?? []
                    if hasCredentials { notes += Self.ties(of: fields, user: name) }
                    let kept = hasCredentials ? fields : Self.withoutCredentials(fields, user: name, &notes)
                    return JSONValue.object([.init("name", item["name"] ?? ""), .init("user", .object(kept))])
                }
                return .init("users", users.isEmpty ? .null : .array(users))
            case "clusters" where !hasCredentials: return .init("clusters", Self.withoutPasswords(member.value))
            default: return member
            }
        }
        return Export(kubeconfig: .object(members), contexts: contexts, notes: notes)
    }

    /// Why a user will not work on another machine.
    private static func ties(of fields: [JSONValue.Member], user: String) -> [String] {
        fields.compactMap { field in
            switch field.name {
            case "tokenFile":
                "user \(user) reads its token from \(OutsideText.escaped(field.value.string ?? "")), which must exist there, too"
            case "exec" where isOurs(field.value):
                "user \(user) has its key in a credential store of this machine, and works only here"
            case "exec":
                "user \(user) needs the program \(OutsideText.quoted(field.value["command"]?.string ?? "")) there, too"
            default: nil
            }
        }
    }

    /// What is no credential: whom to act as, and a plugin that fetches one.
    private static func withoutCredentials(
        _ fields: [JSONValue.Member], user: String, _ notes: inout [String]
    ) -> [JSONValue.Member] {
        let kept = fields.compactMap { field -> JSONValue.Member? in
            switch field.name {
            case "as", "as-uid", "as-groups", "as-user-extra": return field
            case "exec" where !isOurs(field.value):
                return .init("exec", .object(withoutSecrets(field.value.members ?? [], user: user, &notes)))
            default: return nil
            }
        }
        if kept.count < fields.count { notes.append("user \(user) is exported without its credentials") }
        return kept
    }

    /// A plugin without its variables, which may be secrets, and with those of its arguments that do not look like one.
    private static func withoutSecrets(
        _ plugin: [JSONValue.Member], user: String, _ notes: inout [String]
    ) -> [JSONValue.Member] {
        plugin.compactMap { field in
            switch field.name {
            case "env" where field.value != .null:
                let names = (field.value.array ?? []).map { OutsideText.escaped($0["name"]?.string ?? "") }
                if !names.isEmpty {
                    let list = names.joined(separator: ", ")
                    notes.append("the plugin of user \(user) is exported without its variables \(list)")
                }
                return nil
            case "args":
                let arguments = (field.value.array ?? []).compactMap(\.string)
                if arguments.isEmpty { return field }
                let shown = ShownArguments(arguments, isGivenAway: true)
                notes.append(
                    "the plugin of user \(user) is exported with these arguments, none of which must be a secret: \(shown)"
                )
                return .init(field.name, .array(shown.words.map { .string($0) }))
            default: return field
            }
        }
    }

    /// The same without what other tools keep beside the fields of Kubernetes: nobody knows what that is.
    private static func withoutForeignExtensions(_ value: JSONValue, _ notes: inout [String]) -> JSONValue {
        var names: [String] = []
        func cleaned(_ value: JSONValue) -> JSONValue {
            if let elements = value.array { return .array(elements.map(cleaned)) }
            guard let members = value.members else { return value }
            return .object(
                members.compactMap { member in
                    guard member.name == "extensions", let items = member.value.array else {
                        return .init(member.name, cleaned(member.value))
                    }
                    let isOurs = { (item: JSONValue) in KuberingExtension.isOurs(named: item["name"]?.string ?? "") }
                    names += items.filter { !isOurs($0) }.map { $0["name"]?.string ?? "" }
                    let ours = items.filter(isOurs)
                    return ours.isEmpty ? nil : .init(member.name, .array(ours))
                })
        }
        let kept = cleaned(value)
        if !names.isEmpty {
            let list = names.distinct.map(OutsideText.quoted).joined(separator: ", ")
            notes.append("what other tools keep in extensions is left out: \(list)")
        }
        return kept
    }

    /// Clusters whose URLs carry no user and password.
    private static func withoutPasswords(_ clusters: JSONValue) -> JSONValue {
        guard let items = clusters.array else { return clusters }
        return .array(
            items.map { item in
                let fields = (item["cluster"]?.members ?? []).map { field -> JSONValue.Member in
                    guard field.name == "server" || field.name == "proxy-url", let url = field.value.string else {
                        return field
                    }
                    return .init(field.name, .string(URLRedaction.withoutUser(url)))
                }
                return .object([.init("name", item["name"] ?? ""), .init("cluster", .object(fields))])
            })
    }

    private static func isOurs(_ exec: JSONValue) -> Bool {
        KuberingExtension.credentialID(in: (exec["args"]?.array ?? []).compactMap(\.string)) != nil
    }
}

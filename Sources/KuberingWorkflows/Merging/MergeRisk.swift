// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
public import KuberingSystem
import KuberingYAML

/// Something in an incoming entry that whoever wrote it could use against the one who merges it.
public struct MergeRisk: Sendable, Hashable {
    /// What is risky; the raw value is stable.
    public enum Kind: String, Sendable, Hashable {
        /// A program that kubectl would run.
        case exec
        /// A provider compiled into kubectl, with settings of its own.
        case authProvider = "auth-provider"
        /// A file whose contents the server would get.
        case tokenFile = "token-file"
        /// A proxy that all requests would go through.
        case proxy
        /// A server whose certificate is not checked.
        case insecure
        /// A user that is there already and would be shown to an incoming cluster.
        case borrowedUser = "borrowed-user"
        /// A cluster in the place of one that contexts of the user's own sign in at.
        case redirectedContext = "redirected-context"
    }

    /// What is risky.
    public let kind: Kind
    /// The entry, by its name in the file it comes from.
    public let entry: String
    /// That file with the line of the entry.
    public let place: String
    /// What the entry would do: a clause about it, without secrets.
    public let clause: String
    private let entryKind: EntryKind

    init(_ kind: Kind, _ entryKind: EntryKind, _ origin: Kubeconfig.Origin, of source: Kubeconfig, _ clause: String) {
        self.kind = kind
        self.entryKind = entryKind
        entry = origin.entry.name
        place = "\(source.sourceName):\(origin.entry.item.position.line)"
        self.clause = clause
    }

    /// The fields that are risky, and that of values which may have no JSON form.
    private static let fields = [
        "exec", "auth-provider", "tokenFile", "proxy-url", "insecure-skip-tls-verify", "extensions",
    ]

    /// What is risky about a cluster or user.
    ///
    /// - Throws: `ConfigError` where a value has no JSON form.
    static func all(
        _ kind: EntryKind, _ origin: Kubeconfig.Origin, of source: Kubeconfig, _ meaning: EntryMeaning
    ) throws -> [MergeRisk] {
        // Reading all of an entry takes long, and most have none of these.
        guard let item = origin.entry.item[kind.contentKey], fields.contains(where: { item[$0] != nil }) else {
            return []
        }
        let content = try meaning.content()
        let quoted = { (field: JSONValue?) in OutsideText.quoted(URLRedaction.redacted(field?.string ?? "")) }
        var risks: [MergeRisk] = []
        let note = { (risk: Kind, clause: String) in risks.append(MergeRisk(risk, kind, origin, of: source, clause)) }
        if let exec = content["exec"] {
            let arguments = ShownArguments((exec["args"]?.array ?? []).map { $0.string ?? "" }).description
            let variables = (exec["env"]?.array ?? []).map { OutsideText.escaped($0["name"]?.string ?? "") }
            note(
                .exec,
                "runs the program \(quoted(exec["command"]))"
                    + (arguments.isEmpty ? "" : " with the arguments \(arguments)")
                    + (variables.isEmpty ? "" : " and the variables \(variables.joined(separator: ", "))"))
        }
        if let provider = content["auth-provider"] {
            note(.authProvider, "signs in through the provider \(quoted(provider["name"]))")
        }
        if let file = content["tokenFile"] {
            note(.tokenFile, "sends what is in the file \(quoted(file)) as its token")
        }
        if let proxy = content["proxy-url"] { note(.proxy, "sends everything through the proxy \(quoted(proxy))") }
        if content["insecure-skip-tls-verify"] == true {
            note(.insecure, "trusts whoever answers at \(quoted(content["server"])), with any certificate")
        }
        return risks
    }

    /// The sentence for people, without the final period: `user "x" runs the program "y" (file:12)`.
    public var sentence: String {
        "\(entryKind.rawValue) \(OutsideText.quoted(entry)) \(clause) (\(OutsideText.escaped(place)))"
    }

    /// The object of JSON output.
    public var json: JSONValue {
        [
            "risk": .string(kind.rawValue), "kind": .string(entryKind.rawValue), "name": .string(entry),
            "place": .string(place), "detail": .string(clause),
        ]
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
public import KuberingConfig
import KuberingSecrets
public import KuberingSystem

/// Where commands go now, and what is remarkable about it.
public struct CurrentStatus: Sendable {
    /// How long before its end a certificate is worth a warning, in seconds: 14 days.
    public static let warningTime: TimeInterval = 14 * 86_400

    /// The context; its cluster or user may be missing.
    public let context: Listing.ContextFacts
    /// What is wrong or will be soon, one sentence each.
    public let warnings: [String]

    /// Looks at the current context, or at another one as if it were.
    ///
    /// - Parameters:
    ///   - config: The configuration.
    ///   - name: The context; nil for the current one.
    ///   - now: The moment that the certificate's end is compared with.
    ///   - warnBefore: How long before its end a certificate is worth a warning, in seconds.
    ///   - world: Knows what was stored and removed and where kubering is; nil when nobody asks whether a stored credential is
    ///     given out.
    /// - Throws: `ConfigError` when no context is current, or it does not exist.
    public init(
        _ config: Kubeconfig, context name: String? = nil, now: Date, warnBefore: TimeInterval = Self.warningTime,
        world: World? = nil
    ) throws {
        let wanted = try name ?? config.requiredCurrentContext()
        guard let context = try Listing(config).contexts([wanted]).first else {
            throw name.map { config.contextNotFound($0) } ?? config.currentContextNotFound()
        }
        self.context = context
        warnings =
            try Self.warnings(context, config, now, warnBefore) + Self.storeWarnings(context, config, world)
    }

    /// Labels and values for people, in order.
    public var lines: [(label: String, value: String)] {
        let facts = context.authentication
        var lines = [
            ("context", context.name), ("cluster", context.cluster),
            ("server", context.server.map(URLRedaction.redacted) ?? ""),
            ("namespace", context.namespace.isEmpty ? "default" : context.namespace), ("user", context.user),
            ("signs in", facts.kind.rawValue + (facts.storage.map { ", \($0)" } ?? "")),
        ]
        if let subject = facts.subject { lines.append(("subject", subject)) }
        if let end = facts.notAfter { lines.append(("ends", end)) }
        lines.append(("file", context.file))
        return lines.filter { !$0.1.isEmpty }.map { (label: $0.0, value: $0.1) }
    }

    /// The object of JSON output: a context as in listings, and `warnings`.
    public var json: JSONValue {
        .object((context.json.members ?? []) + [.init("warnings", .array(warnings.map(JSONValue.string)))])
    }

    private static func warnings(
        _ context: Listing.ContextFacts, _ config: Kubeconfig, _ now: Date, _ warnBefore: TimeInterval
    ) throws -> [String] {
        var warnings: [String] = []
        if let cluster = try config.cluster(named: context.cluster) {
            if cluster.server.isEmpty { warnings.append("the cluster has no server") }
            if !cluster.server.isEmpty, !cluster.server.lowercased().hasPrefix("https://") {
                warnings.append("the server's address does not start with https://: kubectl sends it no credentials")
            }
            if cluster.insecureSkipTLSVerify { warnings.append("the server's certificate is not checked") }
        } else {
            warnings.append(nothing(.cluster, named: context.cluster))
        }
        if config.origin(.user, named: context.user) == nil { warnings.append(nothing(.user, named: context.user)) }
        if let problem = context.authentication.problem { warnings.append(problem) }
        warnings += try unreadableFiles(context, config)
        if let end = context.authentication.notAfter.flatMap({ Date(rfc3339: $0) }) {
            let seconds = end.timeIntervalSince(now)
            let noun = context.authentication.kind == .clientCertificate ? "certificate" : "token"
            if seconds < 0 {
                warnings.append("the \(noun) has ended")
            } else if seconds < warnBefore {
                let days = Int(seconds / 86_400)
                let when = days == 0 ? "today" : days == 1 ? "in a day" : "in \(days) days"
                warnings.append("the \(noun) ends \(when)")
            }
        }
        if context.authentication.storage == "embedded" {
            let file = config.origin(.user, named: context.user).map(config.path) ?? context.file
            warnings.append("a secret of the user stands in plain text in \(OutsideText.escaped(file))")
        }
        return warnings
    }

    private static func nothing(_ kind: EntryKind, named name: String) -> String {
        name.isEmpty
            ? "the context has no \(kind.rawValue)" : "there is no \(kind.rawValue) named \(OutsideText.quoted(name))"
    }

    /// Why a stored credential is not given out, as far as that can be known without its store.
    private static func storeWarnings(
        _ context: Listing.ContextFacts, _ config: Kubeconfig, _ world: World?
    ) throws -> [String] {
        guard let user = try config.user(named: context.user), let facts = CredentialFacts(of: user),
            let origin = config.origin(.user, named: context.user)
        else { return [] }
        if let world, let command = user.exec?.command, ExecEntry.id(of: user) == facts.id,
            ExecCommand.leadsNowhere(command, path: config.resolved(command, from: origin), world)
        {
            return [
                "the kubeconfig calls kubering as \(OutsideText.quoted(command)), which is not there; mend it with: kubering "
                    + "check --fix"
            ]
        }
        let index = world.map { CredentialIndex($0.directories) }
        // A list that cannot be read tells nothing.
        if (try? index?.removed())?.contains(facts.id) == true
            || index?.isMissing(CredentialIndex.Entry(user: context.user, facts: facts)) == true
        {
            return ["the user's credential is not in its store any more"]
        }
        guard let bound = facts.server, let server = context.server, !CredentialBinding.sameServer(bound, server) else {
            return []
        }
        let place = EntryPlace(file: origin.file, kind: .user, name: context.user)
        let advice =
            // Whatever keeps the user from having one cluster keeps it from being bound to that.
            (try? UserCluster.only(of: place, in: config)) == nil
            ? "give this context another user with: kubering context set \(ShellQuoting.quoted(context.name)) --user USER"
            : "if the cluster has moved: kubering credential rebind \(ShellQuoting.quoted(context.user))"
        return ["the user's credential is for \(OutsideText.quoted(URLRedaction.redacted(bound))) only; \(advice)"]
    }

    /// What stands in the way of reading the CA, the key or the token, where a file of its own holds it.
    private static func unreadableFiles(_ context: Listing.ContextFacts, _ config: Kubeconfig) throws -> [String] {
        var files: [(label: String, path: String, origin: Kubeconfig.Origin)] = []
        if let cluster = try config.cluster(named: context.cluster), cluster.certificateAuthorityData == nil,
            let origin = config.origin(.cluster, named: context.cluster)
        {
            files.append(("CA", cluster.certificateAuthority, origin))
        }
        if let user = try config.user(named: context.user), let origin = config.origin(.user, named: context.user) {
            if user.clientKeyData == nil { files.append(("key", user.clientKey, origin)) }
            if user.token == nil { files.append(("token", user.tokenFile, origin)) }
        }
        return files.compactMap { label, path, origin in
            guard !path.isEmpty else { return nil }
            do throws(FileError) {
                _ = try FileSnapshot.readSecret(config.resolved(path, from: origin), limit: 1_048_576)
                return nil
            } catch {
                return "the \(label): \(error)"
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingRegistry
import KuberingSecrets
public import KuberingSystem

public import struct FoundationEssentials.Data
public import struct FoundationEssentials.Date

/// What a password for a registry is, as far as user name, host and the password's own form tell.
///
/// Nothing is trusted of what a token says of itself; it is only told to people.
public struct RegistryToken: Sendable, Hashable {
    /// What it is, for people: `an authorization token of Amazon ECR`; nil for any password.
    public private(set) var kind: String?
    /// When it ends, as it says; nil when it does not say.
    public private(set) var notAfter: Date?
    /// How long such tokens live, for people: `12 hours`; nil when they last until they are revoked.
    public private(set) var lifetime: String?

    /// Whether it ends by itself within about a day, so that a pull secret of it goes stale.
    public func isShortLived(at now: Date) -> Bool {
        if let notAfter { return notAfter.timeIntervalSince(now) < 86_400 }
        return lifetime != nil
    }

    /// The object of JSON output.
    public var json: JSONValue? {
        guard kind != nil || notAfter != nil else { return nil }
        return .object(present: [
            "kind": kind.map(JSONValue.string), "notAfter": notAfter.map { .string($0.rfc3339) },
            "lifetime": lifetime.map(JSONValue.string),
        ])
    }

    /// When it ends, for a table: the moment, or how long such tokens live; empty when it does not end by itself.
    public var end: String { notAfter?.rfc3339 ?? lifetime.map { "lives \($0)" } ?? "" }

    /// Looks at a credential.
    public init(_ credential: RegistryCredential) {
        let host = RegistryKey(credential.server).host.prefix { $0 != ":" }
        let user = credential.username
        func starts(with text: String) -> Bool { credential.password.withExposedBytes { $0.starts(with: text.utf8) } }
        notAfter = Self.expiry(of: credential.password)
        if user == "AWS" || (host.contains(".dkr.ecr.") && host.contains(".amazonaws.com")) {
            (kind, lifetime) = ("an authorization token of Amazon ECR", "12 hours")
        } else if user == "oauth2accesstoken" {
            (kind, lifetime) = ("an access token of Google", "60 minutes")
        } else if user == "_json_key" || user == "_json_key_base64" {
            kind = "a service account key of Google"
        } else if user == "00000000-0000-0000-0000-000000000000" {
            (kind, lifetime) = ("a refresh token of Azure Container Registry", "3 hours")
        } else if starts(with: "ghs_") {
            (kind, lifetime) = ("a job token of GitHub", "as long as the job")
        } else if starts(with: "ghp_") || starts(with: "github_pat_") {
            kind = "a personal access token of GitHub"
        } else if starts(with: "dckr_pat_") || starts(with: "dckr_oat_") {
            kind = "an access token of Docker Hub"
        } else if user == "gitlab-ci-token" || starts(with: "glcbt-") {
            (kind, lifetime) = ("a job token of GitLab", "as long as the job")
        } else if starts(with: "glpat-") {
            kind = "a personal access token of GitLab"
        } else if starts(with: "gldt-") || user.hasPrefix("gitlab+deploy-token-") {
            kind = "a deploy token of GitLab"
        } else if user.contains("+"), host == "quay.io" {
            kind = "a robot token of Quay"
        } else if notAfter != nil {
            kind = "a JSON Web Token"
        }
    }

    /// What a JSON Web Token says, or the `expiration` inside a token of Amazon ECR, which is JSON in base64.
    private static func expiry(of password: SecretBytes) -> Date? {
        if let date = TokenLifetime(of: password).end { return date }
        // What is no JSON is no such token.
        guard let text = password.withExposedBytes({ Data(base64Encoded: Data($0)) }),
            case .number(let digits) = (try? JSONValue(parsing: text))?["expiration"], let seconds = Double(digits),
            (0...253_402_300_799).contains(seconds)
        else { return nil }
        return Date(timeIntervalSince1970: seconds.rounded(.down))
    }
}

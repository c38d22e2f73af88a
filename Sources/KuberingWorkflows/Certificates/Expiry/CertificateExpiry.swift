// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
import KuberingCertificates
public import KuberingSystem

/// One row of an expiry table: when something ends, and who has to renew it.
public struct CertificateExpiry: Sendable {
    /// Where it was found.
    public enum Kind: String, Sendable, Hashable {
        /// A user of the kubeconfig.
        case user
        /// A CA of a cluster of the kubeconfig.
        case cluster
        /// Something in a store that no user of the kubeconfig refers to.
        case stored
        /// A file.
        case file
        /// A certificate of a cluster that kubeadm made.
        case kubeadm
        /// What a flag of a static pod names.
        case flag
    }

    /// How urgent it is.
    public enum State: String, Sendable, Hashable {
        /// It lasts.
        case valid
        /// It ends within the time of warning.
        case due
        /// It has ended.
        case expired
        /// It is not there, though it should be.
        case missing
        /// It cannot be read.
        case unreadable
    }

    /// What people call it.
    public var name: String
    /// Where it was found.
    public var kind: Kind
    /// The file it is in; nil when it rests in a store.
    public var file: String?
    /// Whom it is for.
    public var subject: String?
    /// Who signed it: the CA's file base for kubeadm, else the common name of the issuer.
    public var authority: String?
    /// The first moment it is valid; nil when only the end is known.
    public var notBefore: Date?
    /// The last moment it is valid; nil when there is nothing to be read.
    public var notAfter: Date?
    /// Whether it is a CA.
    public var isAuthority = false
    /// Whether its CA's key is kept elsewhere, so that it cannot be renewed here; nil when that is not known.
    public var isExternallyManaged: Bool?
    /// Why there is no end; nil when there is one.
    public var problem: String?
    /// Whether it is not there at all.
    public var isMissing = false

    /// Starts a row; what is known is filled in.
    init(name: String, kind: Kind, file: String? = nil) {
        self.name = name
        self.kind = kind
        self.file = file
    }

    /// Fills in what a certificate says.
    mutating func describe(_ certificate: Certificate) {
        subject = certificate.subject.description
        authority = certificate.issuer.shortName
        notBefore = certificate.notBefore
        notAfter = certificate.notAfter
        isAuthority = certificate.isCertificateAuthority
    }

    /// How urgent it is at a moment.
    public func state(now: Date, warnBefore: TimeInterval) -> State {
        guard let notAfter else { return isMissing ? .missing : .unreadable }
        if now > notAfter { return .expired }
        return notAfter.timeIntervalSince(now) < warnBefore ? .due : .valid
    }

    /// How much of its life is left, from 0 to 1; nil when its beginning or end is not known.
    public func shareLeft(now: Date) -> Double? {
        guard let notBefore, let notAfter, notAfter > notBefore else { return nil }
        return min(max(notAfter.timeIntervalSince(now) / notAfter.timeIntervalSince(notBefore), 0), 1)
    }

    /// The row as an object of JSON output; absent facts are left out.
    public func json(now: Date, warnBefore: TimeInterval) -> JSONValue {
        .object(present: [
            "name": .string(name), "kind": .string(kind.rawValue), "file": file.map(JSONValue.string),
            "subject": subject.map(JSONValue.string), "authority": authority.map(JSONValue.string),
            "isAuthority": .bool(isAuthority), "notBefore": notBefore.map { .string($0.rfc3339) },
            "notAfter": notAfter.map { .string($0.rfc3339) },
            "secondsLeft": notAfter.map { .integer(Int($0.timeIntervalSince(now).rounded(.down))) },
            "externallyManaged": isExternallyManaged.map(JSONValue.bool),
            "state": .string(state(now: now, warnBefore: warnBefore).rawValue),
            "problem": problem.map(JSONValue.string),
        ])
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// What a CertificateSigningRequest object asks for beside its request, and who made it.
///
/// Kubernetes type: `CertificateSigningRequestSpec` of certificates.k8s.io/v1.
public struct SigningWish: Sendable, Hashable {
    /// Who is to sign.
    public let signerName: String?
    /// What the certificate shall be usable for; the request's own usages do not count.
    public let usages: [String]
    /// How long it shall be valid, in seconds; nil leaves that to the signer.
    public let expirationSeconds: Int?
    /// Who created the object, as the server knows them; nil before it is there.
    public let username: String?

    /// Reads the object's `spec`.
    init(_ spec: JSONValue) {
        signerName = spec["signerName"]?.string
        usages = (spec["usages"]?.array ?? []).compactMap(\.string)
        expirationSeconds = if case .number(let digits) = spec["expirationSeconds"] { Int(digits) } else { nil }
        username = spec["username"]?.string
    }

    /// The wish as an object of JSON output, with the names of the `spec`; absent facts are left out.
    public var json: JSONValue {
        .object(present: [
            "signerName": signerName.map(JSONValue.string), "usages": .array(usages.map(JSONValue.string)),
            "expirationSeconds": expirationSeconds.map { .integer($0) }, "username": username.map(JSONValue.string),
        ])
    }
}

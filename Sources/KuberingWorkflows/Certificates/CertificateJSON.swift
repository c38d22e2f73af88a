// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
public import KuberingCertificates
public import KuberingSystem

/// The facts of a certificate or request as objects of JSON output; absent ones are left out.
public enum CertificateJSON {
    /// A certificate: `subject`, `user`, `groups`, `issuer`, `serialNumber`, `version`, `key`, `signatureAlgorithm`,
    /// `notBefore`, `notAfter`, `secondsLeft`, `isAuthority`, `pathLength`, `keyUsage`, `extendedKeyUsage`,
    /// `subjectAlternativeNames`, `fingerprintSHA256`.
    public static func facts(_ certificate: Certificate, now: Date) -> JSONValue {
        .object(present: [
            "subject": .string(certificate.subject.description),
            "user": certificate.commonName.map(JSONValue.string),
            "groups": strings(certificate.organizations),
            "issuer": .string(certificate.issuer.description),
            "serialNumber": .string(certificate.serialNumber),
            "version": .integer(certificate.version),
            "key": .string(certificate.publicKey.type.description),
            "signatureAlgorithm": .string(certificate.signatureAlgorithm.description),
            "notBefore": .string(certificate.notBefore.rfc3339),
            "notAfter": .string(certificate.notAfter.rfc3339),
            "secondsLeft": .integer(Int(certificate.notAfter.timeIntervalSince(now).rounded(.down))),
            "isAuthority": .bool(certificate.isCertificateAuthority),
            "pathLength": certificate.pathLength.map { .integer($0) },
            "keyUsage": certificate.keyUsage.map { .array($0.usageNames.map(JSONValue.string)) },
            "extendedKeyUsage": certificate.extendedKeyUsage.map { .array($0.map { .string($0.description) }) },
            "subjectAlternativeNames": strings(certificate.subjectAlternativeNames.map(\.description)),
            "fingerprintSHA256": .string(certificate.fingerprintSHA256),
            "publicKeySHA256": .string(certificate.publicKey.fingerprintSHA256),
        ])
    }

    /// A request: the facts that it shares with a certificate, and `isSignatureValid`.
    public static func facts(_ request: CertificateRequest) -> JSONValue {
        .object(present: [
            "subject": .string(request.subject.description),
            "user": request.commonName.map(JSONValue.string),
            "groups": strings(request.organizations),
            "key": .string(request.publicKey.type.description),
            "signatureAlgorithm": .string(request.signatureAlgorithm.description),
            "isSignatureValid": request.isSignatureValid.map(JSONValue.bool),
            "keyUsage": request.keyUsage.map { .array($0.usageNames.map(JSONValue.string)) },
            "extendedKeyUsage": request.extendedKeyUsage.map { .array($0.map { .string($0.description) }) },
            "subjectAlternativeNames": strings(request.subjectAlternativeNames.map(\.description)),
            "fingerprintSHA256": .string(request.fingerprintSHA256),
            "publicKeySHA256": .string(request.publicKey.fingerprintSHA256),
        ])
    }

    /// Findings: `id`, `severity` and `message` of each.
    public static func facts(_ findings: [CertificateFinding]) -> JSONValue {
        .array(
            findings.map {
                [
                    "id": .string($0.code.rawValue), "severity": .string($0.severity.rawValue),
                    "message": .string($0.message),
                ]
            })
    }

    private static func strings(_ values: [String]) -> JSONValue? {
        values.isEmpty ? nil : .array(values.map(JSONValue.string))
    }
}

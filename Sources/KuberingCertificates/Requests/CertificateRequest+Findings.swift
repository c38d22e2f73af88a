// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What is wrong with a request, before anybody signs it.
extension CertificateRequest {
    /// Everything found, errors first; empty when all is well.
    public var findings: [CertificateFinding] {
        var findings: [CertificateFinding] = []
        switch isSignatureValid {
        case true?: break
        case false?:
            findings.append(
                .error(
                    .badRequestSignature,
                    "the request is not signed with the key it is for, so whoever made it does not have the key"))
        case nil:
            findings.append(
                .warning(
                    .chainUnchecked,
                    "the request's signature could not be checked (\(signatureAlgorithm) by a key of type \(publicKey.type))"
                ))
        }
        if !publicKey.type.isSupported {
            findings.append(
                .error(
                    .unsupportedKey, "the request's key is of a kind that Kubernetes does not take: \(publicKey.type)"))
        } else if publicKey.type.isWeak {
            findings.append(
                .warning(.weakKey, "the request's key is weak: \(publicKey.type), less than 2048 bits"))
        }
        if commonName ?? "" == "" {
            findings.append(
                .warning(.noUserName, "the request has no common name, so it cannot be for a user of Kubernetes"))
        }
        if organizations.contains("system:masters") {
            findings.append(
                .warning(
                    .privilegedGroup,
                    "the request is for the group system:masters, which may do everything and cannot be revoked"))
        }
        if asksForAuthority {
            findings.append(
                .warning(.isAuthority, "the request asks for a CA: its key could sign certificates for other users"))
        }
        return findings.errorsFirst
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Why a credential is not handed out to the kubectl that asks.
extension SecretsError {
    static func execInfoMalformed(problem: String) -> SecretsError {
        SecretsError(
            .execInfoMalformed,
            "the variable KUBERNETES_EXEC_INFO cannot be read, \(problem): it is set by kubectl, leave it alone",
            detail: problem)
    }

    static func execInfoVersionUnknown(_ version: String) -> SecretsError {
        SecretsError(
            .execInfoVersionUnknown,
            "KUBERNETES_EXEC_INFO asks for apiVersion \(OutsideText.quoted(version)): write \"\(supported.v1)\" or"
                + " \"\(supported.v1beta1)\" as apiVersion into the user's exec entry",
            asked: version)
    }

    private static var supported: (v1: String, v1beta1: String) {
        (ExecCredentialRequest.Version.v1.rawValue, ExecCredentialRequest.Version.v1beta1.rawValue)
    }

    /// Nobody asks for a cluster: kubectl sets KUBERNETES_EXEC_INFO, a person at a terminal does not.
    public static func calledByHand() -> SecretsError {
        SecretsError(
            .clusterNotTold,
            "the credential is handed out to kubectl only, which sets KUBERNETES_EXEC_INFO; for its public facts: kubering"
                + " credential show")
    }

    /// kubectl did not say which cluster it asks for, so that the binding cannot be checked.
    public static func clusterNotTold() -> SecretsError {
        SecretsError(
            .clusterNotTold,
            "the credential is not handed out because kubectl did not tell which cluster it is for: set"
                + " 'provideClusterInfo: true' in the user's exec entry")
    }

    static func serverNotBound(bound: String, asked: String) -> SecretsError {
        notBound(
            .serverNotBound, for: "the server \(OutsideText.quoted(URLRedaction.redacted(bound)))",
            notFor: "the server \(OutsideText.quoted(URLRedaction.redacted(asked)))", bound: bound, asked: asked)
    }

    static func authorityNotBound(bound: String?, asked: String?) -> SecretsError {
        func name(_ fingerprint: String?) -> String {
            fingerprint.map { "the certificate authority \(OutsideText.quoted($0))" }
                ?? "the certificate authorities of the system"
        }
        return notBound(
            .authorityNotBound, for: "a server under \(name(bound))", notFor: "one under \(name(asked))", bound: bound,
            asked: asked)
    }

    static func serverNameNotBound(bound: String?, asked: String?) -> SecretsError {
        func name(_ text: String?) -> String {
            text.map { "tls-server-name \(OutsideText.quoted($0))" } ?? "no tls-server-name"
        }
        return notBound(
            .serverNameNotBound, for: "a cluster with \(name(bound))", notFor: "one with \(name(asked))", bound: bound,
            asked: asked)
    }

    private static func notBound(
        _ code: Code, for right: String, notFor wrong: String, bound: String?, asked: String?
    ) -> SecretsError {
        SecretsError(
            code,
            "the credential is for \(right) and is not handed out for \(wrong): if the cluster has really changed,"
                + " 'kubering credential rebind USER' lets it be used there",
            bound: bound, asked: asked)
    }

    static func verificationNotBound(server: String) -> SecretsError {
        SecretsError(
            .verificationNotBound,
            "the credential is not handed out because the certificate of the server \(OutsideText.quoted(server)) would"
                + " not be checked: remove insecure-skip-tls-verify from the cluster",
            asked: server)
    }

    static func authorityUnreadable(_ detail: String) -> SecretsError {
        SecretsError(
            .authorityUnreadable,
            "the credential is not handed out because the cluster's certificate-authority-data cannot be read:"
                + " \(OutsideText.escaped(detail))",
            detail: detail)
    }
}

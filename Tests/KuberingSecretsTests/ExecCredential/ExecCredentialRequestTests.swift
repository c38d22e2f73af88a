// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import Testing

@Suite struct ExecCredentialRequestTests {
    @Test func withoutTheVariable() throws {
        #expect(try ExecCredentialRequest(environment: ["PATH": "/bin"]) == ExecCredentialRequest(cluster: nil))
    }

    /// Written by kubectl 1.32, byte for byte.
    @Test(arguments: [
        (
            #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false}}"#,
            ExecCredentialRequest(version: .v1, cluster: nil, isInteractive: false)
        ),
        (
            #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","spec":{"interactive":true}}"#,
            ExecCredentialRequest(version: .v1beta1, cluster: nil, isInteractive: true)
        ),
        (
            #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":"https://127.0.0.1:6443","insecure-skip-tls-verify":true,"proxy-url":"http://127.0.0.1:9","disable-compression":true,"config":null},"interactive":false}}"#,
            ExecCredentialRequest(
                cluster: .init(server: "https://127.0.0.1:6443", insecureSkipTLSVerify: true))
        ),
        (
            #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":"https://h","tls-server-name":"n","certificate-authority-data":"aGVsbG8=","config":{"a":[1.5,"x"]}},"interactive":true}}"#,
            ExecCredentialRequest(
                cluster: .init(
                    server: "https://h", tlsServerName: "n", certificateAuthorityData: Array("hello".utf8)),
                isInteractive: true)
        ),
        (
            #"{"apiVersion":"client.authentication.k8s.io/v1","spec":null,"status":null}"#,
            ExecCredentialRequest(cluster: nil)
        ),
    ])
    func fromKubectl(text: String, request: ExecCredentialRequest) throws {
        #expect(try ExecCredentialRequest(environment: ["KUBERNETES_EXEC_INFO": text + "\n"]) == request)
    }

    @Test(arguments: [
        ("", "exec-info-malformed", "it is not JSON"),
        ("{", "exec-info-malformed", "it is not JSON"),
        ("[]", "exec-info-malformed", "it is not a JSON object"),
        ("{}", "exec-info-malformed", "it has no apiVersion"),
        (#"{"apiVersion":1}"#, "exec-info-malformed", "it has no apiVersion"),
        (#"{"kind":"Pod","apiVersion":"v1"}"#, "exec-info-malformed", "its kind is not ExecCredential"),
        (
            #"{"apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":"x"}}"#, "exec-info-malformed",
            "its cluster is not an object"
        ),
        (
            #"{"apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{}}}"#, "exec-info-malformed",
            "its cluster has no server"
        ),
        (
            #"{"apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":7}}}"#, "exec-info-malformed",
            "its server is not text"
        ),
        (
            #"{"apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":"https://h","insecure-skip-tls-verify":"false"}}}"#,
            "exec-info-malformed", "its insecure-skip-tls-verify is neither true nor false"
        ),
        (
            #"{"apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":"https://h","certificate-authority-data":"?"}}}"#,
            "exec-info-malformed", "its certificate-authority-data is not base64"
        ),
    ])
    func malformedRequestsAreRefusedWithTheReason(text: String, code: String, detail: String) {
        let error = #expect(throws: SecretsError.self) { try ExecCredentialRequest(parsing: text) }
        #expect(error?.code.rawValue == code)
        #expect(error?.detail == detail)
        #expect(
            error?.description == "the variable KUBERNETES_EXEC_INFO cannot be read, \(detail): it is set by kubectl,"
                + " leave it alone")
    }

    @Test func anUnknownVersionIsRefused() {
        let error = #expect(throws: SecretsError.self) {
            try ExecCredentialRequest(parsing: #"{"apiVersion":"client.authentication.k8s.io/v1alpha1"}"#)
        }
        #expect(
            error?.description == """
                KUBERNETES_EXEC_INFO asks for apiVersion "client.authentication.k8s.io/v1alpha1": write \
                "client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1" as apiVersion into the \
                user's exec entry
                """)
        #expect(error?.code == .execInfoVersionUnknown)
    }
}

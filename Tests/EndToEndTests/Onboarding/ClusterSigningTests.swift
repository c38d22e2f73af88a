// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport
import Testing

/// The cluster as the signer: kubectl sends, approves and fetches CertificateSigningRequests.
///
/// The server is a stand-in, held to what a real one was recorded to answer.
@Suite(.serialized) struct ClusterSigningTests {
    @Test func theStandInAnswersAsTheRealServer() throws {
        let outcome = try TestProcess.run(
            ["python3", CertificatesAPI.program, "--check"], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"],
            limit: 300)
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    @Test func whatTheClusterSignsIsOnboarded() throws {
        let desk = try Desk()
        let api = try CertificatesAPI(
            certificate: desk.path("kubernetes.crt"), key: desk.path("kubernetes.key"), portFile: desk.path("port"))
        func kubectl(_ words: String...) throws -> String {
            let outcome = try TestProcess.run(
                ["kubectl", "--server", api.address, "--kubeconfig", "/dev/null"] + words,
                environment: desk.home.environment, limit: 300)
            #expect(outcome.end == .exited(0), "\(words): \(outcome.errors)")
            return outcome.output
        }
        /// The certificate for a request, by the hands of an administrator.
        func approve(_ name: String, _ manifest: String) throws {
            let csr = "certificatesigningrequest.certificates.k8s.io/\(name)"
            #expect(try kubectl("apply", "--validate=false", "-f", desk.path(manifest)) == "\(csr) created\n")
            // As `kubectl certificate approve` does, which speaks protobuf.
            let object = try kubectl("get", "csr", name, "-o", "json")
            let condition = #"{"type": "Approved", "status": "True", "reason": "KubectlApprove", "message": "yes"}"#
            try desk.home.folder.write(
                object.replacing("\"status\": {}", with: "\"status\": {\"conditions\": [\(condition)]}"), to: "approval"
            )
            let path = "/apis/certificates.k8s.io/v1/certificatesigningrequests/\(name)/approval"
            _ = try kubectl("replace", "--raw", path, "-f", desk.path("approval"))
            let encoded = try kubectl("get", "csr", name, "-o", "jsonpath={.status.certificate}")
            #expect(!encoded.isEmpty)
            let certificate = try #require(Data(base64Encoded: encoded))
            try desk.home.folder.write(String(decoding: certificate, as: UTF8.self), to: name + ".crt")
        }
        let cluster =
            "--server https://10.0.0.1 --cluster prod --certificate-authority \(desk.path("kubernetes.crt"))"
        for type in ["p256", "p384", "p521", "ed25519", "rsa2048", "rsa3072"] {
            try desk.keep(
                "csr.yaml",
                "certificate request \(type) --group dev --group ops --key-type \(type) --store vault -o manifest "
                    + "--expiration 48h")
            try approve(type, "csr.yaml")
            let onboarded = try desk.succeed(
                "onboard \(type) --certificate \(desk.path(type + ".crt")) --store vault "
                    + (type == "p256" ? cluster : "--cluster prod"))
            #expect(onboarded.errors.contains("The cluster will see user \"\(type)\" in groups dev, ops until "))
        }
        try desk.keep(
            "node.json",
            "certificate request n1 --profile kubelet --store vault -o json --name node-csr-n1 --expiration 24h")
        try approve("node-csr-n1", "node.json")
        try desk.succeed("onboard n1 --certificate \(desk.path("node-csr-n1.crt")) --cluster prod --store vault")
        try desk.keep(
            "serving.yaml",
            "certificate request n1 --profile kubelet-server --dns n1 --ip 10.0.0.7 --store vault -o manifest --name serving"
        )
        try approve("serving", "serving.yaml")
        #expect(
            try desk.succeed("certificate show \(desk.path("serving.crt"))").output.contains(
                "  names        DNS:n1, IP Address:10.0.0.7\n"))
        // Renewal goes the same way.
        try desk.keep("renew.yaml", "certificate renew p256 --store vault -o manifest --name again --expiration 24h")
        try approve("again", "renew.yaml")
        try desk.succeed("certificate renew p256 --certificate \(desk.path("again.crt"))")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport
import Testing

/// The cluster as the signer: kubectl sends, checks, approves and fetches CertificateSigningRequests.
///
/// The server is a stand-in, held to what a real one was recorded to answer; kubectl reads what it is sent by the types of
/// Kubernetes, and its requests by Go's own X.509.
@Suite(.serialized) struct ClusterSigningTests {
    @Test func theStandInAnswersAsTheRealServer() throws {
        let outcome = try TestProcess.run(
            ["python3", CertificatesAPI.program, "--check"], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"],
            limit: 300)
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    /// Manifests that a real server took, and the ones of ours for the same wishes: every field, and every element of the
    /// request but the key and its signature.
    @Test(arguments: [
        ("08-csr-create.json", "--group dev --group qa --expiration 24h -o json"),
        ("22-csr-create-second.json", "-o json"),
    ])
    func ourManifestIsLikeOneThatARealServerTook(_ recording: String, _ options: String) throws {
        let folder = LexicalPath.directory(of: CertificatesAPI.program) + "/recorded/"
        let exchange = try JSONValue(parsing: FileSnapshot.read(folder + recording, limit: 1 << 20).bytes)
        #expect(exchange["response"]?["status"] == .integer(201))
        let theirs = try #require(exchange["request"]?["body"])
        let name = try #require(theirs["metadata"]?["name"]?.string)
        let desk = try Desk()
        let line = "certificate request \(name) --store vault \(options)"
        let ours = try JSONValue(parsing: Array(desk.succeed(line).output.utf8))
        func essence(_ manifest: JSONValue) throws -> (fields: [String], request: String) {
            let encoded = try #require(manifest["spec"]?["request"]?.string)
            let pem = String(decoding: try #require(Data(base64Encoded: encoded)), as: UTF8.self)
            try desk.home.folder.write(pem, to: "request.pem")
            // Of the key and the signature only the lengths are shown, and those of a signature vary by a byte or two.
            let script = "openssl asn1parse -in \"$0\" | sed 's/^ *[0-9]*:d=\\([0-9]*\\)  hl=[0-9]* l= *[0-9]*/\\1/'"
            let parsed = try TestProcess.run(
                ["sh", "-euc", script, desk.path("request.pem")], environment: desk.home.environment)
            let spec = try #require(manifest["spec"]?.members).filter { $0.name != "request" }
            let fields = [manifest["apiVersion"], manifest["kind"], manifest["metadata"]].compactMap { $0?.jsonText() }
            #expect(manifest.members?.count == 4)
            return ((fields + spec.map { $0.name + $0.value.jsonText() }).sorted(), parsed.output)
        }
        let (expected, made) = (try essence(theirs), try essence(ours))
        #expect(made.fields == expected.fields)
        #expect(made.request == expected.request)
        #expect(made.request.contains("prime256v1"))
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
        /// What kubectl makes of a request, by its types and by Go's `x509.ParseCertificateRequest`.
        func described(_ name: String) throws -> [String] {
            try kubectl("describe", "csr", name).split(separator: "\n")
                .map { $0.split(separator: " ").joined(separator: " ") }
                .drop { !$0.hasPrefix("Signer:") }.filter { $0 != "Serial Number:" && !$0.hasPrefix("Events:") }
        }
        /// The certificate for a request, by the hands of an administrator.
        func approve(
            _ name: String, _ manifest: String, signer: String, duration: String?, subject: [String]
        ) throws {
            let (csr, file) = ("certificatesigningrequest.certificates.k8s.io/\(name)", desk.path(manifest))
            for dryRun in ["client", "server"] {
                let made = try kubectl(
                    "create", "--dry-run=\(dryRun)", "--validate=strict", "-o", "name", "-f", file)
                #expect(made == "\(csr)\n")
            }
            #expect(try kubectl("apply", "-f", file) == "\(csr) created\n")
            let wish = ["Signer: kubernetes.io/\(signer)"] + (duration.map { ["Requested Duration: " + $0] } ?? [])
            #expect(try described(name) == wish + ["Status: Pending", "Subject:"] + subject)
            #expect(try kubectl("certificate", "approve", name) == "\(csr) approved\n")
            #expect(try described(name) == wish + ["Status: Approved,Issued", "Subject:"] + subject)
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
            try approve(
                type, "csr.yaml", signer: "kube-apiserver-client", duration: "2d",
                subject: ["Common Name: \(type)", "Organization: dev", "ops"])
            let onboarded = try desk.succeed(
                "onboard \(type) --certificate \(desk.path(type + ".crt")) --store vault "
                    + (type == "p256" ? cluster : "--cluster prod"))
            #expect(onboarded.errors.contains("The cluster will see user \"\(type)\" in groups dev, ops until "))
        }
        try desk.keep(
            "node.json",
            "certificate request n1 --profile kubelet --store vault -o json --name node-csr-n1 --expiration 24h")
        try approve(
            "node-csr-n1", "node.json", signer: "kube-apiserver-client-kubelet", duration: "24h",
            subject: ["Common Name: system:node:n1", "Organization: system:nodes"])
        try desk.succeed("onboard n1 --certificate \(desk.path("node-csr-n1.crt")) --cluster prod --store vault")
        try desk.keep(
            "serving.yaml",
            "certificate request n1 --profile kubelet-server --ip 10.0.0.7 --store vault -o manifest --name serving"
        )
        try approve(
            "serving", "serving.yaml", signer: "kubelet-serving", duration: nil,
            subject: [
                "Common Name: system:node:n1", "Organization: system:nodes", "Subject Alternative Names:",
                "DNS Names: n1", "IP Addresses: 10.0.0.7",
            ])
        #expect(
            try desk.succeed("certificate show \(desk.path("serving.crt"))").output.contains(
                "  names        DNS:n1, IP Address:10.0.0.7\n"))
        // Renewal goes the same way.
        try desk.keep("renew.yaml", "certificate renew p256 --store vault -o manifest --name again --expiration 24h")
        try approve(
            "again", "renew.yaml", signer: "kube-apiserver-client", duration: "24h",
            subject: ["Common Name: p256", "Organization: dev", "ops"])
        try desk.succeed("certificate renew p256 --certificate \(desk.path("again.crt"))")
    }
}

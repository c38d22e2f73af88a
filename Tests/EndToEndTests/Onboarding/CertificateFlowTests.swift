// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Both sides of the desk, with nothing but kubering: a CA, a request, its signature, a context, its renewal.
@Suite(.serialized) struct CertificateFlowTests {
    @Test func aUserComesInAndIsRenewed() throws {
        let desk = try Desk()
        let server = "https://127.0.0.1:6443"
        try desk.keep("jane.csr", "certificate request jane --group dev --group ops --store vault")
        #expect(try desk.succeed("certificate pending -o name").output == "jane\n")
        // Printed again, it is the same.
        try desk.keep("again.csr", "certificate request jane --group dev --group ops")
        try desk.keep("shown.csr", "certificate pending show jane")
        let first = try FileSnapshot.read(desk.path("jane.csr"), limit: 1 << 20).bytes
        #expect(try FileSnapshot.read(desk.path("again.csr"), limit: 1 << 20).bytes == first)
        #expect(try FileSnapshot.read(desk.path("shown.csr"), limit: 1 << 20).bytes == first)
        // Something else for the same user is not asked for by mistake.
        #expect(try desk.run("certificate request jane --group admins").end == .exited(1))

        try desk.sign("jane.csr", "jane.crt")
        let onboarded = try desk.succeed(
            "onboard jane --certificate \(desk.path("jane.crt")) --server \(server) --cluster prod "
                + "--certificate-authority \(desk.path("kubernetes.crt")) --context {cluster}/{user} --store vault --use"
        )
        #expect(onboarded.errors.contains("The cluster will see user \"jane\" in groups dev, ops until "))
        #expect(onboarded.errors.contains("Context \"prod/jane\" is ready and current.\n"))
        #expect(try desk.succeed("certificate pending -o name").output == "")
        let old = try desk.servedKey(of: "jane", server: server)
        #expect(old.contains("clientKeyData"))

        // The old key serves until the new one does.
        try desk.keep("renew.csr", "certificate renew jane --key-type ed25519 --store vault")
        #expect(try desk.run("certificate renew jane --certificate \(desk.path("jane.crt"))").end == .exited(2))
        try desk.sign("renew.csr", "renewed.crt")
        let before = try desk.home.text()
        #expect(
            try desk.succeed("certificate renew jane --certificate \(desk.path("renewed.crt")) --dry-run").output != "")
        #expect(try desk.home.text() == before)
        try desk.succeed("certificate renew jane --certificate \(desk.path("renewed.crt"))")
        let new = try desk.servedKey(of: "jane", server: server)
        #expect(new.contains("clientKeyData") && new != old)
        let shown = try desk.succeed("certificate show jane").output
        #expect(shown.contains("  key          Ed25519\n") && shown.contains("  groups       dev, ops\n"))
        #expect(try desk.succeed("certificate list --ledger -o name").output.split(separator: "\n").count == 2)
    }

    @Test func aKubeconfigIsHandedOverAndTaken() throws {
        let desk = try Desk()
        try desk.keep("bob.csr", "certificate request bob --store vault")
        try desk.sign("bob.csr", "bob.crt")
        let handed = desk.path("bob.yaml")
        try desk.succeed(
            "onboard bob --certificate \(desk.path("bob.crt")) --server https://10.0.0.1 --cluster far "
                + "--certificate-authority \(desk.path("kubernetes.crt")) -n web --output-file \(handed)")
        #expect(FilePermissions(of: handed)?.mode == 0o600)
        #expect(!FileSnapshot.exists(desk.home.kubeconfig))
        let view = try TestProcess.run(
            [
                "kubectl", "--kubeconfig", handed, "config", "view", "--minify", "-o",
                "jsonpath={.contexts[0].name} {.contexts[0].context.namespace} {.clusters[0].cluster.server} {.users[0].name}",
            ], environment: desk.home.environment)
        #expect(view.output == "bob@far web https://10.0.0.1 bob", "\(view.errors)")
        try desk.succeed("onboard bob --from \(handed) --store vault")
        #expect(try desk.succeed("list -o name").output == "bob@far\n")
        let text = try desk.home.text()
        #expect(text.contains("credential") && !text.contains("client-key-data"))
    }

    @Test func aCertificateForSomebodyElseIsRefused() throws {
        let desk = try Desk()
        try desk.keep("jane.csr", "certificate request jane --group dev --store vault")
        let script = """
            set -eu; cd "$0"
            openssl req -in jane.csr -noout -pubkey > jane.pub
            openssl req -new -newkey ed25519 -nodes -keyout x.key -subj /O=admins/CN=jane -out x.csr 2>/dev/null
            openssl x509 -req -in x.csr -force_pubkey jane.pub -CA kubernetes.crt -CAkey kubernetes.key -days 9 -out x.crt 2>/dev/null
            cat x.crt jane.csr > bundle.pem
            """
        #expect(
            try TestProcess.run(["sh", "-c", script, desk.home.folder.path], environment: desk.home.environment).end
                == .exited(0))
        let line =
            "onboard jane --certificate \(desk.path("x.crt")) --server https://10.0.0.1 --store vault "
            + "--certificate-authority \(desk.path("kubernetes.crt"))"
        let refused = try desk.run(line)
        #expect(refused.end == .exited(1))
        #expect(
            refused.errors
                == "error: the request was for user \"jane\" in \"dev\", and the certificate is for user \"jane\" in \"admins\"; "
                + "ask whoever signed it, or say --force to take it all the same\n")
        #expect(try desk.succeed("certificate pending -o name").output == "jane\n")
        #expect(!FileSnapshot.exists(desk.home.kubeconfig))
        try desk.succeed("certificate pending remove jane --yes")
        #expect(try desk.run(line).errors.contains("no request waits for this certificate"))
        #expect(try desk.succeed("credential list -o name").output == "")
    }
}

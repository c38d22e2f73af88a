// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering certificate list`: whole tables, on 2026-11-18.
@Suite struct CertificateListTests {
    private func world(_ files: [String: String] = [:]) throws -> FakeWorld {
        let world = try FakeWorld()
        world.setTime(1_795_000_000)
        let certificates = try CheckedCertificates.shared()
        for (path, source) in files {
            try Directory.create(LexicalPath.directory(of: world.folder.path + "/" + path), mode: 0o700)
            try world.folder.write(certificates.text(source), to: path)
        }
        return world
    }

    @Test func usersAndClustersAreListed() throws {
        let certificates = try CheckedCertificates.shared()
        let world = try world()
        try world.writeKubeconfig(
            """
            apiVersion: v1
            kind: Config
            clusters:
            - {name: prod, cluster: {server: "https://x", certificate-authority-data: \(certificates.base64("ca.crt", "ended-ca.crt"))}}
            - {name: lab, cluster: {server: "https://y"}}
            users:
            - {name: jane, user: {client-certificate-data: \(certificates.base64("ending.crt"))}}
            - {name: bot, user: {token: x}}
            - {name: broken, user: {client-certificate: nope.crt}}
            - name: keyed
              user:
                extensions:
                - name: kubering/credential
                  extension: {id: "1", store: vault, kind: client-certificate, notAfter: "2027-01-01T00:00:00Z"}
            - name: newer
              user:
                extensions:
                - name: kubering/credential
                  extension:
                    {id: "2", store: vault, kind: client-certificate, authority: kubernetes, notBefore: "2026-01-01T00:00:00Z", notAfter: "2027-01-03T00:00:00Z"}
            """)
        let result = world.run(["certificate", "list"])
        #expect(
            result
                == CommandResult(
                    output: """
                        NAME            KIND      AUTHORITY    ENDS                   LEFT
                        broken          user                                          unreadable
                        prod (2 of 2)   cluster   kubernetes   2025-01-01T00:00:00Z   expired      ░░░░░░░░░░
                        jane            user      kubernetes   2026-12-01T00:00:00Z   12d, due     █░░░░░░░░░
                        keyed           user                   2027-01-01T00:00:00Z   43d
                        newer           user      kubernetes   2027-01-03T00:00:00Z   45d          ██░░░░░░░░
                        prod (1 of 2)   cluster   kubernetes   2036-01-01T00:00:00Z   9y           ██████████

                        """,
                    errors:
                        "warning: broken: cannot read \"~/.kube/nope.crt\": no such file or directory\n",
                    status: 1))
    }

    @Test func theFolderOfKubeadmIsUnderstood() throws {
        let world = try world([
            "k/pki/ca.crt": "ca.crt", "k/pki/ca.key": "ca.key", "k/pki/apiserver.crt": "serving.crt",
            "k/pki/apiserver-kubelet-client.crt": "jane.crt", "k/pki/front-proxy-ca.crt": "other.crt",
            "k/pki/front-proxy-client.crt": "stranger.crt", "k/pki/users/ending.crt": "ending.crt",
            "k/pki/notes.txt": "jane.crt",
        ])
        let certificates = try CheckedCertificates.shared()
        try world.folder.write(
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "https://x", certificate-authority-data: \(certificates.base64("ca.crt"))}}]
            users: [{name: kubernetes-admin, user: {client-certificate-data: \(certificates.base64("ending.crt"))}}]
            """, to: "k/admin.conf")
        let result = world.run(["certificate", "list", "--files-only", "k"])
        #expect(
            result.output == """
                NAME                       KIND      AUTHORITY        KEY         ENDS                   LEFT
                admin.conf                 kubeadm   ca                           2026-12-01T00:00:00Z   12d, due   █░░░░░░░░░
                k/pki/users/ending.crt     file      kubernetes                   2026-12-01T00:00:00Z   12d, due   █░░░░░░░░░
                apiserver                  kubeadm   ca                           2036-01-01T00:00:00Z   9y         ██████████
                apiserver-kubelet-client   kubeadm   ca                           2036-01-01T00:00:00Z   9y         ██████████
                front-proxy-client         kubeadm   front-proxy-ca   elsewhere   2036-01-01T00:00:00Z   9y         ██████████
                ca                         kubeadm   ca                           2036-01-01T00:00:00Z   9y         ██████████
                front-proxy-ca             kubeadm   front-proxy-ca   elsewhere   2036-01-01T00:00:00Z   9y         ██████████
                apiserver-etcd-client      kubeadm   etcd-ca                                             missing
                controller-manager.conf    kubeadm   ca                                                  missing
                etcd-healthcheck-client    kubeadm   etcd-ca                                             missing
                etcd-peer                  kubeadm   etcd-ca                                             missing
                etcd-server                kubeadm   etcd-ca                                             missing
                scheduler.conf             kubeadm   ca                                                  missing
                super-admin.conf           kubeadm   ca                                                  missing
                etcd-ca                    kubeadm   etcd-ca                                             missing

                """)
        #expect(result.status == 1)
        let calm = try self.world(["p/ca.crt": "ca.crt", "p/front-proxy-ca.crt": "other.crt"])
        #expect(calm.run(["certificate", "list", "--files-only", "p", "--warn-before", "1d"]).status == 0)
    }

    @Test func flagsOfAStaticPodAreFollowed() throws {
        let world = try world(["pki/ca.crt": "ca.crt", "pki/server.crt": "ended.crt"])
        try world.folder.write(
            """
            apiVersion: v1
            kind: Pod
            spec:
              containers:
              - name: kube-apiserver
                command:
                - kube-apiserver
                - --client-ca-file=/inside/ca.crt
                - --tls-cert-file
                - /inside/server.crt
                - --tls-private-key-file=/inside/server.key
                - --tls-sni-cert-key=/sub/server.crt,/sub/server.key:*.example.com
                - --kubeconfig=/inside/scheduler.conf
                - --oidc-ca-file=
                volumeMounts:
                - {name: pki, mountPath: /inside/}
                - {name: root, mountPath: /in}
                - {name: above, mountPath: /sub, subPath: pki}
              volumes:
              - {name: pki, hostPath: {path: "\(world.folder.path)/pki"}}
              - {name: root, hostPath: {path: /}}
              - {name: above, hostPath: {path: "\(world.folder.path)"}}
            """, to: "pod.yaml")
        let certificates = try CheckedCertificates.shared()
        try world.folder.write(
            "{kind: Config, users: [{name: s, user: {client-certificate-data: \(certificates.base64("jane.crt"))}}]}",
            to: "pki/scheduler.conf")
        let result = world.run(["certificate", "list", "--files-only", "pod.yaml"])
        #expect(
            result
                == CommandResult(
                    output: """
                        NAME                                    KIND   AUTHORITY    ENDS                   LEFT
                        kube-apiserver --tls-cert-file          flag   kubernetes   2026-06-01T00:00:00Z   expired   ░░░░░░░░░░
                        kube-apiserver --tls-sni-cert-key       flag   kubernetes   2026-06-01T00:00:00Z   expired   ░░░░░░░░░░
                        kube-apiserver --client-ca-file         flag   kubernetes   2036-01-01T00:00:00Z   9y        ██████████
                        kube-apiserver --kubeconfig: user "s"   flag   kubernetes   2036-01-01T00:00:00Z   9y        ██████████

                        """, status: 1))
    }

    /// What a flag names is listed once, under the name that kubeadm gives it; files that need hold none are passed over.
    @Test func staticPodsOfAFolderAreFollowed() throws {
        let world = try world(["k/pki/ca.crt": "ca.crt", "k/pki/ca.key": "ca.key", "k/sni.pem": "ended.crt"])
        try Directory.create(world.folder.path + "/k/manifests", mode: 0o700)
        try world.folder.write(
            """
            kind: Pod
            spec:
              containers:
              - command: [kube-apiserver, --client-ca-file=/k/pki/ca.crt, "--tls-sni-cert-key=/k/sni.pem,/k/sni.key"]
                volumeMounts: [{name: k, mountPath: /k}]
              volumes: [{name: k, hostPath: {path: "\(world.folder.path)/k"}}]
            """, to: "k/manifests/api.yaml")
        try world.folder.write("- no manifest\n", to: "k/manifests/notes.yaml")
        try world.folder.write("kind: Deployment\n", to: "k/manifests/other.yml")
        let result = world.run(["certificate", "list", "--files-only", "k"])
        #expect(result.errors == "")
        #expect(
            result.output.split(separator: "\n").filter { !$0.hasSuffix("missing") } == [
                "NAME                                KIND      AUTHORITY        ENDS                   LEFT",
                "k/sni.pem                           file      kubernetes       2026-06-01T00:00:00Z   expired   ░░░░░░░░░░",
                "kube-apiserver --tls-sni-cert-key   flag      kubernetes       2026-06-01T00:00:00Z   expired   ░░░░░░░░░░",
                "ca                                  kubeadm   ca               2036-01-01T00:00:00Z   9y        ██████████",
            ])
    }

    @Test func jsonHoldsTheSameFacts() throws {
        let world = try world(["a.crt": "ending.crt"])
        let result = world.run(["certificate", "list", "--files-only", "a.crt", "-o", "json"])
        #expect(
            result.output == """
                {
                  "certificates": [
                    {
                      "name": "a.crt",
                      "kind": "file",
                      "file": "~/a.crt",
                      "subject": "CN=ending",
                      "authority": "kubernetes",
                      "isAuthority": false,
                      "notBefore": "2026-01-01T00:00:00Z",
                      "notAfter": "2026-12-01T00:00:00Z",
                      "secondsLeft": 1083200,
                      "state": "due"
                    }
                  ]
                }

                """)
        #expect(
            try self.world(["a.crt": "ending.crt"]).run(["certificate", "list", "--files-only", "a.crt", "-o", "name"])
                == CommandResult(output: "a.crt\n", status: 1))
    }

    /// What is looked after because it ends one day must hold something that does.
    @Test(arguments: ["jane.key", "empty"])
    func whereThereIsNoCertificateIsSaid(_ path: String) throws {
        let world = try world(["jane.key": "jane.key"])
        try Directory.create(world.folder.path + "/empty", mode: 0o700)
        let result = world.run(["certificate", "list", "--files-only", path, "-o", "name"])
        #expect(result == CommandResult(output: path + "\n", status: 1))
        let text = world.run(["certificate", "list", "--files-only", path])
        #expect(text.errors == "warning: \(path): \"\(path)\" holds no certificate\n")
    }

    /// Where it stops looking, it says so.
    @Test func whatIsNotLookedAtIsSaid() throws {
        let deep = "k/1/2/3/4/5/6/7/8"
        let world = try world(["\(deep)/in.crt": "jane.crt", "\(deep)/9/out.crt": "jane.crt"])
        let result = world.run(["certificate", "list", "--files-only", "k", "-o", "name"])
        #expect(result == CommandResult(output: "\(deep)/9\n", status: 1))
        #expect(
            world.run(["certificate", "list", "--files-only", "k"]).errors
                == "warning: \(deep)/9: it was not looked into: it is more than 8 folders deep\n")

        for number in 10_000..<20_000 { try world.folder.write("kind: Pod\n", to: "k/\(number).yaml") }
        let many = world.run(["certificate", "list", "--files-only", "k"])
        #expect(
            many.errors.hasSuffix(
                "warning: k/1/2/3/4/5/6/7/8/in.crt: neither it nor what comes after it was looked at, after 10000 files\n"
            ))
        #expect(many.status == 1)
    }

    @Test(arguments: [
        (["nope"], 1, "error: cannot read \"nope\": no such file or directory\n"),
        ([], 64, "error: --files-only needs a file or folder\n"),
    ])
    func whatCannotBeListed(_ paths: [String], _ status: Int32, _ errors: String) throws {
        let result = try world().run(["certificate", "list", "--files-only"] + paths)
        #expect(result.status == status)
        #expect(result.errors.hasPrefix(errors))
    }
}

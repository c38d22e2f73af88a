// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering certificate create-ca` and `sign`, with openssl as the judge of what comes out.
@Suite struct CertificateSignTests {
    private func world() throws -> FakeWorld {
        let world = try FakeWorld()
        world.setTime(1_795_000_000)
        world.value.randomBytes = { World.systemRandomBytes($0) }
        return world
    }

    /// The same folder again, for another command.
    private func again(_ world: FakeWorld) throws -> FakeWorld {
        let next = try self.world()
        next.value.workingDirectory = world.folder.path
        next.value.environment["HOME"] = world.folder.path
        return next
    }

    @discardableResult
    private func openssl(_ world: FakeWorld, _ script: String) throws -> String {
        let outcome = try TestProcess.run(
            ["sh", "-euc", "cd \"$0\"\n" + script, world.folder.path],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": world.folder.path])
        guard outcome.end == .exited(0) else { throw FileError(.read, script, .other(outcome.errors + outcome.output)) }
        return outcome.output
    }

    private static let keys = [
        "p256": "EC -pkeyopt ec_paramgen_curve:P-256", "p384": "EC -pkeyopt ec_paramgen_curve:P-384",
        "p521": "EC -pkeyopt ec_paramgen_curve:P-521", "ed25519": "ED25519",
        "rsa2048": "RSA -pkeyopt rsa_keygen_bits:2048",
        "rsa3072": "RSA -pkeyopt rsa_keygen_bits:3072", "rsa4096": "RSA -pkeyopt rsa_keygen_bits:4096",
    ]

    /// A CA of each kind signs requests of each kind that openssl made, for clients and servers; openssl verifies them.
    @Test(arguments: keys.keys.sorted())
    func opensslVerifiesEveryPair(_ type: String) throws {
        let world = try world()
        #expect(
            world.run(["certificate", "create-ca", "kubernetes", "--key-type", type, "--path-length", "0"]).status == 0)
        // Such keys take seconds to make.
        for (name, options) in Self.keys where name != "rsa4096" || ["p256", "rsa4096"].contains(type) {
            try openssl(
                world,
                "openssl req -new -newkey \(options.replacing("EC ", with: "ec ").replacing("RSA ", with: "rsa ")) -nodes "
                    + "-keyout \(name).key -out \(name).csr -subj /O=dev/O=ops/CN=\(name) 2>/dev/null")
            for (profile, purpose, more) in [
                ("user", "sslclient", []), ("server", "sslserver", ["--dns", "a.example"]),
            ] {
                let next = try again(world)
                let result = next.run(
                    [
                        "certificate", "sign", name + ".csr", "--ca-certificate", "kubernetes.crt", "--ca-key",
                        "kubernetes.key", "--profile", profile, "--yes",
                    ] + more)
                #expect(result.status == 0, "\(result)")
                try world.folder.write(result.output, to: "\(name)-\(profile).crt")
                let verdict = try openssl(
                    world,
                    "openssl verify -attime 1795000100 -x509_strict -CAfile kubernetes.crt -purpose \(purpose) \(name)-\(profile).crt"
                )
                #expect(verdict == "\(name)-\(profile).crt: OK\n")
                let subject = try openssl(
                    world, "openssl x509 -in \(name)-\(profile).crt -noout -subject -nameopt RFC2253")
                #expect(subject == "subject=CN=\(name),O=ops,O=dev\n")
                let match = try openssl(
                    world,
                    "openssl x509 -in \(name)-\(profile).crt -noout -pubkey > a; openssl pkey -in \(name).key -pubout > b; cmp a b"
                )
                #expect(match == "")
            }
        }
    }

    /// With the root alone, openssl must be able to follow the chain from what `sign` wrote.
    @Test func theIntermediatesOfTheAuthorityFollow() throws {
        let world = try world()
        let file = try openssl(
            world,
            """
            openssl req -x509 -newkey ed25519 -nodes -keyout root.key -out root.crt -subj /CN=root -days 20000 2>/dev/null
            issuer=root
            for name in upper lower; do
                openssl req -newkey ed25519 -nodes -keyout $name.key -out $name.csr -subj /CN=$name 2>/dev/null
                printf 'basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash' > $name.cnf
                openssl x509 -req -in $name.csr -CA $issuer.crt -CAkey $issuer.key -extfile $name.cnf -days 20000 \
                    -out $name.crt 2>/dev/null
                issuer=$name
            done
            cat root.crt lower.crt upper.crt > ca.crt
            openssl req -newkey ed25519 -nodes -keyout jane.key -out jane.csr -subj /CN=jane 2>/dev/null
            cat lower.crt upper.crt
            """)
        for output in ["-", "jane.crt"] {
            let next = try again(world)
            next.setTime(2_000_000_000)
            let signed = next.run(
                ["certificate", "sign", "jane.csr", "--ca-certificate", "ca.crt", "--ca-key", "lower.key", "--yes"]
                    + (output == "-" ? [] : ["--output-file", output]))
            #expect(signed.status == 0, "\(signed)")
            if output == "-" { try world.folder.write(signed.output, to: "out.crt") }
            let written = output == "-" ? "out.crt" : output
            let chain = try openssl(world, "openssl x509 -in \(written) >/dev/null; sed '1,/END CERT/d' \(written)")
            #expect(chain == file)
            #expect(
                try openssl(
                    world,
                    "openssl verify -attime 2000000100 -CAfile root.crt -untrusted \(written) -purpose sslclient \(written)"
                )
                    == "\(written): OK\n")
        }
    }

    @Test func theLedgerKnowsWhatWasSigned() throws {
        let world = try world()
        _ = world.run(["certificate", "create-ca", "kubernetes"])
        try openssl(
            world, "openssl req -new -newkey ed25519 -nodes -keyout j.key -out j.csr -subj /O=dev/CN=jane 2>/dev/null")
        let signed = try again(world).run([
            "certificate", "sign", "j.csr", "--ca-certificate", "kubernetes.crt", "--ca-key", "kubernetes.key", "--yes",
            "--valid-for", "24h",
        ])
        #expect(
            signed.errors == """
                CA       CN=kubernetes
                subject  O=dev,CN=jane
                user     jane
                groups   dev
                key      Ed25519
                profile  user
                usages   digitalSignature, keyEncipherment, clientAuth
                until    2026-11-19T11:06:40Z (24h)

                """)
        try world.folder.write(signed.output, to: "j.crt")
        let serial = try openssl(world, "openssl x509 -in j.crt -noout -serial").dropFirst("serial=".count).lowercased()
        #expect(try again(world).run(["certificate", "list", "--ledger", "-o", "name"]).output == serial)
        let request = try openssl(world, "openssl req -in j.csr -outform DER | sha256sum").prefix(64)
        let table = try again(world).run(["certificate", "list", "--ledger"]).output
        let header = "SIGNED                 USER   GROUPS   PROFILE   AUTHORITY       ENDS                   LEFT   "
        let row = "2026-11-18T11:06:40Z   jane   dev      user      CN=kubernetes   2026-11-19T11:06:40Z   24h    "
        let number = serial.dropLast()
        #expect(
            table == """
                \(header)SERIAL\(String(repeating: " ", count: number.count - 6))   REQUEST
                \(row)\(number)   \(request.prefix(16))

                """)
        let list = try again(world).run(["certificate", "list", "--ledger", "-o", "json"]).output
        let entry = try JSONValue(parsing: Array(list.utf8))["certificates"]?.array?.first
        #expect(entry?["requestSHA256"]?.string == String(request))
    }

    /// What a killed process left is told, hides nothing, and does not swallow what is signed next.
    @Test func aTornLineOfTheLedgerIsTold() throws {
        let world = try world()
        _ = world.run(["certificate", "create-ca", "kubernetes"])
        try openssl(
            world, "openssl req -new -newkey ed25519 -nodes -keyout j.key -out j.csr -subj /O=dev/CN=jane 2>/dev/null")
        let sign = [
            "certificate", "sign", "j.csr", "--ca-certificate", "kubernetes.crt", "--ca-key", "kubernetes.key", "--yes",
            "--ledger-file", "ledger",
        ]
        for _ in 1...2 { #expect(try again(world).run(sign).status == 0) }
        let text = String(
            decoding: try FileSnapshot.read(world.folder.path + "/ledger", limit: 1 << 20).bytes, as: UTF8.self)
        try world.folder.write("\n" + text.dropLast(20), to: "ledger")
        let list = ["certificate", "list", "--ledger", "--ledger-file", "ledger", "-o", "name"]
        let torn = try again(world).run(list)
        #expect(torn.output.split(separator: "\n").count == 1)
        #expect(torn.errors.hasPrefix("warning: line 3 of ") && torn.status == 1, "\(torn)")
        #expect(torn.errors.hasSuffix("/ledger\" cannot be read: what was signed there is not listed\n"))
        #expect(try again(world).run(sign).status == 0)
        let result = try again(world).run(list)
        #expect(result.output.split(separator: "\n").count == 2 && result.errors == torn.errors && result.status == 1)
    }

    /// A ledger of many years can be read.
    @Test func aLongLedgerIsRead() throws {
        let world = try world()
        let line = "{\"serialNumber\": \"1\", \"subject\": \"\(String(repeating: "x", count: 4_000))\"}\n"
        try world.folder.write(String(repeating: line, count: 5_000), to: "ledger")
        let result = world.run(["certificate", "list", "--ledger", "--ledger-file", "ledger", "-o", "name"])
        #expect(result == CommandResult(output: String(repeating: "1\n", count: 5_000)))
    }

    @Test func anOutputFileIsWrittenWhenItWasSigned() throws {
        let world = try world()
        _ = world.run(["certificate", "create-ca", "kubernetes"])
        try openssl(
            world, "openssl req -new -newkey ed25519 -nodes -keyout j.key -out j.csr -subj /O=dev/CN=jane 2>/dev/null")
        let sign = [
            "certificate", "sign", "j.csr", "--ca-certificate", "kubernetes.crt", "--ca-key", "kubernetes.key",
            "--output-file", "j.crt",
        ]
        let path = world.folder.path + "/j.crt"
        let refused = try again(world)
        refused.value.prompter = AnsweringPrompter(false)
        #expect(refused.run(sign).status == 1)
        #expect(!FileSnapshot.exists(path))
        let signed = try again(world).run(sign + ["--yes"])
        #expect(signed.status == 0 && signed.output.isEmpty)
        #expect(signed.errors.hasSuffix("Wrote the certificate to j.crt.\n"), "\(signed)")
        #expect(try FileSnapshot.read(path, limit: 1 << 16).mode & 0o777 == 0o644)
        #expect(try openssl(world, "openssl verify -attime 1795000100 -CAfile kubernetes.crt j.crt") == "j.crt: OK\n")
        let again = try again(world).run(sign + ["--yes"])
        #expect(again.status == 1 && again.errors.contains("it is there already"), "\(again)")
    }

    /// The names and usages of kubeadm's certificates, as openssl prints them.
    @Test(arguments: [
        (
            "apiserver", "/CN=kube-apiserver", ["--dns", "node-1", "--ip", "10.96.0.1", "--dns-domain", "lan"],
            "TLS Web Server Authentication",
            "DNS:kubernetes, DNS:kubernetes.default, DNS:kubernetes.default.svc, DNS:kubernetes.default.svc.lan, DNS:node-1, IP Address:10.96.0.1"
        ),
        ("kubelet", "/O=system:nodes/CN=system:node:n1", [], "TLS Web Client Authentication", ""),
        (
            "kubelet-server", "/O=system:nodes/CN=system:node:n1", ["--ip", "fd00::1"], "TLS Web Server Authentication",
            "DNS:n1, IP Address:FD00:0:0:0:0:0:0:1"
        ),
        ("scheduler", "/CN=system:kube-scheduler", [], "TLS Web Client Authentication", ""),
        ("controller-manager", "/CN=system:kube-controller-manager", [], "TLS Web Client Authentication", ""),
        ("front-proxy", "/CN=front-proxy-client", [], "TLS Web Client Authentication", ""),
        (
            "etcd", "/CN=n1", ["--dns", "n1", "--ip", "10.0.0.1"],
            "TLS Web Server Authentication, TLS Web Client Authentication",
            "DNS:n1, DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:10.0.0.1"
        ),
        ("admin", "/O=kubeadm:cluster-admins/CN=kubernetes-admin", [], "TLS Web Client Authentication", ""),
        ("admin", "/O=system:masters/CN=kubernetes-super-admin", [], "TLS Web Client Authentication", ""),
        (
            "apiserver-kubelet-client", "/CN=kube-apiserver-kubelet-client", [], "TLS Web Client Authentication", ""
        ),
        (
            "apiserver-kubelet-client", "/O=kubeadm:cluster-admins/CN=kube-apiserver-kubelet-client", [],
            "TLS Web Client Authentication", ""
        ),
        ("etcd-client", "/CN=kube-etcd-healthcheck-client", [], "TLS Web Client Authentication", ""),
        ("etcd-client", "/CN=kube-apiserver-etcd-client", [], "TLS Web Client Authentication", ""),
    ])
    func profilesAreThoseOfKubeadm(
        _ profile: String, _ subject: String, _ options: [String], _ usages: String, _ names: String
    ) throws {
        let world = try world()
        _ = world.run(["certificate", "create-ca", "ca"])
        try openssl(world, "openssl req -new -newkey ed25519 -nodes -keyout k -out c -subj \(subject) 2>/dev/null")
        let result = try again(world).run(
            [
                "certificate", "sign", "c", "--ca-certificate", "ca.crt", "--ca-key", "ca.key", "--yes", "--profile",
                profile,
            ]
                + options)
        try world.folder.write(result.output, to: "crt")
        let text = try openssl(
            world, "openssl x509 -in crt -noout -ext keyUsage,extendedKeyUsage,basicConstraints,subjectAltName")
        let sections = [
            "X509v3 Key Usage: critical\n    Digital Signature, Key Encipherment\n",
            "X509v3 Extended Key Usage: \n    \(usages)\n", "X509v3 Basic Constraints: critical\n    CA:FALSE\n",
            names.isEmpty ? "" : "X509v3 Subject Alternative Name: \n    \(names)\n",
        ]
        #expect(text == sections.joined())
    }

    /// kubeadm's CAs name themselves; a name that no host can have is left out, for it would be a malformed one.
    @Test(arguments: [
        ("kubernetes", "X509v3 Subject Alternative Name: \n    DNS:kubernetes\n"), ("Our CA", ""),
        ("front-proxy-ca", "X509v3 Subject Alternative Name: \n    DNS:front-proxy-ca\n"),
    ])
    func aCAIsThatOfKubeadm(_ name: String, _ names: String) throws {
        let world = try world()
        _ = world.run(["certificate", "create-ca", name, "--file-name", "ca"])
        let text = try openssl(
            world,
            "openssl x509 -in ca.crt -noout -subject -issuer -dates -ext keyUsage,basicConstraints,subjectAltName")
        #expect(
            text == """
                subject=CN = \(name)
                issuer=CN = \(name)
                notBefore=Nov 18 11:01:40 2026 GMT
                notAfter=Nov 15 11:06:40 2036 GMT
                X509v3 Key Usage: critical
                    Digital Signature, Key Encipherment, Certificate Sign
                X509v3 Basic Constraints: critical
                    CA:TRUE
                \(names)
                """)
    }

    @Test(arguments: [
        ("user", "/CN=system:admin", "the name \"system:admin\" begins with system:"),
        ("user", "/O=system:masters/CN=x", "members of system:masters may do everything"),
        ("user", "/O=kubeadm:cluster-admins/CN=x", "members of kubeadm:cluster-admins may do everything in a cluster"),
        ("kubelet", "/CN=jane", "a kubelet is system:node:NAME in the one group system:nodes"),
        ("scheduler", "/CN=jane", "its common name must be system:kube-scheduler"),
        ("scheduler", "/O=dev/CN=system:kube-scheduler", "system:kube-scheduler is no member of the group \"dev\""),
        (
            "controller-manager", "/O=system:masters/CN=system:kube-controller-manager",
            "system:kube-controller-manager is no member of the group \"system:masters\""
        ),
        ("front-proxy", "/CN=x", "its common name must be front-proxy-client"),
        ("front-proxy", "/O=system:masters/CN=front-proxy-client", "is no member of the group \"system:masters\""),
        ("apiserver-kubelet-client", "/CN=x", "its common name must be kube-apiserver-kubelet-client"),
        (
            "apiserver-kubelet-client", "/O=kubeadm:cluster-admins/O=system:masters/CN=kube-apiserver-kubelet-client",
            "is no member of the group \"system:masters\""
        ),
        ("server", "/CN=jane", "a server's certificate needs the names it is reached by"),
        ("user", "/O=dev", "it has no common name"),
        ("user", "/CN=ja\u{1B}[31mne", "holds characters that nobody can see"),
    ])
    func whatIsRefused(_ profile: String, _ subject: String, _ reason: String) throws {
        let world = try world()
        _ = world.run(["certificate", "create-ca", "ca"])
        try openssl(
            world, "openssl req -new -utf8 -newkey ed25519 -nodes -keyout k -out c -subj '\(subject)' 2>/dev/null")
        let words = [
            "certificate", "sign", "c", "--ca-certificate", "ca.crt", "--ca-key", "ca.key", "--yes", "--profile",
            profile,
        ]
        let refused = try again(world).run(words)
        #expect(refused.status == 1)
        #expect(refused.output == "")
        #expect(refused.errors.contains(reason))
        #expect(try again(world).run(["certificate", "list", "--ledger", "-o", "name"]).output == "")
        #expect(try again(world).run(words + ["--force"]).output.hasPrefix("-----BEGIN CERTIFICATE-----\n"))
    }

    /// One certificate comes out, so one request goes in.
    @Test func severalRequestsAreRefused() throws {
        let world = try world()
        _ = world.run(["certificate", "create-ca", "ca"])
        try openssl(
            world,
            """
            for name in jane bob; do
                openssl req -new -newkey ed25519 -nodes -keyout k -subj /CN=$name 2>/dev/null
            done > c
            """)
        let result = try again(world).run([
            "certificate", "sign", "c", "--ca-certificate", "ca.crt", "--ca-key", "ca.key", "--yes", "--force",
        ])
        #expect(
            result
                == CommandResult(
                    errors:
                        "error: \"c\" holds 2 requests, and one is signed at a time: give it alone; see them with: kubering "
                        + "certificate show c\n", status: 1))
        #expect(try again(world).run(["certificate", "list", "--ledger", "-o", "name"]).output == "")
    }

    @Test func timesSayTheirUnits() throws {
        for text in ["1y", "99999d", "d", "1h30m"] {
            let result = try world().run([
                "certificate", "sign", "c", "--ca-certificate", "c", "--ca-key", "c", "--valid-for", text,
            ])
            #expect(result.status == 64 && result.errors.contains("a whole number and s, m, h, d or w"), "\(result)")
        }
    }

    /// A request whose signature was tampered with is never signed, not even by force.
    @Test func aForgedRequestIsRefused() throws {
        let world = try world()
        _ = world.run(["certificate", "create-ca", "ca"])
        try openssl(
            world,
            """
            openssl req -new -newkey ed25519 -nodes -keyout k -outform DER -out d -subj /CN=jane 2>/dev/null
            sed 's/jane/root/' d > c
            """)
        let result = try again(world).run([
            "certificate", "sign", "c", "--ca-certificate", "ca.crt", "--ca-key", "ca.key", "--yes", "--force",
        ])
        #expect(
            result
                == CommandResult(
                    errors:
                        "error: the request is not signed with the key it is for, so whoever made it does not have the key\n",
                    status: 1))
    }

    /// Keys that nobody should trust get no certificate, not even by force, and nobody is asked about them.
    @Test(arguments: [
        ("rsa:1024", "the request's key is weak: RSA 1024, less than 2048 bits"),
        ("ed448", "the request's key is of a kind that Kubernetes does not take: Ed448"),
    ])
    func aBadKeyIsRefused(_ key: String, _ reason: String) throws {
        let world = try world()
        _ = world.run(["certificate", "create-ca", "ca"])
        try openssl(world, "openssl req -new -newkey \(key) -nodes -keyout k -out c -subj /CN=jane 2>/dev/null")
        let result = try again(world).run([
            "certificate", "sign", "c", "--ca-certificate", "ca.crt", "--ca-key", "ca.key", "--force",
        ])
        #expect(result == CommandResult(errors: "error: \(reason)\n", status: 1))
        #expect(try again(world).run(["certificate", "list", "--ledger", "-o", "name"]).output == "")
    }

    @Test func aCAIsNeverOverwritten() throws {
        let world = try world()
        let path = world.folder.path
        let first = world.run(["certificate", "create-ca", "ca", "--organization", "Us", "--valid-for", "100d"])
        #expect(
            first.errors == """
                The CA "O=Us,CN=ca" lasts until 2027-02-26T11:06:40Z.
                Its certificate is "~/ca.crt".
                Its key is "~/ca.key"; whoever can read it can be any user.

                """)
        #expect(FilePermissions(of: path + "/ca.key")?.mode == 0o600)
        #expect(FilePermissions(of: path + "/ca.crt")?.mode == 0o644)
        let key = try FileSnapshot.read(path + "/ca.key", limit: 1 << 20).bytes
        let second = try again(world).run(["certificate", "create-ca", "ca"])
        #expect(second.status == 1)
        #expect(second.errors.hasSuffix("ca.crt\": it is there already; choose another place or remove it\n"))
        #expect(try FileSnapshot.read(path + "/ca.key", limit: 1 << 20).bytes == key)
    }

    @Test func aCAThatMayNotSignDoesNot() throws {
        let world = try world()
        let certificates = try CheckedCertificates.shared()
        for name in ["jane.crt", "jane.key", "jane.csr", "ca.crt", "ended-ca.crt", "ended-ca.key"] {
            try world.folder.write(certificates.text(name), to: name)
        }
        for (certificate, key, message) in [
            ("jane.crt", "jane.key", "the certificate of \"CN=jane\" cannot sign others: it is not marked as a CA"),
            (
                "ca.crt", "jane.key",
                "the private key (ECDSA P-256) does not belong to the certificate of \"CN=kubernetes\""
            ),
            ("ended-ca.crt", "ended-ca.key", "the CA \"CN=kubernetes\" expired on 2025-01-01T00:00:00Z"),
        ] {
            let result = try again(world).run([
                "certificate", "sign", "jane.csr", "--ca-certificate", certificate, "--ca-key", key, "--yes",
            ])
            #expect(result == CommandResult(errors: "error: \(message)\n", status: 1))
        }
    }
}

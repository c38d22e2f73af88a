// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import Testing

/// Every certificate against every CA, with `openssl verify` as the judge.
@Suite struct OpenSSLVerifyTests {
    private static let authorities = [
        "ca", "ca-anew", "ca-other", "ca-rsa", "ca-weak", "ca-old", "ca-new", "ca-short", "ca-mute", "ca-servers",
        "ca-limited", "ca-not", "ca-v1",
    ]

    /// Where Go, whose rules count, and OpenSSL differ: leaf, CA, and whether OpenSSL accepts.
    private static let differences: Set<String> = [
        // Go refuses MD5 and SHA-1; OpenSSL leaves that to its security level.
        "sha1 ca-rsa yes", "md5 ca-rsa yes", "by-inter-sha1 ca-rsa yes",
        // OpenSSL wants digitalSignature of a client and does not take the usage `any` for one.
        "encipher ca no", "any-use ca no",
        // Kinds of keys that TLS in Go does not know.
        "key-p224 ca yes", "key-k256 ca yes", "key-ed448 ca yes", "key-pss ca yes",
        // A certificate without a user name is no error to TLS.
        "nobody ca yes",
    ]

    @Test func differsOnlyWhereGoDoes() throws {
        let folder = try OpenSSLFolder.shared()
        let script = """
            cat inter.crt inter2.crt inter-short.crt inter-sha1.crt > inters.pem
            for leaf in *.crt; do
                leaf=${leaf%.crt}
                # What other tests write meanwhile is not looked at.
                case $leaf in ca*|inter*|compressed|negative|zero|ours-*|authority-*) continue;; esac
                for ca in \(Self.authorities.joined(separator: " ")); do
                    if openssl verify -purpose sslclient -attime 1795392000 -CAfile $ca.crt \\
                        -untrusted inters.pem $leaf.crt >/dev/null 2>&1
                    then echo "$leaf $ca yes"; else echo "$leaf $ca no"; fi
                done
            done
            """
        let verdicts = try folder.shell(script).split(separator: "\n").map(String.init)
        #expect(verdicts.count > 500)
        #expect(verdicts.filter { $0.hasSuffix("yes") }.count > 30)
        var differences: Set<String> = []
        for verdict in verdicts {
            let words = verdict.split(separator: " ").map(String.init)
            let check = ClientCertificateCheck(
                try folder.bundle(words[0], "inter", "inter2", "inter-short", "inter-sha1"),
                authorities: try folder.bundle(words[1]), now: ClientCertificateCheckTests.now)
            let accepted = check.findings.allSatisfy { $0.severity == .warning }
            if accepted != (words[2] == "yes") { differences.insert(verdict) }
        }
        #expect(differences == Self.differences)
    }
}

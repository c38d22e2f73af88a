// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingSystem
import Testing

/// Findings about client certificates, whole sentences.
@Suite struct ClientCertificateCheckTests {
    /// 2026-11-23T00:00:00Z.
    static let now = Date(timeIntervalSince1970: 1_795_392_000)

    private static func lines(_ findings: [CertificateFinding]) -> [String] {
        findings.map { "\($0.severity) \($0.code.rawValue): \($0.message)" }
    }

    private static let masters =
        "warning privileged-group: the certificate is for the group system:masters, which may do everything and cannot "
        + "be revoked"
    private static let stranger =
        "error issuer-key-mismatch: the certificate was not signed with the key of the CA \"CN=kubernetes\", only under "
        + "the same name; was the cluster set up anew?"

    @Test(
        arguments: [
            ("jane", "ca", []), ("both", "ca", []), ("any-use", "ca", []), ("bare", "ca", []), ("utf8", "ca", []),
            ("key-p384", "ca", []), ("key-p521", "ca", []), ("key-ed25519", "ca", []), ("key-rsa2048", "ca", []),
            ("by-rsa", "ca-rsa", []), ("by-weak", "ca-weak", []), ("sha512", "ca-rsa", []), ("far", "ca", []),
            ("by-short", "ca-short", []), ("named", "ca", []), ("v1", "ca", []), ("by-v1", "ca-v1", []),
            ("admin", "ca", [masters]),
            ("expired", "ca", ["error expired: the certificate expired on 2021-01-01T00:00:00Z"]),
            ("future", "ca", ["error not-yet-valid: the certificate is not valid before 2030-01-01T00:00:00Z"]),
            ("soon", "ca", ["warning expires-soon: the certificate expires soon, on 2026-12-01T00:00:00Z"]),
            (
                "server", "ca",
                [
                    "error not-for-clients: the certificate is a server certificate: its extended key usage is serverAuth, "
                        + "not clientAuth"
                ]
            ),
            (
                "code", "ca",
                [
                    "error not-for-clients: the certificate is not a client certificate: its extended key usage is "
                        + "codeSigning, 1.2.3.4, not clientAuth"
                ]
            ),
            (
                "encipher", "ca",
                [
                    "warning no-digital-signature: the certificate's key usage leaves out digitalSignature, which TLS "
                        + "clients sign with"
                ]
            ),
            (
                "authority", "ca",
                ["warning is-authority: the certificate is a CA: its key can sign certificates for other users"]
            ),
            (
                "unknown", "ca",
                [
                    "error unknown-critical-extension: the certificate has the critical extension 1.2.3.4, which "
                        + "Kubernetes does not know"
                ]
            ),
            (
                "nobody", "ca",
                [
                    "error no-user-name: the certificate has no common name, so the API server takes its owner for nobody"
                ]
            ),
            (
                "key-rsa1024", "ca",
                ["warning weak-key: the certificate's key is weak: RSA 1024, less than 2048 bits"]
            ),
            (
                "key-p224", "ca",
                ["error unsupported-key: the certificate's key is of a kind that Kubernetes does not take: ECDSA P-224"]
            ),
            (
                "key-ed448", "ca",
                ["error unsupported-key: the certificate's key is of a kind that Kubernetes does not take: Ed448"]
            ),
            (
                "sha1", "ca-rsa",
                [
                    "error unaccepted-signature-algorithm: the certificate is signed with SHA1-RSA, which Kubernetes does not "
                        + "accept"
                ]
            ),
            (
                "md5", "ca-rsa",
                [
                    "error unaccepted-signature-algorithm: the certificate is signed with MD5-RSA, which Kubernetes does not "
                        + "accept"
                ]
            ),
            (
                "by-pss", "ca-rsa",
                [
                    "warning chain-unchecked: the signature on the certificate could not be checked (RSA-PSS by a key of "
                        + "type RSA 2048)"
                ]
            ),
            (
                "named-limited", "ca-limited",
                [
                    "warning name-constraints-unchecked: the CA \"CN=limited\" limits the names it may sign; the limits "
                        + "were not checked"
                ]
            ),
            ("by-anew", "ca", [stranger]), ("jane", "ca-anew", [stranger]),
            (
                "jane", "ca-other",
                [
                    "error issuer-unknown: the certificate is signed by \"CN=kubernetes\", which is not a CA of the "
                        + "cluster; the cluster's CA is \"O=other,CN=other\""
                ]
            ),
            (
                "self", "ca",
                [
                    "error issuer-unknown: the certificate is signed by itself, not by the cluster; the cluster's CA is "
                        + "\"CN=kubernetes\""
                ]
            ),
            ("by-old", "ca-old", ["error issuer-expired: the CA \"CN=old\" expired on 2021-01-01T00:00:00Z"]),
            (
                "by-new", "ca-new",
                ["error issuer-not-yet-valid: the CA \"CN=new\" is not valid before 2030-01-01T00:00:00Z"]
            ),
            (
                "by-mute", "ca-mute",
                ["error issuer-not-allowed: the key usage of the CA \"CN=mute\" does not allow it to sign certificates"]
            ),
            (
                "by-servers", "ca-servers",
                [
                    "error issuer-not-allowed: the extended key usage of the CA \"CN=servers\" does not allow client certificates"
                ]
            ),
            ("by-not", "ca-not", ["error issuer-not-allowed: the issuer \"CN=not\" is not marked as a CA"]),
            (
                "by-odd", "ca-odd",
                [
                    "error unknown-critical-extension: the CA \"CN=odd\" has the critical extension 1.2.3.4, which "
                        + "Kubernetes does not know"
                ]
            ),
            ("by-inter inter", "ca", []), ("by-inter2 inter2 inter", "ca", []), ("by-inter2 inter inter2", "ca", []),
            ("by-inter2 inter2", "inter", []), ("by-inter", "inter", []),
            (
                "by-inter", "ca",
                [
                    "error issuer-unknown: the certificate is signed by \"CN=inter\", which is not a CA of the cluster; "
                        + "the cluster's CA is \"CN=kubernetes\""
                ]
            ),
            (
                "by-inter2 inter2", "ca",
                [
                    "error issuer-unknown: the intermediate CA \"CN=inter2\" is signed by \"CN=inter\", which is not a CA "
                        + "of the cluster; the cluster's CA is \"CN=kubernetes\""
                ]
            ),
            (
                "by-inter-short inter-short", "ca-short",
                ["error issuer-not-allowed: the CA \"CN=short\" allows 0 intermediate CAs below it, not 1"]
            ),
            (
                "by-inter-sha1 inter-sha1", "ca-rsa",
                [
                    "error unaccepted-signature-algorithm: the intermediate CA \"CN=inter-sha1\" is signed with SHA1-RSA, "
                        + "which Kubernetes does not accept"
                ]
            ),
            ("jane", "ca-other ca", []), ("jane", "ca-anew ca", []),
            (
                "jane", "ca ca-old",
                ["warning authority-expired: another CA of the cluster, \"CN=old\", expired on 2021-01-01T00:00:00Z"]
            ),
            (
                "jane", "ca-other ca-old ca-new ca-short ca-other",
                [
                    "error issuer-unknown: the certificate is signed by \"CN=kubernetes\", which is not a CA of the "
                        + "cluster; the cluster's CAs are \"O=other,CN=other\", \"CN=old\", \"CN=new\" and 1 more"
                ]
            ),
        ] as [(String, String, [String])])
    func eachFaultIsFoundAndNoOther(_ certificates: String, authorities: String, expected: [String]) throws {
        let folder = try OpenSSLFolder.shared()
        let check = ClientCertificateCheck(
            try folder.bundle(certificates), authorities: try folder.bundle(authorities), now: Self.now)
        #expect(Self.lines(check.findings) == expected)
    }

    @Test func followsSevenIntermediatesAndNoMore() throws {
        let folder = try OpenSSLFolder()
        let links = (1...8).map { "issue inter\($0) inter\($0 - 1) ca authority /CN=inter\($0)" }
        try folder.shell(
            """
            \(OpenSSLScripts.functions)
            curve ca P-256
            issue inter0 self ca authority /CN=root
            \(links.joined(separator: "\n"))
            issue jane7 inter7 ca client /CN=jane
            issue jane8 inter8 ca client /CN=jane
            """)
        func lines(_ count: Int) throws -> [String] {
            let names = (1...count).map { "inter\($0)" }.joined(separator: " ")
            let check = ClientCertificateCheck(
                try folder.bundle("jane\(count)", names), authorities: try folder.bundle("inter0"), now: Self.now)
            return Self.lines(check.findings)
        }
        #expect(try lines(7) == [])
        #expect(
            try lines(8) == [
                "error issuer-unknown: the certificate leads to no CA of the cluster through 7 intermediate CAs or less"
            ])
    }

    @Test func sortsErrorsFirst() throws {
        let folder = try OpenSSLFolder.shared()
        let check = ClientCertificateCheck(
            try folder.bundle("soon"), key: try folder.key("rsa2048.key"),
            authorities: try folder.bundle("ca-other"), now: Self.now)
        #expect(check.findings.map(\.code) == [.keyMismatch, .issuerUnknown, .expiresSoon])
        #expect(
            check.findings[0].message
                == "the private key (RSA 2048) does not belong to the certificate (ECDSA P-256)")
    }

    @Test func leavesOutWhatIsNotGiven() throws {
        let folder = try OpenSSLFolder.shared()
        let jane = try folder.bundle("jane")
        #expect(ClientCertificateCheck(jane, authorities: nil, now: Self.now).findings.isEmpty)
        let key = try folder.key("p256.key")
        #expect(ClientCertificateCheck(jane, key: key, authorities: nil, now: Self.now).findings.isEmpty)
    }

    @Test func countsBothEndsOfTheDates() throws {
        let folder = try OpenSSLFolder.shared()
        let jane = try folder.bundle("jane")
        let ca = try folder.bundle("ca")
        func codes(at date: Date, warnBefore: TimeInterval = 0) -> [CertificateFinding.Code] {
            ClientCertificateCheck(jane, authorities: ca, now: date, warnBefore: warnBefore).findings.map(\.code)
        }
        #expect(codes(at: jane.leaf.notBefore).isEmpty)
        #expect(codes(at: jane.leaf.notBefore - 1) == [.notYetValid, .issuerNotYetValid])
        #expect(codes(at: jane.leaf.notAfter).isEmpty)
        #expect(codes(at: jane.leaf.notAfter + 1) == [.expired, .issuerExpired])
        #expect(codes(at: jane.leaf.notAfter - 100, warnBefore: 100).isEmpty)
        #expect(codes(at: jane.leaf.notAfter - 99, warnBefore: 100) == [.expiresSoon])
    }

    @Test func reportsNegativeSerialNumbers() throws {
        let negative = try OpenSSLFolder.shared().bundle("negative")
        let check = ClientCertificateCheck(negative, authorities: nil, now: negative.leaf.notBefore)
        #expect(
            Self.lines(check.findings) == [
                "error negative-serial-number: the certificate's serial number is negative, which Kubernetes refuses "
                    + "to read"
            ])
    }

    @Test func namesAreEscapedInFindings() throws {
        let folder = try OpenSSLFolder.shared()
        let check = ClientCertificateCheck(
            try folder.bundle("jane"), authorities: try folder.bundle("escape"), now: Self.now)
        #expect(check.findings.map(\.message).joined().contains(#"the cluster's CA is "CN=ja\u{1B}[31mne""#))
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import Testing

/// What is read from a certificate, compared with what openssl reads from it.
@Suite struct CertificateTests {
    private static let names = [
        "ca", "ca-rsa", "ca-weak", "jane", "expired", "bare", "named", "v1", "utf8", "escape", "odd", "far", "leap",
        "nobody", "negative", "zero", "sha1", "md5", "sha512", "by-pss", "key-p384", "key-p521", "key-p224", "key-k256",
        "key-explicit", "key-ed25519", "key-ed448", "key-rsa2048", "key-rsa1024", "key-pss",
    ]

    @Test(arguments: names) func readsWhatOpenSSLReads(_ name: String) throws {
        let folder = try OpenSSLFolder.shared()
        let certificate = try folder.certificate(name)
        let expected = try folder.shell(
            """
            openssl x509 -in \(name).crt -noout -subject -issuer -serial -dates -fingerprint -sha256 \
                -nameopt esc_2253,utf8,sep_comma_plus,sname,dump_unknown,dump_der -dateopt iso_8601
            openssl x509 -in \(name).crt -noout -pubkey
            """)
        let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space)
        let read = """
            subject=\(certificate.subject)
            issuer=\(certificate.issuer)
            serial=\(certificate.serialNumber.uppercased())
            notBefore=\(certificate.notBefore.formatted(style))
            notAfter=\(certificate.notAfter.formatted(style))
            sha256 Fingerprint=\(colons(certificate.fingerprintSHA256))
            \(publicKeyPEM(certificate))
            """
        #expect(read == expected)
        #expect(certificate.pem == (try folder.text(name + ".crt")))
    }

    private func colons(_ digits: String) -> String {
        let bytes = stride(from: 0, to: digits.count, by: 2).map { digits.dropFirst($0).prefix(2).uppercased() }
        return bytes.joined(separator: ":")
    }

    private func publicKeyPEM(_ certificate: Certificate) -> String {
        let text = Data(certificate.publicKey.subjectPublicKeyInfo).base64EncodedString(
            options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN PUBLIC KEY-----\n\(text)\n-----END PUBLIC KEY-----\n"
    }

    @Test(arguments: [
        ("jane", "ECDSA P-256", "ECDSA-SHA256"), ("key-p384", "ECDSA P-384", "ECDSA-SHA256"),
        ("key-p521", "ECDSA P-521", "ECDSA-SHA256"), ("key-p224", "ECDSA P-224", "ECDSA-SHA256"),
        ("key-k256", "ECDSA secp256k1", "ECDSA-SHA256"),
        ("key-explicit", "ECDSA with explicit parameters", "ECDSA-SHA256"), ("key-ed25519", "Ed25519", "ECDSA-SHA256"),
        ("key-ed448", "Ed448", "ECDSA-SHA256"), ("key-rsa2048", "RSA 2048", "ECDSA-SHA256"),
        ("key-rsa1024", "RSA 1024", "ECDSA-SHA256"), ("key-pss", "RSA-PSS 2048", "ECDSA-SHA256"),
        ("ca-rsa", "RSA 2048", "SHA256-RSA"), ("sha1", "ECDSA P-256", "SHA1-RSA"), ("md5", "ECDSA P-256", "MD5-RSA"),
        ("sha512", "ECDSA P-256", "SHA512-RSA"), ("by-pss", "ECDSA P-256", "RSA-PSS"),
    ])
    func keysAndSignaturesHaveTheirUsualNames(_ name: String, key: String, signature: String) throws {
        let certificate = try OpenSSLFolder.shared().certificate(name)
        #expect(certificate.publicKey.type.description == key)
        #expect(certificate.signatureAlgorithm.description == signature)
    }

    @Test(
        arguments: [
            ("jane", "jane", ["dev", "ops"]), ("utf8", "žena 日本", ["Größe"]), ("escape", "ja\u{1B}[31mne", []),
            ("odd", "j\\ane \"x\" <y>;=", ["dev, Inc.", " lead "]), ("nobody", nil, ["dev"]),
            ("admin", "root", ["system:masters"]),
        ] as [(String, String?, [String])])
    func tellsTheKubernetesUser(_ name: String, userName: String?, groups: [String]) throws {
        let certificate = try OpenSSLFolder.shared().certificate(name)
        #expect(certificate.commonName == userName)
        #expect(certificate.organizations == groups)
    }

    @Test func writesTheSubjectOnOneLine() throws {
        let folder = try OpenSSLFolder.shared()
        #expect(try folder.certificate("jane").subject.description == "O=dev,O=ops,CN=jane")
        let odd =
            ##"C=DE,ST=a/b,L=x,OU=\#x+O=dev\, Inc.,O=\ lead\ ,CN=j\\ane \"x\" \<y\>\;=,"##
            + "emailAddress=a@b.c,UID=u1,DC=example,1.3.6.1.4.1.57683.2=#0C0137,serialNumber=9"
        #expect(try folder.certificate("odd").subject.description == odd)
    }

    @Test func extensionsAreRead() throws {
        let folder = try OpenSSLFolder.shared()
        let jane = try folder.certificate("jane")
        #expect(jane.version == 3)
        #expect(jane.keyUsage == [.digitalSignature, .keyEncipherment])
        #expect(jane.extendedKeyUsage == [.clientAuthentication])
        #expect(jane.criticalExtensions == ["2.5.29.19", "2.5.29.15"])
        #expect(!jane.isCertificateAuthority)
        let ca = try folder.certificate("ca")
        #expect(ca.isCertificateAuthority)
        #expect(ca.isSelfIssued)
        #expect(ca.pathLength == nil)
        #expect(ca.keyUsage?.usageNames == ["digitalSignature", "keyCertSign", "cRLSign"])
        #expect(ca.extendedKeyUsage == nil)
        #expect(try folder.certificate("ca-short").pathLength == 0)
        #expect(try folder.certificate("ca-limited").hasNameConstraints)
        #expect(try folder.certificate("code").extendedKeyUsage?.map(\.description) == ["codeSigning", "1.2.3.4"])
        let bare = try folder.certificate("v1")
        #expect(bare.version == 1)
        #expect(bare.keyUsage == nil && bare.extendedKeyUsage == nil && bare.criticalExtensions.isEmpty)
    }

    @Test func readsAlternativeNames() throws {
        let names = try OpenSSLFolder.shared().certificate("named").subjectAlternativeNames
        #expect(
            names.map(\.description) == [
                "DNS:jane.example", "email:jane@example.org", "URI:spiffe://x/y", "IP Address:10.1.2.3",
                "IP Address:2001:db8::1", "DirName:O=dev,CN=jane", "othername(8)",
            ])
    }
}

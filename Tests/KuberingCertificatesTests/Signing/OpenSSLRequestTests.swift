// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import Testing

@testable import KuberingCertificates

/// Our keys and requests in openssl's hands, and what it signs in ours, for every type of key.
@Suite struct OpenSSLRequestTests {
    private static let now = Date(timeIntervalSince1970: 1_795_000_000)
    private static let names: [SubjectAlternativeName] = [
        .dns("jane.example"), .email("jane@example.org"), .uri("spiffe://x/y"), .ipAddress("10.1.2.3"),
        .ipAddress("2001:db8::1"),
    ]

    @Test(arguments: NewKeyType.allCases)
    func opensslSignsOurRequest(_ type: NewKeyType) throws {
        let folder = try OpenSSLFolder.shared()
        let key = try PrivateKey(generating: type)
        let subject = try DistinguishedName(organizations: ["dev", "Größe, \"x\""], commonName: "jané")
        let request = try CertificateRequest(subject: subject, names: Self.names, signedWith: key)
        let file = "ours-\(type.rawValue)"
        try PrivateFolderFile.write(request.pem, to: "\(folder.path)/\(file).csr")
        try PrivateFolderFile.write(
            key.pem.withExposedBytes { String(decoding: $0, as: UTF8.self) }, to: "\(folder.path)/\(file).key")

        let facts = try folder.shell(
            """
            openssl req -in \(file).csr -verify -noout -subject -nameopt utf8,sep_comma_plus,esc_2253,sname 2>&1
            openssl pkey -in \(file).key -check -noout
            openssl pkey -in \(file).key -pubout > \(file).a; openssl req -in \(file).csr -noout -pubkey > \(file).b; cmp \(file).a \(file).b
            openssl req -in \(file).csr -noout -text | grep -A1 'Subject Alternative Name'
            """
        ).split(separator: "\n").map { $0.trimmed }
        #expect(facts.contains { $0.hasSuffix("verify OK") })
        #expect(facts.contains("subject=O=dev,O=Größe\\, \\\"x\\\",CN=jané"), "\(facts)")
        #expect(facts.contains("Key is valid"))
        #expect(
            facts.last
                == "DNS:jane.example, email:jane@example.org, URI:spiffe://x/y, IP Address:10.1.2.3, IP Address:2001:DB8:0:0:0:0:0:1"
        )

        // openssl signs it; we verify what comes back.
        try folder.shell(
            """
            echo extendedKeyUsage=clientAuth > \(file).ext
            openssl x509 -req -in \(file).csr -CA ca.crt -CAkey ca.key -set_serial 7 -extfile \(file).ext -out \(file).crt 2>/dev/null
            """)
        let bundle = try folder.bundle(file)
        #expect(bundle.leaf.subject == subject)
        #expect(key.matches(bundle.leaf))
        let check = ClientCertificateCheck(
            bundle, key: key, authorities: try folder.bundle("ca"), now: bundle.leaf.notBefore.addingTimeInterval(60))
        #expect(check.findings.filter { $0.severity == .error } == [])
    }

    /// A CA of each type that openssl made signs through us, and openssl verifies both purposes.
    @Test(arguments: ["p256", "p384", "p521", "ed25519", "rsa2048"])
    func weSignWithTheAuthoritiesOfOpenSSL(_ type: String) throws {
        let folder = try OpenSSLFolder.shared()
        let file = "authority-\(type)"
        try folder.shell(
            """
            openssl req -config ca.cnf -x509 -new -key \(type).key -subj '/C=DE/O=Us, Inc./OU=a+OU=b/CN=CA \(type)' -days 99 -out \(file).crt \
                -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign \
                -addext subjectKeyIdentifier=0102030405
            """)
        let certificate = try folder.certificate(file)
        let authority = try CertificateAuthority(certificate, key: try folder.key("\(type).key"))
        let request = try CertificateRequest(reading: try folder.bytes("jane.csr"), named: "jane.csr")
        for (purpose, usage) in [
            ("sslclient", ExtendedKeyUsage.clientAuthentication), ("sslserver", .serverAuthentication),
        ] {
            var template = CertificateTemplate(
                subject: request.subject, publicKey: request.publicKey, serial: Array(0xF0...0xFF),
                notBefore: certificate.notBefore, notAfter: certificate.notAfter)
            template.extendedKeyUsage = [usage]
            template.names = Self.names
            let signed = try authority.sign(template)
            try PrivateFolderFile.write(signed.pem, to: "\(folder.path)/\(file)-\(purpose).crt")
            let verdict = try folder.shell(
                "openssl verify -x509_strict -check_ss_sig -CAfile \(file).crt -purpose \(purpose) \(file)-\(purpose).crt"
            )
            #expect(verdict == "\(file)-\(purpose).crt: OK\n")
            let serial = try folder.shell("openssl x509 -in \(file)-\(purpose).crt -noout -serial")
            #expect(serial.lowercased() == "serial=\(signed.serialNumber)\n")
        }
    }

    @Test func weakAuthoritiesDoNotSign() throws {
        let folder = try OpenSSLFolder.shared()
        let certificate = try folder.certificate("ca-weak")
        let authority = try CertificateAuthority(certificate, key: try folder.key("rsa1024.key"))
        let template = CertificateTemplate(
            subject: certificate.subject, publicKey: try folder.certificate("jane").publicKey, serial: [1],
            notBefore: certificate.notBefore, notAfter: certificate.notAfter)
        let error = #expect(throws: CertificateError.self) { try authority.sign(template) }
        #expect(
            error?.description
                == "\"the CA's key\" holds a private key that cannot be used: RSA 1024 is too weak to sign with")
    }

    @Test(arguments: [
        ("DNS:a.example", SubjectAlternativeName.dns("a.example")), ("a.example", .dns("a.example")),
        ("10.0.0.1", .ipAddress("10.0.0.1")), ("IP:fd00:0::1", .ipAddress("fd00::1")), ("::1", .ipAddress("::1")),
        ("email:a@b", .email("a@b")), ("URI:https://x", .uri("https://x")), ("IP:10.0.0.300", nil), ("DNS:", nil),
        ("DNS:a b", nil), ("DNS:ä", nil), ("x:y:z", nil), ("", nil),
    ])
    func namesAreRead(_ text: String, _ name: SubjectAlternativeName?) {
        #expect(SubjectAlternativeName(parsing: text) == name)
    }
}

extension Substring {
    /// Without blanks at both ends.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

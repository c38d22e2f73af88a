// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import Testing

/// Files of certificates, and files of other things where certificates should be.
@Suite struct CertificateBundleTests {
    @Test func keepsOrderAndPassesOverOtherBlocks() throws {
        let folder = try OpenSSLFolder.shared()
        let bytes = try ["p256.key", "jane.crt", "jane.csr", "inter.crt", "ca.crt"].flatMap { try folder.bytes($0) }
        let bundle = try CertificateBundle(reading: bytes, named: "all")
        #expect(bundle.certificates.map(\.subject.description) == ["O=dev,O=ops,CN=jane", "CN=inter", "CN=kubernetes"])
        #expect(bundle.leaf == (try folder.certificate("jane")))
        #expect(bundle.intermediates.count == 2)
        #expect(
            bundle.pem == (try folder.text("jane.crt") + folder.text("inter.crt") + folder.text("ca.crt")))
    }

    @Test func readsDERAndOldLabels() throws {
        let folder = try OpenSSLFolder.shared()
        try folder.shell(
            """
            openssl x509 -in jane.crt -outform DER -out jane.der
            sed 's/CERTIFICATE/X509 CERTIFICATE/' jane.crt > jane.x509
            """)
        let jane = try folder.certificate("jane")
        #expect(try CertificateBundle(reading: try folder.bytes("jane.der"), named: "x").certificates == [jane])
        #expect(try CertificateBundle(reading: try folder.bytes("jane.x509"), named: "x").certificates == [jane])
    }

    @Test func putsTheLeafFirst() throws {
        let folder = try OpenSSLFolder.shared()
        let bundle = try folder.bundle("ca", "inter", "jane")
        let sorted = try #require(bundle.withLeafFirst(for: try folder.key("p256.key")))
        #expect(sorted.certificates.map(\.subject.description) == ["O=dev,O=ops,CN=jane", "CN=kubernetes", "CN=inter"])
        #expect(bundle.withLeafFirst(for: try folder.key("p384.key")) == nil)
    }

    private static let expects = "expected a certificate in PEM form (-----BEGIN CERTIFICATE-----)"

    @Test(arguments: [
        (":", "empty", "\"f\" is empty; \(expects)"),
        ("echo 'hello world'", "no-pem", "\"f\" holds neither PEM nor DER; \(expects)"),
        ("printf '0\\202\\001'", "no-pem", "\"f\" holds neither PEM nor DER; \(expects)"),
        ("head -c 5000 /bin/sh", "no-pem", "\"f\" holds neither PEM nor DER; \(expects)"),
        ("cat p256.key", "not-a-certificate", "\"f\" holds a private key where a certificate is expected"),
        (
            "openssl pkcs8 -topk8 -in p256.key -passout pass:x", "not-a-certificate",
            "\"f\" holds a private key where a certificate is expected"
        ),
        (
            "openssl pkey -in rsa2048.key -traditional -outform DER", "not-a-certificate",
            "\"f\" holds a private key where a certificate is expected"
        ),
        (
            "cat jane.csr", "not-a-certificate",
            "\"f\" holds a certificate request, which a CA has yet to sign, where a certificate is expected"
        ),
        (
            "openssl req -in jane.csr -outform DER", "not-a-certificate",
            "\"f\" holds a certificate request, which a CA has yet to sign, where a certificate is expected"
        ),
        (
            "openssl pkey -in p256.key -pubout; cat p256.key.none 2>/dev/null || openssl ecparam -name prime256v1",
            "not-a-certificate", "\"f\" holds a public key where a certificate is expected"
        ),
        (
            "openssl pkey -in p256.key -pubout -outform DER", "not-a-certificate",
            "\"f\" holds a public key where a certificate is expected"
        ),
        (
            "openssl ca -config ca.cnf -gencrl -crldays 9 -keyfile ca.key -cert ca.crt 2>/dev/null | "
                + "openssl crl -outform DER", "not-a-certificate",
            "\"f\" holds a certificate revocation list where a certificate is expected"
        ),
        (
            "sed 's/PRIVATE KEY/CERTIFICATE/' p256.key", "not-a-certificate",
            "\"f\" (line 1) holds a private key where a certificate is expected"
        ),
        (
            "head -c 300 jane.crt", "unfinished-pem",
            "\"f\" (line 1) has an unfinished PEM block: BEGIN CERTIFICATE has no matching END line"
        ),
        (
            "head -c 300 jane.crt; echo; cat ca.crt", "unfinished-pem",
            "\"f\" (line 1) has an unfinished PEM block: BEGIN CERTIFICATE has no matching END line"
        ),
        (
            "cat ca.crt; sed '4d' jane.crt", "malformed-certificate",
            "\"f\" (line 11) holds a certificate that cannot be read: not valid DER"
        ),
        (
            "openssl x509 -in jane.crt -outform DER; openssl x509 -in ca.crt -outform DER", "no-pem",
            "\"f\" holds neither PEM nor DER; \(expects)"
        ),
        ("head -c 1100000 /dev/zero", "too-large", "\"f\" is too large for certificates (the limit is 1 MiB)"),
    ])
    func whatHoldsNoCertificateIsRefusedWithTheReason(_ script: String, code: String, message: String) throws {
        let folder = try OpenSSLFolder()
        try OpenSSLFolder.shared().shell("{ \(script); } > \(folder.path)/f")
        let bytes = try folder.bytes("f")
        let error = #expect(throws: CertificateError.self) { try CertificateBundle(reading: bytes, named: "f") }
        #expect(error?.code.rawValue == code)
        #expect(error?.description == message)
    }

    private static let remedies: [(script: String, sentence: String, remedy: String, answers: String)] = [
        (
            "openssl x509 -in jane.crt -addtrust clientAuth -trustout",
            "\"it's\" (line 1) holds a TRUSTED CERTIFICATE block where a certificate is expected",
            "openssl x509 -in 'it'\\''s' -out 'it'\\''s.pem'", ""
        ),
        (
            "openssl crl2pkcs7 -nocrl -certfile jane.crt",
            "\"it's\" holds a PKCS#7 bundle where a certificate is expected",
            "openssl pkcs7 -in 'it'\\''s' -print_certs -out 'it'\\''s.pem'", ""
        ),
        (
            "openssl crl2pkcs7 -nocrl -certfile jane.crt -outform DER",
            "\"it's\" holds a PKCS#7 bundle where a certificate is expected",
            "openssl pkcs7 -inform DER -in 'it'\\''s' -print_certs -out 'it'\\''s.pem'", ""
        ),
        (
            "openssl pkcs12 -export -inkey p256.key -in jane.crt -passout pass:x",
            "\"it's\" holds a PKCS#12 file where a certificate is expected",
            "openssl pkcs12 -in 'it'\\''s' -out 'it'\\''s.pem'", "-passin pass:x -passout pass:four"
        ),
    ]

    @Test(arguments: remedies.indices) func namesTheCommandThatHelps(_ index: Int) throws {
        let (script, sentence, remedy, answers) = Self.remedies[index]
        let folder = try OpenSSLFolder()
        let shared = try OpenSSLFolder.shared()
        try shared.shell("{ \(script); } > \"\(folder.path)/it's\"")
        let bytes = try folder.bytes("it's")
        let error = #expect(throws: CertificateError.self) { try CertificateBundle(reading: bytes, named: "it's") }
        #expect(error?.description == sentence + "; convert it with: " + remedy)
        try folder.shell("\(remedy) \(answers)")
        let converted = try CertificateBundle(reading: try folder.bytes("it's.pem"), named: "x")
        #expect(converted.certificates == [try shared.certificate("jane")])
    }

    @Test func fingerprintsTheSetOfCertificates() throws {
        let folder = try OpenSSLFolder.shared()
        let (ca, other) = (try folder.text("ca.crt"), try folder.text("ca-other.crt"))
        func fingerprint(_ text: String) throws -> String {
            try CertificateBundle.fingerprint(ofBundle: Array(text.utf8), named: "x")
        }
        let single = try fingerprint(ca)
        #expect(single == (try folder.certificate("ca").fingerprintSHA256))
        let openssl = try folder.shell("openssl x509 -in ca.crt -outform DER | sha256sum")
        #expect(openssl.hasPrefix(single + " "))

        let both = try fingerprint(ca + other)
        #expect(both != single)
        #expect(try fingerprint(other + "# text\r\n" + ca.replacing("\n", with: "\r\n") + other) == both)
        #expect(
            try fingerprint(" " + ca.replacing("\n", with: " ") + "\n" + other.replacing("\n", with: "\n\t")) == both)
        #expect(try folder.bundle("ca-other", "ca").fingerprintSHA256 == both)
        #expect(try fingerprint(other) != both)
        #expect(try fingerprint(try folder.text("p256.key") + ca) == single)

        try folder.shell("openssl x509 -in ca.crt -outform DER -out ca.der")
        #expect(try CertificateBundle.fingerprint(ofBundle: try folder.bytes("ca.der"), named: "x") == single)
        #expect(throws: CertificateError.self) { try fingerprint("no PEM") }
        #expect(throws: CertificateError.self) { try fingerprint("") }
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func digestsAreThoseOfFIPS180(_ text: String, hex: String) {
        #expect(SHA256Digest.hex(of: Array(text.utf8)) == hex)
        #expect(SHA256Digest.hex(of: text.utf8) == hex)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingSystem
import Testing

/// Keys that are refused, each with its sentence, and the commands that the sentences name.
@Suite struct PrivateKeyRefusalTests {
    private static let takes = "kubectl takes RSA, ECDSA P-256, P-384 and P-521, and Ed25519"
    private static let expects = "expected a private key in PEM form (-----BEGIN PRIVATE KEY-----)"

    @Test(arguments: [
        (": ", "empty", "\"refused\" is empty; \(expects)"),
        ("echo hello", "no-pem", "\"refused\" holds neither PEM nor DER; \(expects)"),
        (
            "cat jane.crt", "not-a-private-key",
            "\"refused\" (line 1) holds a certificate where a private key is expected"
        ),
        (
            "openssl x509 -in jane.crt -outform DER", "not-a-private-key",
            "\"refused\" holds a certificate where a private key is expected"
        ),
        (
            "cat jane.csr", "not-a-private-key",
            "\"refused\" (line 1) holds a certificate request where a private key is expected"
        ),
        (
            "openssl pkey -in p256.key -pubout", "not-a-private-key",
            "\"refused\" (line 1) holds a public key where a private key is expected"
        ),
        (
            "openssl ecparam -name prime256v1", "not-a-private-key",
            "\"refused\" (line 1) holds PEM of type EC PARAMETERS where a private key is expected"
        ),
        (
            "sed 's/CERTIFICATE/PRIVATE KEY/' jane.crt", "not-a-private-key",
            "\"refused\" (line 1) holds a certificate where a private key is expected"
        ),
        (
            "cat p224.key", "unsupported-key",
            "\"refused\" holds a private key that cannot be used: it is an ECDSA key on P-224; \(takes)"
        ),
        (
            "cat k256.key", "unsupported-key",
            "\"refused\" holds a private key that cannot be used: it is an ECDSA key on secp256k1; \(takes)"
        ),
        (
            "cat explicit.key", "unsupported-key",
            "\"refused\" holds a private key that cannot be used: it is an ECDSA key with explicit parameters; \(takes)"
        ),
        (
            "cat ed448.key", "unsupported-key",
            "\"refused\" holds a private key that cannot be used: it is an Ed448 key; \(takes)"
        ),
        (
            "cat x25519.key", "unsupported-key",
            "\"refused\" holds a private key that cannot be used: it is an X25519 key; \(takes)"
        ),
        (
            "cat pss.key", "unsupported-key",
            "\"refused\" holds a private key that cannot be used: it is an RSA-PSS key; \(takes)"
        ),
        (
            "cat rsa768.key", "unsupported-key",
            "\"refused\" holds a private key that cannot be used: it is an RSA key of 768 bits; \(takes)"
        ),
        (
            "head -c 120 p256.key", "unfinished-pem",
            "\"refused\" (line 1) has an unfinished PEM block: BEGIN PRIVATE KEY has no matching END line"
        ),
        (
            "sed 's/PRIVATE KEY-----/PRIVATE KEY/' p256.key", "unfinished-pem",
            "\"refused\" (line 1) has an unfinished PEM block: the BEGIN line does not end with -----"
        ),
        (
            "sed 's/END PRIVATE/END EC PRIVATE/' p256.key", "unfinished-pem",
            "\"refused\" (line 1) has an unfinished PEM block: "
                + "BEGIN PRIVATE KEY is followed by END EC PRIVATE KEY"
        ),
        (
            "sed '2s/^./!/' p256.key", "invalid-base64",
            "\"refused\" (line 2) has a PEM block that is not base64: unexpected character"
        ),
        (
            "sed '3d' p256.key", "malformed-key",
            "\"refused\" (line 1) holds a private key that cannot be read: PRIVATE KEY is not valid DER"
        ),
        ("head -c 1100000 /dev/zero", "too-large", "\"refused\" is too large for a private key (the limit is 1 MiB)"),
    ])
    func whatIsNoUsableKeyIsRefusedWithTheReason(_ script: String, code: String, message: String) throws {
        let folder = try OpenSSLFolder()
        let shared = try OpenSSLFolder.shared()
        try shared.shell("{ \(script); } > \(folder.path)/refused")
        let file = SecretBytes(try folder.bytes("refused"))
        let error = #expect(throws: CertificateError.self) { try PrivateKey(reading: file, named: "refused") }
        #expect(error?.code.rawValue == code)
        #expect(error?.description == message)
        #expect(error?.exitStatus == .failed)
    }

    /// A name that a shell must not read as anything else.
    private static let name = "my $(x) key"

    /// What makes the file, the sentence before the remedy, the remedy, and what a person would type meanwhile.
    private static let remedies: [(script: String, sentence: String, remedy: String, answers: String)] = [
        (
            "openssl pkey -in p256.key -traditional -aes256 -passout pass:sesame",
            "\"\(name)\" (line 1) holds a private key encrypted in a way that cannot be opened: "
                + "Proc-Type: 4,ENCRYPTED for EC PRIVATE KEY",
            "openssl pkcs8 -topk8 -in 'my $(x) key' -out 'my $(x) key.p8'",
            "-passin pass:sesame -passout pass:sesame"
        ),
        (
            "openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -in p256.key -passout pass:sesame",
            "\"\(name)\" holds a private key encrypted in a way that cannot be opened: "
                + "its cipher is an old one, or the passphrase is wrong",
            "openssl pkcs8 -topk8 -in 'my $(x) key' -out 'my $(x) key.p8'",
            "-passin pass:sesame -passout pass:sesame"
        ),
        (
            "openssl pkcs8 -topk8 -v2 des3 -in p256.key -outform DER -passout pass:sesame",
            "\"\(name)\" holds a private key encrypted in a way that cannot be opened: "
                + "its cipher is an old one, or the passphrase is wrong",
            "openssl pkcs8 -topk8 -inform DER -in 'my $(x) key' -out 'my $(x) key.p8'",
            "-passin pass:sesame -passout pass:sesame"
        ),
        (
            "openssl pkcs12 -export -inkey p256.key -in jane.crt -passout pass:sesame",
            "\"\(name)\" holds a PKCS#12 file where a private key is expected",
            "openssl pkcs12 -in 'my $(x) key' -nocerts -out 'my $(x) key.key'",
            "-passin pass:sesame -passout pass:sesame"
        ),
    ]

    @Test(arguments: remedies.indices) func namesTheCommandThatHelps(_ index: Int) throws {
        let (script, sentence, remedy, answers) = Self.remedies[index]
        let folder = try OpenSSLFolder()
        let shared = try OpenSSLFolder.shared()
        try shared.shell("{ \(script); } > '\(folder.path)/\(Self.name)'")
        let bytes = SecretBytes(try folder.bytes(Self.name))
        let error = #expect(throws: CertificateError.self) {
            try PrivateKey(reading: bytes, named: Self.name, passphrase: SecretBytes(utf8: "sesame"))
        }
        #expect(error?.description == sentence + "; convert it with: " + remedy)
        #expect(error?.remedy == remedy)

        try folder.shell("\(remedy) \(answers)")
        let converted = try folder.shell("ls").split(separator: "\n").filter { $0 != Self.name }
        #expect(converted.count == 1)
        let key = try folder.key(String(converted[0]), passphrase: "sesame")
        #expect(key.matches(try shared.certificate("jane")))
    }

    @Test func namesTheCommandForOpenSSHKeys() throws {
        let folder = try OpenSSLFolder()
        try folder.shell("ssh-keygen -q -t ecdsa -N sesame -f k")
        let bytes = SecretBytes(try folder.bytes("k"))
        let error = #expect(throws: CertificateError.self) { try PrivateKey(reading: bytes, named: "k") }
        let remedy = "cp k k.p8 && ssh-keygen -p -m PKCS8 -f k.p8"
        #expect(
            error?.description
                == "\"k\" (line 1) holds a private key that cannot be used: it is in OpenSSH's own format; "
                + "convert it with: " + remedy)
        try folder.shell("\(remedy) -P sesame -N sesame >&2")
        #expect(try folder.key("k.p8", passphrase: "sesame").type == .ecdsa(curve: "P-256"))
    }

    /// The library below traps on such bytes; here they are an error.
    @Test func refusesPassphrasesBeyondASCIIForOldEncryptions() throws {
        let folder = try OpenSSLFolder.shared()
        try folder.shell(
            """
            openssl rsa -in rsa2048.key -traditional -aes256 -passout pass:größe -out proc-umlaut 2>/dev/null
            openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -in rsa2048.key -passout pass:größe -out pbes1-umlaut
            """)
        for name in ["proc-umlaut", "pbes1-umlaut"] {
            let error = #expect(throws: CertificateError.self) { try folder.key(name, passphrase: "größe") }
            #expect(error?.code == .unsupportedEncryption)
            #expect(error?.remedy == "openssl pkcs8 -topk8 -in \(name) -out \(name).p8")
        }
    }

    @Test func neverShowsTheKey() throws {
        let folder = try OpenSSLFolder.shared()
        let key = try folder.key("p256.key")
        let body = try folder.text("p256.key").split(separator: "\n")[1]
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.contains(body) && !"\(key)".contains(body))
        #expect("\(key.pem)" == "<redacted>")
    }
}

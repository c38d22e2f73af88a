// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingSystem
import Testing

/// Keys in every form that openssl writes, read and handed on.
@Suite struct PrivateKeyFormTests {
    /// The options of openssl that make a form; `$k` is the key's name.
    private static let forms: [(name: String, script: String, needsPassphrase: Bool, keys: [String])] = [
        ("p8", "cat $k.key", false, all),
        ("der", "openssl pkey -in $k.key -outform DER", false, all),
        ("trad", "openssl pkey -in $k.key -traditional", false, ec + rsa),
        ("trad-der", "openssl pkey -in $k.key -traditional -outform DER", false, ec + rsa),
        ("params", "openssl ecparam -name prime256v1; openssl pkey -in $k.key -traditional", false, ["p256"]),
        ("compressed", "openssl ec -in $k.key -conv_form compressed 2>/dev/null", false, ec),
        ("no-public", "openssl ec -in $k.key -no_public 2>/dev/null", false, ec),
        ("with-cert", "cat jane.crt $k.key ca.crt", false, ["p256", "rsa2048"]),
        ("aes256", "openssl pkcs8 -topk8 -in $k.key -passout pass:sesame", true, all),
        ("aes256-der", "openssl pkcs8 -topk8 -in $k.key -outform DER -passout pass:sesame", true, ["p256", "rsa2048"]),
        ("aes128", "openssl pkcs8 -topk8 -v2 aes128 -v2prf hmacWithSHA1 -in $k.key -passout pass:sesame", true, ec),
        ("aes192", "openssl pkcs8 -topk8 -v2 aes192 -v2prf hmacWithSHA512 -in $k.key -passout pass:sesame", true, ec),
        ("rounds", "openssl pkcs8 -topk8 -iter 100000 -in $k.key -passout pass:sesame", true, ["ed25519"]),
        ("scrypt", "openssl pkcs8 -topk8 -scrypt -in $k.key -passout pass:sesame", true, ["p256", "rsa2048"]),
        ("des3", "openssl pkcs8 -topk8 -v2 des3 -in $k.key -passout pass:sesame", true, rsa),
        ("pbes1", "openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -in $k.key -passout pass:sesame", true, rsa),
        ("proc-aes", "openssl rsa -in $k.key -traditional -aes256 -passout pass:sesame 2>/dev/null", true, rsa),
        ("proc-des3", "openssl rsa -in $k.key -traditional -des3 -passout pass:sesame 2>/dev/null", true, rsa),
    ]
    private static let ec = ["p256", "p384", "p521"]
    private static let rsa = ["rsa2048", "rsa1024"]
    private static let all = ec + rsa + ["ed25519"]
    private static let cases = forms.flatMap { form in form.keys.map { (form, $0) } }

    @Test(arguments: cases.indices) func readsEveryForm(_ index: Int) throws {
        let (form, name) = Self.cases[index]
        let folder = try OpenSSLFolder.shared()
        let file = "form-\(form.name)-\(name)"
        try folder.shell("k=\(name); { \(form.script); } > \(file)")
        let source = try PrivateKeyFile(reading: SecretBytes(try folder.bytes(file)), named: file)
        #expect(source.needsPassphrase == form.needsPassphrase)
        let key = try source.key(passphrase: form.needsPassphrase ? SecretBytes(utf8: "sesame") : nil)

        // What is handed on is the same key to openssl, and in PKCS#8.
        let handed = key.pem.exposedText
        #expect(handed.hasPrefix("-----BEGIN PRIVATE KEY-----\n") && handed.hasSuffix("\n-----END PRIVATE KEY-----\n"))
        #expect(handed.split(separator: "\n").allSatisfy { $0.count <= 64 })
        try PrivateFolderFile.write(handed, to: folder.path + "/" + file + ".ours")
        let text = try folder.shell("openssl pkey -in \(file).ours -noout -text")
        #expect(text == (try folder.shell("openssl pkey -in \(name).key -noout -text")))
    }

    @Test(arguments: [
        ("p256", "jane"), ("p384", "key-p384"), ("p521", "key-p521"), ("ed25519", "key-ed25519"),
        ("rsa2048", "key-rsa2048"), ("rsa1024", "key-rsa1024"),
    ])
    func matchesItsOwnCertificateOnly(_ name: String, certificate: String) throws {
        let folder = try OpenSSLFolder.shared()
        let key = try folder.key(name + ".key")
        let certificates = ["jane", "key-p384", "key-p521", "key-ed25519", "key-rsa2048", "key-rsa1024", "key-p224"]
        #expect(try certificates.filter { key.matches(try folder.certificate($0)) } == [certificate])
    }

    @Test func matchesACertificateWithACompressedPoint() throws {
        let folder = try OpenSSLFolder.shared()
        try folder.shell(
            """
            openssl ec -in p256.key -conv_form compressed -out compressed.key 2>/dev/null
            openssl req -x509 -new -key compressed.key -subj /CN=x -config ca.cnf -out compressed.crt
            """)
        let certificate = try folder.certificate("compressed")
        #expect(certificate.publicKey.subjectPublicKeyInfo.count < 91)
        #expect(try folder.key("p256.key").matches(certificate))
        #expect(!(try folder.key("ca.key").matches(certificate)))
    }

    @Test(arguments: ["aes256", "scrypt", "proc"])
    func tellsAWrongPassphrase(_ form: String) throws {
        let folder = try OpenSSLFolder.shared()
        let script = [
            "aes256": "openssl pkcs8 -topk8 -in p256.key", "scrypt": "openssl pkcs8 -topk8 -scrypt -in p256.key",
            "proc": "openssl rsa -in rsa2048.key -traditional -aes256",
        ]
        try folder.shell("\(script[form] ?? "false") -passout pass:sesame -out wrong-\(form) 2>/dev/null")
        let file = try PrivateKeyFile(reading: SecretBytes(try folder.bytes("wrong-\(form)")), named: "jane.key")
        for passphrase in ["", "sesam", "sesame ", "Sesame", String(repeating: "x", count: 1000)] {
            let error = #expect(throws: CertificateError.self) {
                try file.key(passphrase: SecretBytes(utf8: passphrase))
            }
            #expect(error?.code == .wrongPassphrase)
            #expect(error?.description == "the passphrase does not open the private key in \"jane.key\"")
        }
        let error = #expect(throws: CertificateError.self) { try file.key() }
        #expect(
            error?.description
                == "\"jane.key\" holds an encrypted private key, and there is no passphrase to open it")
        #expect(try file.key(passphrase: SecretBytes(utf8: "sesame")).type.description.isEmpty == false)
    }

    @Test func takesPassphrasesBeyondASCII() throws {
        let folder = try OpenSSLFolder.shared()
        try folder.shell("openssl pkcs8 -topk8 -in p256.key -passout 'pass:größe日本' -out unicode.p8")
        let key = try folder.key("unicode.p8", passphrase: "größe日本")
        #expect(key.matches(try folder.certificate("jane")))
    }
}

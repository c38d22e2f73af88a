// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingSecrets

/// Credential helpers that do not do what they should.
@Suite struct HelperTroubleTests {
    let id = CredentialID.sample()
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// A store behind a helper that is this script.
    private func store(
        _ script: String, mayAsk: Bool = false, silent: Duration = .seconds(180)
    ) throws -> HelperStore {
        try folder.write("#!/bin/sh\n\(script)\n", to: "docker-credential-test", mode: 0o755)
        let environment: Environment = [
            "PATH": "relative:\(folder.path):/usr/bin:/bin", "HOME": folder.path, "XDG_STATE_HOME": folder.path,
            "KUBERING_PASSPHRASE": "x", "KUBERING_PASSPHRASE_FILE": "x", "KUBERNETES_EXEC_INFO": "x", "DISPLAY": ":0",
        ]
        return HelperStore(
            CredentialHelper(
                "test", environment: environment, directories: XDGDirectories(environment: environment), mayAsk: mayAsk,
                limits: .init(silent: silent, asking: .seconds(180), wait: .seconds(180))))
    }

    private func failure(_ script: String, silent: Duration = .seconds(180)) throws -> String {
        let store = try store(script, silent: silent)
        do throws(SecretsError) {
            _ = try store.read(id)
            return "none"
        } catch {
            return "\(error.code.rawValue) \(error.exitStatus.rawValue): \(error)"
        }
    }

    static let troubles = [
        ("yes", "helper-failed 4: docker-credential-test failed: it writes more than 16 MiB"),
        ("kill -9 $$", "helper-failed 4: docker-credential-test failed: signal 9 ended it"),
        ("exit 7", "helper-failed 4: docker-credential-test failed: it ended with status 7"),
        ("echo 'no \u{1B}[31mway'; exit 1", "helper-failed 4: docker-credential-test failed: no \\u{1B}[31mway"),
        ("echo words >&2; exit 1", "helper-failed 4: docker-credential-test failed: words"),
        ("echo nonsense", "helper-failed 4: docker-credential-test failed: its answer is not the JSON"),
        ("echo '[]'", "helper-failed 4: docker-credential-test failed: its answer is not the JSON"),
        (#"case $1 in list) echo null;; *) echo '{"Username":"","Secret":""}'; esac"#, "credential-not-found 2: "),
        (
            "case $1 in list) ;; *) echo credentials not found in native keychain; exit 1; esac",
            "credential-not-found 2: "
        ),
        (
            "case $1 in list) echo '{\"https://kubering.invalid/\(CredentialID.sample())\":\"kubering\"}';; "
                + "*) echo credentials not found in native keychain; exit 1; esac",
            "store-locked 3: the store of docker-credential-test that should hold credential"
        ),
        (
            #"case $1 in list) echo '{"":"account not defined"}';; *) echo credentials not found in native keychain; exit 1; esac"#,
            "store-locked 3: the store of docker-credential-test is locked: "
        ),
        (#"echo '{"Username":"kubering","Secret":"no item"}'"#, "credential-malformed 1: "),
    ]

    @Test(arguments: troubles) func troublesAreTold(_ script: String, _ expected: String) throws {
        let failure = try failure(script)
        #expect(failure.hasPrefix(expected), "\(failure)")
        #expect(!failure.contains("\n") && !failure.contains("\u{1B}"))
    }

    @Test func itsTimeIsLimited() throws {
        let failure = try failure("sleep 600", silent: .milliseconds(500))
        #expect(
            failure.hasPrefix("timed-out 5: docker-credential-test did not end within 0 s and was stopped"),
            "\(failure)")
    }

    /// Nothing secret but on standard input; nothing of kubering's own.
    @Test(arguments: [false, true]) func whatItIsGiven(_ mayAsk: Bool) throws {
        let log = folder.path + "/log"
        let script = """
            { echo "$@"; env; tr '\\0' ' ' </proc/$$/cmdline; echo; } >>\(log)
            case $1 in
            store) cat >\(folder.path)/stored;;
            get) cat >/dev/null; cat \(folder.path)/stored;;
            list) echo '{}'
            esac
            """
        let store = try store(script, mayAsk: mayAsk)
        try store.save(.token("SECRET<&>\\u00e9\n\u{1F511}"), id: id)
        #expect(
            try store.read(id).encoded(id: id).exposedText
                == StoredCredential.token("SECRET<&>\\u00e9\n\u{1F511}").encoded(id: id).exposedText)
        let seen = String(decoding: try FileSnapshot.read(log, limit: 1 << 20).bytes, as: UTF8.self)
        #expect(!seen.contains("SECRET") && !seen.contains("KUBERING_PASSPHRASE") && !seen.contains("EXEC_INFO"))
        #expect(seen.contains("DISPLAY=:0") == mayAsk)
        #expect(seen.contains("--pinentry-mode error") != mayAsk)
    }

    /// One that does not read back is not left behind.
    @Test func doesNotKeepWhatItIsGiven() throws {
        let script =
            "echo $1 >>\(folder.path)/calls; case $1 in list) echo '{}';; get) echo '{\"Username\":\"x\",\"Secret\":\"y\"}'; esac"
        let store = try store(script)
        #expect(throws: SecretsError.credentialNotSaved(id, in: "the store of docker-credential-test")) {
            try store.save(.token("x"), id: id)
        }
        let calls = String(decoding: try FileSnapshot.read(folder.path + "/calls", limit: 1_000).bytes, as: UTF8.self)
        #expect(calls == "store\nget\nerase\n")
    }

    @Test(arguments: ["", "a/b", "../x", "a b", "$(x)", "\u{E9}", "a\n"]) func namesThatAreNone(_ name: String) {
        #expect(StoreName(rawValue: "helper:" + name) == nil)
    }

    @Test func namesAreRead() {
        for name in StoreName.own + [.helper("pass"), .helper("a_B.9-c")] {
            #expect(StoreName(rawValue: name.rawValue) == name)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCertificates

/// Reading the certificates that `openssl s_server` shows.
@Suite struct ServerCertificatesTests {
    @Test func whatShowsNoCertificate() throws {
        let server = try PythonServer("listen(web(Quiet))")
        let address = try #require(NetworkAddress(server.address))
        let error = #expect(throws: CertificateError.self) { _ = try ServerCertificates.fetch(from: address) }
        #expect(error?.description == "\"\(address)\" shows no certificate: what listens there does not speak TLS")
    }

    @Test func whereNobodyListens() throws {
        let port = try ClosedPort()
        let address = NetworkAddress(host: "127.0.0.1", port: port.number)
        let error = #expect(throws: NetworkError.self) { _ = try ServerCertificates.fetch(from: address) }
        #expect(error?.description == "\(address) cannot be reached: connection refused")
        withExtendedLifetime(port) {}
    }

    /// A real server with the certificate of each kind, those that kubectl would not accept among them.
    @Test(arguments: [
        ("server", "p256", "-tls1_2"), ("key-rsa1024", "rsa1024", "-tls1_2"), ("key-ed25519", "ed25519", ""),
        ("expired", "p256", ""), ("key-p521", "p521", "-tls1_3"), ("key-rsa2048", "rsa2048", "-tls1_3 -verify 1"),
        ("key-ed25519", "ed25519", "-tls1_3 -groups P-256"),
        ("jane", "p256", "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256"),
    ])
    func aRealServerIsRead(_ name: String, _ key: String, _ options: String) throws {
        let folder = try OpenSSLFolder.shared()
        let log = "\(folder.path)/server-\(name)\(options.filter(\.isLetter)).log"
        let server = try TestProcess(
            [
                "sh", "-c",
                "exec openssl s_server -www -accept 127.0.0.1:0 -cert $0.crt -key $1.key -cert_chain $2 "
                    + "-cipher DEFAULT@SECLEVEL=0 \(options) > $3 2>&1", "\(folder.path)/\(name)",
                "\(folder.path)/\(key)",
                "\(folder.path)/ca.crt", log,
            ], environment: OpenSSLFolder.environment(home: folder.path))
        defer { server.kill() }
        var port: UInt16?
        _ = try Patience.waits {
            guard FileSnapshot.exists(log) else { return server.hasEnded }
            let text = String(decoding: try FileSnapshot.read(log, limit: 1 << 20).bytes, as: UTF8.self)
            // What stands behind the last newline may not be all of its line.
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            port = lines.first { $0.hasPrefix("ACCEPT ") }?.split(separator: ":").last.flatMap { UInt16($0) }
            return port != nil || server.hasEnded
        }
        let address = NetworkAddress(host: "127.0.0.1", port: try #require(port))
        let shown = try ServerCertificates.fetch(from: address)
        #expect(shown.certificates == [try folder.certificate(name), try folder.certificate("ca")])
        // An address is no name that could be asked for.
        #expect(try ServerCertificates.fetch(from: address, name: "10.0.0.1") == shown)
    }

    @Test(arguments: [
        ("a.example:6443", NetworkAddress(host: "a.example", port: 6443)),
        ("[::1]:1", NetworkAddress(host: "::1", port: 1)),
        ("https://a.example/path", NetworkAddress(host: "a.example", port: 443)),
        ("https://u:p@a.example:8443?x", NetworkAddress(host: "a.example", port: 8443)),
        ("https://[fd00::1]", NetworkAddress(host: "fd00::1", port: 443)), ("a.example", nil),
        ("http://a.example", nil),
        ("a:0", nil), ("a:65536", nil), ("a:x", nil), (":1", nil), ("[::1", nil), ("::1", nil), ("a b:1", nil),
        ("", nil),
    ])
    func addressesAreRead(_ text: String, _ address: NetworkAddress?) {
        #expect(NetworkAddress(text) == address)
    }
}

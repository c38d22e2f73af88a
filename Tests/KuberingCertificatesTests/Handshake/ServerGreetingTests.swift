// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCertificates

/// Reading the certificates that a server shows, from bytes and from `openssl s_server`.
@Suite struct ServerGreetingTests {
    /// What a server answers: its hello and its certificates, in one record each.
    static func answer(_ certificates: [[UInt8]]) -> [UInt8] {
        func sized(_ bytes: [UInt8]) -> [UInt8] { [0, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes }
        func record(_ bytes: [UInt8]) -> [UInt8] {
            [22, 3, 3, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
        }
        let hello = [2] + sized([3, 3] + [UInt8](repeating: 7, count: 32) + [0, 0xC0, 0x2B, 0])
        return record(hello) + record([11] + sized(sized(certificates.flatMap(sized))))
    }

    @Test func certificatesComeInPiecesOfAnySize() throws {
        let certificates: [[UInt8]] = [[1, 2, 3], [4], Array(repeating: 9, count: 300)]
        let bytes = Self.answer(certificates)
        for size in 1...bytes.count {
            var greeting = ServerGreeting()
            var found: [[UInt8]]?
            for start in stride(from: 0, to: bytes.count, by: size) {
                #expect(found == nil)
                found = try greeting.certificates(after: Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(found == certificates)
        }
    }

    @Test(arguments: [
        (Array("HTTP/1.1 400 Bad Request\r\n".utf8), HandshakeFailure.notTLS),
        ([21, 3, 3, 0, 2, 2, 70], .alert(70)), ([21, 3, 3, 0, 0], .alert(0)), ([23, 3, 3, 0, 1, 0], .malformed),
        ([22, 3, 3, 0, 4, 1, 0, 0, 0], .malformed), ([22, 3, 3, 0, 7, 11, 0, 0, 3, 0, 0, 0], .malformed),
    ])
    func whatIsNoAnswer(_ bytes: [UInt8], _ failure: HandshakeFailure) {
        var greeting = ServerGreeting()
        #expect(throws: failure) { try greeting.certificates(after: bytes) }
    }

    /// A hello of TLS 1.3 with a key share, in a record.
    static func encryptedHello(_ share: [UInt8], group: UInt16 = 0x001D) -> [UInt8] {
        let key = TLSWriter.block(51, TLSWriter.numbers([group]) + TLSWriter.sized(share))
        let body = [3, 3] + [UInt8](repeating: 7, count: 32) + [0, 0x13, 1, 0] + TLSWriter.sized(key)
        return [22, 3, 3] + TLSWriter.sized(TLSWriter.message(2, body))
    }

    /// Keys that are none, or the same for everybody, and records that nobody encrypted.
    @Test func aHostileHelloIsRefused() {
        let zeros = [UInt8](repeating: 0, count: 32)
        let good = Self.encryptedHello([9] + zeros.dropLast())
        for bytes in [
            Self.encryptedHello(zeros), Self.encryptedHello([1] + zeros.dropLast()), Self.encryptedHello([9]),
            Self.encryptedHello([4] + zeros + zeros, group: 0x0017), Self.encryptedHello(zeros, group: 0x0018),
            good + [23, 3, 3, 0, 20] + zeros.dropLast(12), good + good,
        ] {
            var greeting = EncryptedGreeting(host: "a.example", random: zeros)
            #expect(throws: HandshakeFailure.malformed, "\(bytes)") { try greeting.certificates(after: bytes) }
        }
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
        while port == nil, !server.hasEnded {
            usleep(10_000)
            guard FileSnapshot.exists(log) else { continue }
            let text = String(decoding: try FileSnapshot.read(log, limit: 1 << 20).bytes, as: UTF8.self)
            let line = text.split(separator: "\n").first { $0.hasPrefix("ACCEPT ") }
            port = line?.split(separator: ":").last.flatMap { UInt16($0) }
        }
        let address = NetworkAddress(host: "127.0.0.1", port: try #require(port))
        let shown = try ServerCertificates.fetch(from: address) { CommandContext.systemRandomBytes($0) }
        #expect(shown == [try folder.certificate(name).der, try folder.certificate("ca").der])
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

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// The certificates that a server shows to everybody who connects.
public enum ServerCertificates {
    /// The most bytes of an answer that are read.
    private static let limit = 1 << 20

    /// Asks a server for its certificates and hangs up.
    ///
    /// In TLS 1.2 first, where they come in the clear; a server that speaks only later versions is asked again.
    ///
    /// - Parameters:
    ///   - address: Where the server listens.
    ///   - name: The name that is asked for in the greeting; nil takes the host when it is a name.
    ///   - randomBytes: Gives as many random bytes as asked for.
    /// - Returns: The certificates in DER, the server's own first; nothing about them is checked.
    /// - Throws: ``NetworkError``, or ``CertificateError`` with `no-tls`.
    public static func fetch(
        from address: NetworkAddress, name: String? = nil, randomBytes: (_ count: Int) -> [UInt8]
    ) throws -> [[UInt8]] {
        let host = name ?? (address.isLiteral ? nil : address.host)
        do {
            var greeting = ServerGreeting()
            return try exchange(address, ServerGreeting.clientHello(host: host, random: randomBytes(32))) {
                bytes throws(HandshakeFailure) in try greeting.certificates(after: bytes)
            }
        } catch HandshakeFailure.alert(let number) where number == protocolVersion || number == handshakeFailure {
            do {
                var greeting = EncryptedGreeting(host: host, random: randomBytes(32))
                return try exchange(address, greeting.clientHello) { bytes throws(HandshakeFailure) in
                    try greeting.certificates(after: bytes)
                }
            } catch let failure as HandshakeFailure {
                throw refusal(words(failure), address)
            }
        } catch let failure as HandshakeFailure {
            throw refusal(words(failure), address)
        }
    }

    /// Alerts of servers that want another version (RFC 8446 section 6).
    private static let (handshakeFailure, protocolVersion): (UInt8, UInt8) = (40, 70)

    private static func exchange(
        _ address: NetworkAddress, _ hello: [UInt8],
        _ read: ([UInt8]) throws(HandshakeFailure) -> [[UInt8]]?
    ) throws -> [[UInt8]] {
        let connection = try NetworkConnection(to: address, timeout: 10)
        try connection.send(hello)
        var count = 0
        while count <= limit {
            let bytes = try connection.receive()
            guard !bytes.isEmpty else { throw refusal("it closed the connection", address) }
            count += bytes.count
            if let certificates = try read(bytes) { return certificates }
        }
        throw refusal("its answer has no end", address)
    }

    private static func refusal(_ reason: String, _ address: NetworkAddress) -> CertificateError {
        CertificateError(.noTLS, address.description, detail: reason)
    }

    private static func words(_ failure: HandshakeFailure) -> String {
        switch failure {
        case .notTLS: "what listens there does not speak TLS"
        case .malformed: "its answer follows neither TLS 1.2 nor 1.3"
        case .alert(protocolVersion): "it speaks neither TLS 1.2 nor 1.3"
        case .alert(112): "it has no certificate for that name"
        case .alert(let number): "it refused with the TLS alert \(number)"
        }
    }
}

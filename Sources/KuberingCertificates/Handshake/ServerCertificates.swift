// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// The certificates that a server shows to everybody who connects.
public enum ServerCertificates {
    /// The most bytes of an answer that are read.
    private static let limit = 1 << 20

    /// Asks a server for its certificates and hangs up.
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
        let connection = try NetworkConnection(to: address, timeout: 10)
        let host = name ?? (address.isLiteral ? nil : address.host)
        try connection.send(ServerGreeting.clientHello(host: host, random: randomBytes(32)))
        var greeting = ServerGreeting()
        var count = 0
        while count <= limit {
            let bytes = try connection.receive()
            guard !bytes.isEmpty else { throw refusal("it closed the connection", address) }
            count += bytes.count
            do throws(ServerGreeting.Failure) {
                if let certificates = try greeting.certificates(after: bytes) { return certificates }
            } catch {
                throw refusal(words(error, address), address)
            }
        }
        throw refusal("its answer has no end", address)
    }

    private static func refusal(_ reason: String, _ address: NetworkAddress) -> CertificateError {
        CertificateError(.noTLS, address.description, detail: reason)
    }

    private static func words(_ failure: ServerGreeting.Failure, _ address: NetworkAddress) -> String {
        switch failure {
        case .notTLS: "what listens there does not speak TLS"
        case .malformed: "its answer does not follow TLS 1.2"
        case .alert(70):
            "it does not speak TLS 1.2, and later versions hide their certificates; see them with: "
                + "openssl s_client -showcerts -connect \(address)"
        case .alert(112): "it has no certificate for that name"
        case .alert(let number): "it refused with the TLS alert \(number)"
        }
    }
}

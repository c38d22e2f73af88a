// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import NIOCore
import NIOPosix
import NIOSSL

/// The certificates that a server shows to everybody who connects.
public enum ServerCertificates {
    /// How long connecting may take, and the greeting after it.
    private static let patience = TimeAmount.seconds(10)

    /// Asks a server for its certificates and hangs up before the handshake is over: nothing is sent, nothing is checked.
    ///
    /// - Parameters:
    ///   - address: Where the server listens.
    ///   - name: The name that is asked for in the greeting; nil takes the host when it is a name.
    /// - Returns: The certificates, the server's own first.
    /// - Throws: ``NetworkError``, or ``CertificateError`` with `no-tls` or, when it cannot be read, `malformed-certificate`.
    public static func fetch(from address: NetworkAddress, name: String? = nil) throws -> CertificateBundle {
        try CertificateBundle(encodings: try encodings(from: address, name: name), named: address.description)
    }

    private static func encodings(from address: NetworkAddress, name: String?) throws -> [[UInt8]] {
        // An address cannot be asked for by name (RFC 6066 section 3).
        let host = name ?? address.host
        let asked = NetworkAddress.literal(host) == nil ? host : nil
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let shown = loop.makePromise(of: [[UInt8]].self)
        do {
            let context = try NIOSSLContext(configuration: configuration)
            let channel = try ClientBootstrap(group: loop).connectTimeout(patience)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handshake = try NIOSSLClientHandler(
                            context: context, serverHostname: asked,
                            customVerificationCallback: { certificates, isGood in
                                shown.completeWith(Result { try certificates.map { try $0.toDERBytes() } })
                                isGood.succeed(.failed)
                            })
                        try channel.pipeline.syncOperations.addHandlers(handshake, FailureWatch(shown))
                    }
                }
                .connect(host: address.host, port: Int(address.port)).wait()
            let deadline = loop.scheduleTask(in: patience) { shown.fail(ChannelError.connectTimeout(patience)) }
            defer {
                deadline.cancel()
                channel.close(promise: nil)
            }
            return try shown.futureResult.wait()
        } catch {
            shown.fail(error)
            throw described(error, address)
        }
    }

    /// Old versions and every kind of key that a server may have: what is wrong with them is for the reader to see.
    private static var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv1
        configuration.verifySignatureAlgorithms = [
            .ecdsaSecp256R1Sha256, .ecdsaSecp384R1Sha384, .ecdsaSecp521R1Sha512, .ed25519, .rsaPssRsaeSha256,
            .rsaPssRsaeSha384, .rsaPssRsaeSha512, .rsaPkcs1Sha256, .rsaPkcs1Sha384, .rsaPkcs1Sha512, .rsaPkcs1Sha1,
        ]
        return configuration
    }

    private static func described(_ error: any Error, _ address: NetworkAddress) -> any Error {
        switch error {
        case let error as NIOConnectionError:
            for failure in error.connectionErrors {
                if let failure = failure.error as? IOError {
                    return NetworkError.unreachable(address, failure.errnoCode)
                }
                if failure.error is ChannelError { return NetworkError.timedOut(address) }
            }
            return NetworkError.unknownHost(address)
        case let error as IOError: return NetworkError.unreachable(address, error.errnoCode)
        case is ChannelError: return NetworkError.timedOut(address)
        case NIOSSLError.handshakeFailed(let cause): return refusal(words("\(cause)"), address)
        case NIOSSLError.uncleanShutdown, is FailureWatch.Closed: return refusal("it closed the connection", address)
        case let error as NIOSSLExtraError where error == .invalidSNIHostname:
            return refusal("no server can have that name", address)
        default: return refusal("TLS fails", address)
        }
    }

    private static func refusal(_ reason: String, _ address: NetworkAddress) -> CertificateError {
        CertificateError(.noTLS, address.description, detail: reason)
    }

    /// What BoringSSL says, in words of ours where there are any.
    private static func words(_ failure: String) -> String {
        let known = [
            "WRONG_VERSION_NUMBER": "what listens there does not speak TLS",
            "HTTP_REQUEST": "what listens there does not speak TLS",
            "UNRECOGNIZED_NAME": "it has no certificate for that name",
            "PROTOCOL_VERSION": "it speaks no version of TLS from 1.0 to 1.3",
            "HANDSHAKE_FAILURE": "it agrees on no way to encrypt",
        ]
        return known.first { failure.contains($0.key) }?.value ?? OutsideText.escaped(failure)
    }
}

/// Tells when a connection ends before the certificates came.
private final class FailureWatch: ChannelInboundHandler {
    /// The other side hung up.
    struct Closed: Error {}

    typealias InboundIn = ByteBuffer

    private let shown: EventLoopPromise<[[UInt8]]>

    init(_ shown: EventLoopPromise<[[UInt8]]>) { self.shown = shown }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { shown.fail(error) }

    func channelInactive(context: ChannelHandlerContext) { shown.fail(Closed()) }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import AsyncHTTPClient
import KuberingSystem
import NIOCore
import NIOPosix
import NIOSSL

/// The words for what can go wrong between two hosts.
enum ConnectionFailure {
    static func describe(_ error: any Error, host: String) -> RegistryConnection.Failure {
        switch error {
        case let error as HTTPClientError: return describe(error)
        case let error as NIOConnectionError: return describe(error, host: host)
        case let error as IOError: return .init(reason: ErrorNumber.words(error.errnoCode))
        case let error as NIOSSLError: return describe(error)
        case let error as BoringSSLError: return describe(error)
        case let error as NIOSSLExtraError
        where error == .failedToValidateHostname || error == .serverHostnameImpossibleToMatch:
            return .init(reason: "its certificate is for another host")
        case is ResponseAccumulator.ResponseTooBigError: return .init(reason: "it answers with too much text")
        default: return .init(reason: "the connection to it fails")
        }
    }

    private static func describe(_ error: HTTPClientError) -> RegistryConnection.Failure {
        switch error {
        case .connectTimeout, .readTimeout, .deadlineExceeded, .writeTimeout, .tlsHandshakeTimeout,
            .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            .init(reason: "it does not answer in time")
        case .remoteConnectionClosed: .init(reason: "it closes the connection without an answer")
        case .proxyAuthenticationRequired: .init(reason: "the proxy wants a user name and password")
        case .invalidProxyResponse: .init(reason: "the proxy does not connect to it")
        default: .init(reason: "it does not answer as HTTP has it")
        }
    }

    private static func describe(_ error: NIOConnectionError, host: String) -> RegistryConnection.Failure {
        for failure in error.connectionErrors {
            if let failure = failure.error as? IOError { return .init(reason: ErrorNumber.words(failure.errnoCode)) }
            if failure.error is ChannelError { return .init(reason: "it does not answer in time") }
        }
        return .init(reason: "there is no host named \(OutsideText.quoted(host))")
    }

    private static func describe(_ error: NIOSSLError) -> RegistryConnection.Failure {
        switch error {
        case .handshakeFailed(let cause): describe(cause)
        case .uncleanShutdown: .init(reason: "it closes the connection without an answer")
        default: .init(reason: "TLS fails")
        }
    }

    private static func describe(_ error: BoringSSLError) -> RegistryConnection.Failure {
        let words = "\(error)"
        if words.contains("CERTIFICATE_VERIFY_FAILED") {
            return .init(
                reason: "its certificate is not signed by a trusted authority; name that with --certificate-authority")
        }
        if words.contains("ALERT_CERTIFICATE_REQUIRED") || words.contains("ALERT_BAD_CERTIFICATE") {
            return .init(reason: "it wants a certificate of the client, as docker and podman find it in certs.d")
        }
        if words.contains("WRONG_VERSION_NUMBER") || words.contains("HTTP_REQUEST") {
            return .init(reason: "it does not speak TLS; say --plain-http if that is meant", isNotTLS: true)
        }
        // What is before the name are numbers, what is behind it is a place in the library.
        let name = words.firstRange(of: "OPENSSL_internal:").map { words[$0.upperBound...].prefix { $0 != " " } }
        return .init(reason: "TLS fails: \(OutsideText.escaped(name ?? words[...]))")
    }
}

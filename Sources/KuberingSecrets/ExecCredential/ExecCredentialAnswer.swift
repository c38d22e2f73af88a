// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

public import struct FoundationEssentials.Date

/// What an exec plugin answers.
public enum ExecCredentialAnswer {
    /// How long before its end a credential is no longer used: kubectl asks again from then on.
    public static let margin = 60.0

    /// The answer as JSON text that ends with a newline; the same credential and request give the same bytes.
    ///
    /// The certificate and key are PEM text as stored; line ends after a token are left out, because kubectl would send
    /// them to the server. `expirationTimestamp` is ``margin`` seconds before the credential's end, and is absent when
    /// that is not in the future: kubectl would otherwise ask again for each request, and a certificate that has ended
    /// is for the server to refuse.
    ///
    /// Source: `ExecCredentialStatus` of `client.authentication.k8s.io/v1`.
    ///
    /// - Parameters:
    ///   - credential: What the store holds; its binding is not looked at here.
    ///   - id: Its id, for errors.
    ///   - request: The question, whose version is repeated.
    ///   - now: The current time.
    /// - Returns: Bytes for standard output.
    /// - Throws: ``SecretsError`` with `credential-not-for-kubectl` when it is a user name and password, or
    ///   `credential-not-text`.
    public static func text(
        for credential: StoredCredential, id: CredentialID, request: ExecCredentialRequest, now: Date
    ) throws(SecretsError) -> SecretBytes {
        var writer = SecretJSONWriter(escaping: .json)
        writer.beginObject()
        writer.member("kind", "ExecCredential")
        writer.member("apiVersion", request.version.rawValue)
        writer.name("status")
        writer.beginObject()
        if let end = credential.notAfter?.addingTimeInterval(-margin), end > now {
            writer.member("expirationTimestamp", UTCTimestamp.text(end))
        }
        switch credential.content {
        case .clientCertificate(let certificatePEM, let keyPEM):
            writer.member("clientCertificateData", certificatePEM)
            writer.member("clientKeyData", keyPEM)
        case .token(let token):
            writer.member("token", token, count: token.countWithoutLineEnds)
        case .basic:
            throw .credentialNotForKubectl(id)
        case .certificateRequest:
            throw .certificateNotSigned(id)
        }
        writer.endObject()
        writer.endObject(followedBy: "\n")
        guard let text = writer.text() else { throw .credentialNotText(id) }
        return text
    }
}

extension SecretBytes {
    fileprivate var countWithoutLineEnds: Int {
        withExposedBytes { bytes in
            (bytes.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? -1) + 1
        }
    }
}

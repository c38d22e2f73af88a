// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

/// A cluster: where an API server is and how to trust it.
///
/// Kubernetes type: `Cluster` of `k8s.io/client-go/tools/clientcmd/api/v1`.
public struct Cluster: Sendable, Hashable {
    /// The address; without a scheme it means plain HTTP to kubectl.
    public let server: String
    /// The name to check in the server's certificate instead of the host; empty when not set.
    public let tlsServerName: String
    /// Whether the server's certificate is not checked at all.
    public let insecureSkipTLSVerify: Bool
    /// The path of a file with the certificates to trust, as written; empty when not set.
    public let certificateAuthority: String
    /// The certificates to trust, decoded from base64: PEM text; nil when absent or empty.
    public let certificateAuthorityData: [UInt8]?
    /// The proxy for every request; empty when not set.
    public let proxyURL: String
    /// Whether answers are not asked to be compressed.
    public let disableCompression: Bool
    /// What other tools keep here.
    public let extensions: [NamedExtension]

    init(_ fields: FieldReader) throws(YAMLError) {
        server = fields.string("server")
        tlsServerName = fields.string("tls-server-name")
        insecureSkipTLSVerify = fields.bool("insecure-skip-tls-verify")
        certificateAuthority = fields.string("certificate-authority")
        certificateAuthorityData = fields.base64("certificate-authority-data")
        proxyURL = fields.string("proxy-url")
        disableCompression = fields.bool("disable-compression")
        extensions = try fields.extensions()
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
public import KuberingCertificates
import KuberingConfig
import KuberingSystem
import KuberingYAML

/// What can be said about a cluster, as changes of its fields.
///
/// Fields that exclude each other take each other's place, as `kubectl config set-cluster` has it. Source: kubectl
/// `pkg/cmd/config/set_cluster.go`.
public struct ClusterFields: Sendable {
    /// Where the CAs come from.
    public enum Authority: Sendable {
        /// A file that the kubeconfig names, by its absolute path.
        case file(String)
        /// PEM text that the kubeconfig holds.
        case embedded(CertificateBundle)
        /// None: the system's.
        case none
    }

    /// The address with its scheme; empty for none.
    public var server: String?
    /// The CAs that the server's certificate must come from.
    public var authority: Authority?
    /// Whether the server's certificate is not checked.
    public var isInsecure: Bool?
    /// The name in the server's certificate, when it is not that of the address; empty for none.
    public var tlsServerName: String?
    /// The proxy with its scheme; empty for none.
    public var proxyURL: String?

    /// Says nothing.
    public init() {}

    /// What that sets and removes.
    ///
    /// - Returns: The fields, in the order of the Kubernetes type.
    /// - Throws: ``WorkflowError`` of code `bad-value` for a URL that kubectl could not use.
    public func settings() throws(WorkflowError) -> [FieldSetting] {
        var changes: [FieldSetting] = []
        if let server {
            try Self.checkServer(server)
            changes.append(.init(["server"], .json(.string(server))))
            if tlsServerName == nil { changes.append(.init(["tls-server-name"], .removed)) }
        }
        if let tlsServerName { changes.append(.init(["tls-server-name"], Self.value(tlsServerName))) }
        if let isInsecure {
            changes.append(.init(["insecure-skip-tls-verify"], isInsecure ? .json(true) : .removed))
        }
        if isInsecure == true {
            changes += [.init(["certificate-authority"], .removed), .init(["certificate-authority-data"], .removed)]
        }
        if let authority { changes += Self.changes(authority) }
        if let proxyURL {
            try Self.checkProxy(proxyURL)
            changes.append(.init(["proxy-url"], Self.value(proxyURL)))
        }
        return changes
    }

    private static func changes(_ authority: Authority) -> [FieldSetting] {
        let (file, data): (FieldSetting.Value, FieldSetting.Value) =
            switch authority {
            case .file(let path): (.path(path), .removed)
            case .embedded(let bundle): (.removed, .json(.string(Data(bundle.pem.utf8).base64EncodedString())))
            case .none: (.removed, .removed)
            }
        return [
            .init(["certificate-authority"], file), .init(["certificate-authority-data"], data),
            .init(["insecure-skip-tls-verify"], .removed),
        ]
    }

    private static func value(_ text: String) -> FieldSetting.Value { text.isEmpty ? .removed : .json(.string(text)) }

    static func checkServer(_ url: String) throws(WorkflowError) {
        // Without a scheme kubectl would take http, and send no credentials.
        try check(url, "server", ["https", "http"])
    }

    static func checkProxy(_ url: String) throws(WorkflowError) {
        try check(url, "proxy", ["https", "http", "socks5"])
    }

    private static func check(_ url: String, _ what: String, _ schemes: [String]) throws(WorkflowError) {
        guard !url.isEmpty else { return }
        let lowercased = url.lowercased()
        guard let scheme = schemes.first(where: { lowercased.hasPrefix($0 + "://") }) else {
            throw bad(url, what, "must begin with " + schemes.map { $0 + "://" }.joined(separator: " or "))
        }
        let authority = url.utf8.dropFirst(scheme.utf8.count + 3).prefix { !"/?#".utf8.contains($0) }
        // Source: Go `net/url`, which kubectl asks, takes no blanks and control characters there.
        guard let first = authority.first, first != UInt8(ascii: ":"), authority.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { throw bad(url, what, "names no host that could be asked") }
    }

    private static func bad(_ url: String, _ what: String, _ problem: String) -> WorkflowError {
        WorkflowError(
            .badValue, "the \(what) \(OutsideText.quoted(URLRedaction.redacted(url))) \(problem)", exitStatus: .usage)
    }
}

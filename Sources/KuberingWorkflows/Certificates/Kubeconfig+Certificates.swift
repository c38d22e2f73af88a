// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSystem

/// The certificates that entries of a kubeconfig carry or name.
extension Kubeconfig {
    /// The CAs that a cluster's server is checked with; nil when the entry names none.
    ///
    /// - Parameter name: The cluster; one that does not exist has none.
    /// - Returns: The CAs.
    /// - Throws: `CertificateError` and `FileError` when they cannot be read.
    func authorities(ofCluster name: String) throws -> CertificateBundle? {
        try authority(ofCluster: name).map { try CertificateBundle(reading: $0.bytes, named: $0.source) }
    }

    /// What the CAs of a cluster are read from, with what messages call it; nil when the entry has none.
    ///
    /// - Throws: `FileError` when the file cannot be read.
    func authority(ofCluster name: String) throws -> (bytes: [UInt8], source: String)? {
        guard let cluster = try cluster(named: name), let origin = origin(.cluster, named: name) else { return nil }
        if let data = cluster.certificateAuthorityData {
            return (data, "the certificate-authority-data of cluster \(name)")
        }
        guard !cluster.certificateAuthority.isEmpty else { return nil }
        let path = resolved(cluster.certificateAuthority, from: origin)
        return (try FileSnapshot.read(path, limit: PEM.sizeLimit).bytes, path)
    }

    /// What a user's client certificate is read from, with what messages call it; nil when the entry has none.
    ///
    /// - Throws: `FileError` when the file cannot be read.
    func clientCertificate(ofUser name: String) throws -> (bytes: [UInt8], source: String)? {
        guard let user = try user(named: name), let origin = origin(.user, named: name) else { return nil }
        if let data = user.clientCertificateData {
            return (data, "the client-certificate-data of user \(name)")
        }
        guard !user.clientCertificate.isEmpty else { return nil }
        let path = resolved(user.clientCertificate, from: origin)
        return (try FileSnapshot.read(path, limit: PEM.sizeLimit).bytes, path)
    }

    /// The private key of a user; nil when the entry has none.
    ///
    /// - Throws: `CertificateError` and `FileError` when it cannot be read.
    func clientKey(ofUser name: String) throws -> PrivateKey? {
        guard let user = try user(named: name), let origin = origin(.user, named: name) else { return nil }
        if let data = user.clientKeyData {
            return try PrivateKey(reading: data, named: "the client-key-data of user \(name)")
        }
        guard !user.clientKey.isEmpty else { return nil }
        let path = resolved(user.clientKey, from: origin)
        return try PrivateKey(reading: try FileSnapshot.readSecret(path, limit: PEM.sizeLimit), named: path)
    }

    /// The cluster that a user's certificate is judged by: the current context's when it is the user's, else the first
    /// context's that is; nil when no context uses the user.
    func cluster(ofUser name: String) throws -> String? {
        let names = [currentContext] + self.names(.context)
        for case let context? in try names.map({ try context(named: $0) })
        where context.user.isExactly(name) && origin(.cluster, named: context.cluster) != nil { return context.cluster }
        return nil
    }
}

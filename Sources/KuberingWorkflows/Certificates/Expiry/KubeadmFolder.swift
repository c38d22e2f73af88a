// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingSystem

/// The certificates of a cluster that kubeadm made, with the facts of `kubeadm certs check-expiration`.
///
/// Source: kubeadm's `certs/renewal` manager: the same names, the same CAs, and "externally managed" when a CA's
/// certificate is there and its key is not.
struct KubeadmFolder {
    /// Where the certificates are, `/etc/kubernetes/pki`.
    private let pki: String
    /// Where the kubeconfigs are, `/etc/kubernetes`; nil when only the certificates were named.
    private let root: String?

    /// The name of a certificate, its file without the ending, and its CA.
    private static let leaves: [(name: String, file: String, authority: String)] = [
        ("apiserver", "apiserver", "ca"), ("apiserver-etcd-client", "apiserver-etcd-client", "etcd-ca"),
        ("apiserver-kubelet-client", "apiserver-kubelet-client", "ca"),
        ("etcd-healthcheck-client", "etcd/healthcheck-client", "etcd-ca"), ("etcd-peer", "etcd/peer", "etcd-ca"),
        ("etcd-server", "etcd/server", "etcd-ca"), ("front-proxy-client", "front-proxy-client", "front-proxy-ca"),
    ]
    /// The name of a CA, and its files without the ending.
    private static let authorities: [(name: String, file: String)] = [
        ("ca", "ca"), ("etcd-ca", "etcd/ca"), ("front-proxy-ca", "front-proxy-ca"),
    ]
    /// Not `kubelet.conf`: the kubelet renews its certificate itself.
    private static let kubeconfigs = ["admin.conf", "controller-manager.conf", "scheduler.conf", "super-admin.conf"]

    /// Recognises `/etc/kubernetes`, or the `pki` folder in it; nil for any other folder.
    init?(at folder: String) {
        if FileSnapshot.exists(folder + "/pki/ca.crt") {
            (pki, root) = (folder + "/pki", folder)
        } else if FileSnapshot.exists(folder + "/ca.crt"), FileSnapshot.exists(folder + "/front-proxy-ca.crt") {
            (pki, root) = (folder, nil)
        } else {
            return nil
        }
    }

    /// Whether a file is one of kubeadm's.
    func holds(_ path: String) -> Bool {
        Self.leaves.contains { path == file($0.file) } || Self.authorities.contains { path == file($0.file) }
            || root.map { root in Self.kubeconfigs.contains { path == root + "/" + $0 } } ?? false
    }

    /// The certificates by name, then the CAs.
    var rows: [CertificateExpiry] {
        var rows = Self.leaves.map { row($0.name, file($0.file), $0.authority) }
        if let root {
            rows += Self.kubeconfigs.map { name in row(name, root + "/" + name, "ca") }
        }
        rows.sort { $0.name < $1.name }
        return rows + Self.authorities.map { row($0.name, file($0.file), $0.name) }
    }

    private func file(_ base: String) -> String { "\(pki)/\(base).crt" }

    private func row(_ name: String, _ path: String, _ authority: String) -> CertificateExpiry {
        var row = CertificateExpiry(name: name, kind: .kubeadm, file: path)
        row.authority = authority
        if let base = Self.authorities.first(where: { $0.name == authority })?.file, FileSnapshot.exists(file(base)) {
            row.isExternallyManaged = !FileSnapshot.exists("\(pki)/\(base).key")
        }
        guard FileSnapshot.exists(path) else {
            row.isMissing = true
            row.problem = "there is no file \(OutsideText.quoted(path))"
            return row
        }
        do {
            row.describe(try certificate(path))
            row.authority = authority
        } catch {
            row.problem = "\(error)"
        }
        return row
    }

    private func certificate(_ path: String) throws -> Certificate {
        let bytes = try FileSnapshot.read(path, limit: PEM.sizeLimit).bytes
        guard path.hasSuffix(".conf") else { return try CertificateBundle(reading: bytes, named: path).leaf }
        let parts = try CertificateManifest(reading: bytes)?.parts(named: path, folder: LexicalPath.directory(of: path))
        // The CA of the cluster stands in it as well; the user's is the one that kubeadm renews.
        guard let user = parts?.last(where: { $0.isOfUser }) else {
            throw WorkflowError(.noCertificate, "\(OutsideText.quoted(path)) holds no client certificate")
        }
        return try CertificateBundle(reading: try user.contents.get(), named: path).leaf
    }
}

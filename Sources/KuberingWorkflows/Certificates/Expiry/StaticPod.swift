// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingSystem
import KuberingYAML

/// The certificates that the flags of a static pod name: kube-apiserver, etcd, kube-controller-manager, kube-scheduler.
///
/// Flags name files as the container sees them; its host path volumes say where they are.
struct StaticPod {
    private struct Mount {
        let inside: String
        let outside: String
    }

    private let containers: [JSONValue]
    private let volumes: [String: String]

    /// Flags whose value is a file of certificates, or a kubeconfig with some; each program has its own.
    private static let flags: Set<String> = [
        // kube-apiserver
        "audit-webhook-config-file", "authentication-token-webhook-config-file", "authorization-webhook-config-file",
        "client-ca-file", "etcd-cafile", "etcd-certfile", "kubelet-certificate-authority", "kubelet-client-certificate",
        "oidc-ca-file", "peer-ca-file", "proxy-client-cert-file", "requestheader-client-ca-file", "tls-cert-file",
        "tls-sni-cert-key",
        // kube-controller-manager and kube-scheduler
        "authentication-kubeconfig", "authorization-kubeconfig", "cluster-signing-cert-file",
        "cluster-signing-kube-apiserver-client-cert-file", "cluster-signing-kubelet-client-cert-file",
        "cluster-signing-kubelet-serving-cert-file", "cluster-signing-legacy-unknown-cert-file", "kubeconfig",
        "root-ca-file",
        // etcd
        "cert-file", "client-cert-file", "peer-cert-file", "peer-client-cert-file", "peer-trusted-ca-file",
        "trusted-ca-file",
    ]

    /// Reads a manifest; nil when it is no pod.
    init?(reading bytes: [UInt8]) {
        // What is no YAML is no pod.
        guard bytes.first != 0x30, let object = try? YAMLDocument(parsing: SourceText(bytes)).root?.jsonValue(),
            object["kind"]?.string == "Pod"
        else { return nil }
        containers = object["spec"]?["containers"]?.array ?? []
        let pairs = (object["spec"]?["volumes"]?.array ?? []).compactMap { volume in
            volume["name"]?.string.flatMap { name in volume["hostPath"]?["path"]?.string.map { (name, $0) } }
        }
        volumes = Dictionary(pairs) { first, _ in first }
    }

    /// A row for each certificate that a flag names, in the order of the flags.
    var rows: [CertificateExpiry] { containers.flatMap(rows) }

    private func rows(_ container: JSONValue) -> [CertificateExpiry] {
        let mounts = (container["volumeMounts"]?.array ?? []).compactMap { mount -> Mount? in
            guard let inside = mount["mountPath"]?.string, let outside = mount["name"]?.string.flatMap({ volumes[$0] })
            else { return nil }
            let part = mount["subPath"]?.string.map { "/" + $0 } ?? ""
            return Mount(inside: LexicalPath.cleaned(inside), outside: LexicalPath.cleaned(outside + part))
        }
        let words = ((container["command"]?.array ?? []) + (container["args"]?.array ?? [])).compactMap(\.string)
        let program = words.first.map(LexicalPath.lastComponent) ?? container["name"]?.string ?? ""
        return Self.flags(in: words).flatMap { flag, value in
            let path = Self.path(value, through: mounts)
            return ListExpiries.rows("\(program) --\(flag)", .flag, ofFile: path)
        }
    }

    /// `--flag=value` and `--flag value`; of `--tls-sni-cert-key`, the certificate before the comma.
    private static func flags(in words: [String]) -> [(String, String)] {
        words.indices.compactMap { index in
            guard words[index].hasPrefix("--") else { return nil }
            let word = words[index].dropFirst(2)
            let name = String(word.prefix { $0 != "=" })
            guard flags.contains(name) else { return nil }
            let next = words.indices.contains(index + 1) ? words[index + 1] : ""
            let value = word.count > name.count ? String(word.dropFirst(name.count + 1)) : next
            return value.isEmpty ? nil : (name, String(value.prefix { $0 != "," }))
        }
    }

    /// Where a file of the container is on the host: below the longest mount that it is in.
    private static func path(_ path: String, through mounts: [Mount]) -> String {
        let mount = mounts.filter { path == $0.inside || path.hasPrefix($0.inside + "/") }
            .max { $0.inside.utf8.count < $1.inside.utf8.count }
        return mount.map { $0.outside + path.dropFirst($0.inside.count) } ?? path
    }
}

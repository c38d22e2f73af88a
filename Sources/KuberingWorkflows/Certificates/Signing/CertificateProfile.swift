// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
import KuberingSystem

/// What a certificate of a cluster is for: its usages and names, as kubeadm makes them.
///
/// Source: kubeadm's `certs` phase and its kubeconfigs; the signers of certificates.k8s.io/v1.
public enum CertificateProfile: String, Sendable, Hashable, CaseIterable {
    /// A person or program that uses the API.
    case user
    /// The same with the group of administrators.
    case admin
    /// A kubelet as a client.
    case kubelet
    /// A kubelet as a server.
    case kubeletServer = "kubelet-server"
    /// The API server.
    case apiserver
    /// The API server as a client of kubelets.
    case apiserverKubeletClient = "apiserver-kubelet-client"
    /// The scheduler.
    case scheduler
    /// The controller manager.
    case controllerManager = "controller-manager"
    /// The API server as a client of aggregated API servers.
    case frontProxy = "front-proxy"
    /// A member of etcd, as a server and among its peers.
    case etcd
    /// A client of etcd.
    case etcdClient = "etcd-client"
    /// Any other server.
    case server

    /// What the certificate may be used for.
    public var extendedKeyUsage: [ExtendedKeyUsage] {
        switch self {
        case .user, .admin, .kubelet, .apiserverKubeletClient, .scheduler, .controllerManager, .frontProxy, .etcdClient:
            [.clientAuthentication]
        case .kubeletServer, .apiserver, .server: [.serverAuthentication]
        case .etcd: [.serverAuthentication, .clientAuthentication]
        }
    }

    /// Who the certificate is for.
    ///
    /// - Parameters:
    ///   - name: The user, node or server; parts of a cluster have names of their own.
    ///   - groups: What was asked for.
    /// - Returns: The common name and the organizations.
    public func identity(of name: String, groups: [String]) -> (commonName: String, groups: [String]) {
        switch self {
        case .user, .etcd, .etcdClient, .server: (name, groups)
        case .admin: (name, groups.isEmpty ? ["kubeadm:cluster-admins"] : groups)
        case .kubelet, .kubeletServer:
            (
                name.hasPrefix("system:node:") ? name : "system:node:" + name,
                groups.isEmpty ? ["system:nodes"] : groups
            )
        case .apiserver: ("kube-apiserver", groups)
        case .apiserverKubeletClient: ("kube-apiserver-kubelet-client", groups)
        case .scheduler: ("system:kube-scheduler", groups)
        case .controllerManager: ("system:kube-controller-manager", groups)
        case .frontProxy: ("front-proxy-client", groups)
        }
    }

    /// Names that every certificate of this profile gets.
    ///
    /// - Parameter domain: The cluster's DNS domain.
    /// - Returns: The names; none for most profiles.
    public func ownNames(domain: String) -> [SubjectAlternativeName] {
        switch self {
        case .apiserver:
            ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc." + domain].map {
                .dns($0)
            }
        case .etcd: [.dns("localhost"), .ipAddress("127.0.0.1"), .ipAddress("::1")]
        default: []
        }
    }

    /// The signer of a CertificateSigningRequest; nil when no signer of Kubernetes makes such certificates.
    public var signerName: String? {
        switch self {
        case .user, .admin: "kubernetes.io/kube-apiserver-client"
        case .kubelet: "kubernetes.io/kube-apiserver-client-kubelet"
        case .kubeletServer: "kubernetes.io/kubelet-serving"
        default: nil
        }
    }

    /// The usages of a CertificateSigningRequest, as its signer wants them.
    public var requestedUsages: [String] {
        switch self {
        case .kubelet: ["digital signature", "client auth"]
        case .kubeletServer: ["digital signature", "server auth"]
        default: ["client auth"]
        }
    }

    /// Why a certificate of this profile should not be for them; empty when all is well.
    ///
    /// - Parameters:
    ///   - commonName: Whom it is for.
    ///   - groups: The organizations.
    ///   - names: The other names that are asked for, without ``ownNames(domain:)``.
    /// - Returns: A clause for each reason.
    public func objections(
        commonName: String, groups: [String], names: [SubjectAlternativeName]
    ) -> [String] {
        var objections: [String] = []
        switch self {
        case .user, .admin, .etcdClient, .server, .etcd:
            if commonName.hasPrefix("system:") {
                objections.append(
                    "the name \(OutsideText.quoted(commonName)) begins with system:, which Kubernetes keeps for its own parts"
                )
            }
            for group in groups where group.hasPrefix("system:") && !(self == .admin && group == "system:masters") {
                objections.append(
                    group == "system:masters"
                        ? "members of system:masters may do everything, whatever RBAC says, and cannot be locked out"
                        : "the group \(OutsideText.quoted(group)) begins with system:, which Kubernetes keeps for its own"
                )
            }
        case .kubelet, .kubeletServer:
            if !commonName.hasPrefix("system:node:") || groups != ["system:nodes"] {
                objections.append("a kubelet is system:node:NAME in the one group system:nodes")
            }
            if self == .kubelet, !names.isEmpty {
                objections.append("a kubelet's client certificate has no other names")
            }
        case .scheduler, .controllerManager:
            let expected = identity(of: "", groups: []).commonName
            if commonName != expected { objections.append("its common name must be \(expected)") }
        case .apiserver, .apiserverKubeletClient, .frontProxy: break
        }
        if extendedKeyUsage.contains(.serverAuthentication), names.isEmpty, ownNames(domain: "").isEmpty {
            objections.append("a server's certificate needs the names it is reached by: --dns NAME, --ip ADDRESS")
        }
        for text in [commonName] + groups where text.unicodeScalars.contains(where: OutsideText.needsEscape) {
            objections.append("\(OutsideText.quoted(text)) holds characters that nobody can see")
        }
        if commonName.isEmpty { objections.append("it has no common name") }
        return objections
    }
}

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
        case .admin: (name, groups.isEmpty ? [Self.administrators] : groups)
        case .kubelet, .kubeletServer:
            (
                name.hasPrefix(Self.nodePrefix) ? name : Self.nodePrefix + name,
                groups.isEmpty ? ["system:nodes"] : groups
            )
        case .apiserver: ("kube-apiserver", groups)
        case .apiserverKubeletClient: ("kube-apiserver-kubelet-client", groups)
        case .scheduler: ("system:kube-scheduler", groups)
        case .controllerManager: ("system:kube-controller-manager", groups)
        case .frontProxy: ("front-proxy-client", groups)
        }
    }

    /// The names that a request asks for: that of the node, if it serves as one, then those that were said.
    ///
    /// - Parameters:
    ///   - commonName: Whom it is for.
    ///   - said: Names beside that of the node.
    /// - Returns: The names, each once.
    public func requestedNames(
        of commonName: String, and said: [SubjectAlternativeName]
    ) -> [SubjectAlternativeName] {
        let node: SubjectAlternativeName? =
            switch self {
            case .etcd: .init(host: commonName)
            case .kubeletServer where commonName.hasPrefix(Self.nodePrefix):
                .init(host: String(commonName.dropFirst(Self.nodePrefix.count)))
            default: nil
            }
        return ([node].compactMap(\.self) + said).distinct
    }

    /// The names that a certificate gets: those that every one of this profile has, then those that were asked for.
    ///
    /// - Parameters:
    ///   - commonName: Whom it is for.
    ///   - domain: The cluster's DNS domain.
    ///   - asked: What the request asks for, and whoever signs it adds.
    /// - Returns: The names, each once.
    public func names(
        of commonName: String, domain: String, and asked: [SubjectAlternativeName]
    ) -> [SubjectAlternativeName] {
        let own: [SubjectAlternativeName] =
            switch self {
            case .apiserver:
                ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc." + domain].map {
                    .dns($0)
                }
            case .etcd: [.dns("localhost"), .ipAddress("127.0.0.1"), .ipAddress("::1")]
            default: []
            }
        return requestedNames(of: commonName, and: own + asked)
    }

    /// The group of administrators in a cluster that kubeadm made.
    private static let administrators = "kubeadm:cluster-admins"

    /// What the common name of a node begins with.
    private static let nodePrefix = "system:node:"

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
    ///   - names: The other names that are asked for.
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
            if self == .user, groups.contains(Self.administrators) {
                objections.append(
                    "members of \(Self.administrators) may do everything in a cluster that kubeadm made; if that is meant, say "
                        + "--profile admin")
            }
        case .kubelet, .kubeletServer:
            if !commonName.hasPrefix(Self.nodePrefix) || groups != ["system:nodes"] {
                objections.append("a kubelet is system:node:NAME in the one group system:nodes")
            }
            if self == .kubelet, !names.isEmpty {
                objections.append("a kubelet's client certificate has no other names")
            }
        case .scheduler, .controllerManager, .apiserverKubeletClient, .frontProxy:
            let expected = identity(of: "", groups: []).commonName
            if commonName != expected { objections.append("its common name must be \(expected)") }
            // kubeadm gives its client of kubelets the rights of an administrator.
            let usual = self == .apiserverKubeletClient ? ["kubeadm:cluster-admins"] : []
            for group in groups where !usual.contains(group) {
                objections.append("\(expected) is no member of the group \(OutsideText.quoted(group))")
            }
        case .apiserver: break
        }
        if extendedKeyUsage.contains(.serverAuthentication),
            self.names(of: commonName, domain: "", and: names).isEmpty
        {
            objections.append("a server's certificate needs the names it is reached by: --dns NAME, --ip ADDRESS")
        }
        for text in [commonName] + groups where text.unicodeScalars.contains(where: OutsideText.needsEscape) {
            objections.append("\(OutsideText.quoted(text)) holds characters that nobody can see")
        }
        if commonName.isEmpty { objections.append("it has no common name") }
        if groups.contains("") { objections.append("one of its groups has no name") }
        return objections
    }
}

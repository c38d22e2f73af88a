// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A resource that every cluster serves, so that its group can be told without asking one.
///
/// Source: Kubernetes `api/discovery/aggregated_v2.json`; and what no server lists, because it can only be impersonated:
/// users, groups and uids.
struct BuiltinResource: Sendable {
    /// The name in rules: lower case, plural.
    let name: String
    /// The API group; empty for the core group.
    let group: String
    /// Whether its objects are in namespaces.
    let isNamespaced: Bool
    /// The singular, and what kubectl takes for short.
    let otherNames: [String]

    /// The resource of this name, singular or short name; the core group comes before others.
    ///
    /// - Parameters:
    ///   - word: For example `pods`, `pod`, `po`.
    ///   - group: The only group that counts; nil for any.
    /// - Returns: The resource; nil when there is none.
    static func named(_ word: String, group: String? = nil) -> BuiltinResource? {
        let word = word.lowercased()
        return all.first { resource in
            (group ?? resource.group) == resource.group
                && (resource.name == word || resource.otherNames.contains(word))
        }
    }

    /// All names of resources.
    static var names: [String] { all.map(\.name) }

    private static let all: [BuiltinResource] =
        namespaced.flatMap { of($0.key, $0.value, isNamespaced: true) }
        + clusterWide.flatMap { of($0.key, $0.value, isNamespaced: false) }

    /// Reads a list of `plural,singular,short,…` words.
    private static func of(_ group: String, _ list: String, isNamespaced: Bool) -> [BuiltinResource] {
        list.split(whereSeparator: \.isWhitespace).map { words in
            let names = words.split(separator: ",").map(String.init)
            return BuiltinResource(
                name: names.first ?? "", group: group, isNamespaced: isNamespaced,
                otherNames: Array(names.dropFirst()))
        }
    }

    private static let namespaced: KeyValuePairs<String, String> = [
        "": """
        bindings,binding configmaps,configmap,cm endpoints,ep events,event,ev limitranges,limitrange,limits
        persistentvolumeclaims,persistentvolumeclaim,pvc pods,pod,po podtemplates,podtemplate
        replicationcontrollers,replicationcontroller,rc resourcequotas,resourcequota,quota secrets,secret
        serviceaccounts,serviceaccount,sa services,service,svc
        """,
        "apps": """
        controllerrevisions,controllerrevision daemonsets,daemonset,ds deployments,deployment,deploy
        replicasets,replicaset,rs statefulsets,statefulset,sts
        """,
        "authorization.k8s.io": "localsubjectaccessreviews,localsubjectaccessreview",
        "autoscaling": "horizontalpodautoscalers,horizontalpodautoscaler,hpa",
        "batch": "cronjobs,cronjob,cj jobs,job",
        "coordination.k8s.io": "leases,lease",
        "discovery.k8s.io": "endpointslices,endpointslice",
        "events.k8s.io": "events,event,ev",
        "networking.k8s.io": "ingresses,ingress,ing networkpolicies,networkpolicy,netpol",
        "policy": "poddisruptionbudgets,poddisruptionbudget,pdb",
        "rbac.authorization.k8s.io": "rolebindings,rolebinding roles,role",
        "resource.k8s.io": "resourceclaims,resourceclaim resourceclaimtemplates,resourceclaimtemplate",
        "storage.k8s.io": "csistoragecapacities,csistoragecapacity",
    ]

    private static let clusterWide: KeyValuePairs<String, String> = [
        "": """
        componentstatuses,componentstatus,cs groups namespaces,namespace,ns nodes,node,no
        persistentvolumes,persistentvolume,pv users
        """,
        "admissionregistration.k8s.io": """
        mutatingwebhookconfigurations,mutatingwebhookconfiguration
        validatingadmissionpolicies,validatingadmissionpolicy
        validatingadmissionpolicybindings,validatingadmissionpolicybinding
        validatingwebhookconfigurations,validatingwebhookconfiguration
        """,
        "apiextensions.k8s.io": "customresourcedefinitions,customresourcedefinition,crd,crds",
        "apiregistration.k8s.io": "apiservices,apiservice",
        "authentication.k8s.io": "selfsubjectreviews,selfsubjectreview tokenreviews,tokenreview uids",
        "authorization.k8s.io": """
        selfsubjectaccessreviews,selfsubjectaccessreview selfsubjectrulesreviews,selfsubjectrulesreview
        subjectaccessreviews,subjectaccessreview
        """,
        "certificates.k8s.io": "certificatesigningrequests,certificatesigningrequest,csr",
        "flowcontrol.apiserver.k8s.io": """
        flowschemas,flowschema prioritylevelconfigurations,prioritylevelconfiguration
        """,
        "networking.k8s.io": "ingressclasses,ingressclass ipaddresses,ipaddress,ip servicecidrs,servicecidr",
        "node.k8s.io": "runtimeclasses,runtimeclass",
        "rbac.authorization.k8s.io": "clusterrolebindings,clusterrolebinding clusterroles,clusterrole",
        "resource.k8s.io": "deviceclasses,deviceclass resourceslices,resourceslice",
        "scheduling.k8s.io": "priorityclasses,priorityclass,pc",
        "storage.k8s.io": """
        csidrivers,csidriver csinodes,csinode storageclasses,storageclass,sc volumeattachments,volumeattachment
        volumeattributesclasses,volumeattributesclass,vac
        """,
    ]
}

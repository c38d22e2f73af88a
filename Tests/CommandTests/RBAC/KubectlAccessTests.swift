// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport
import Testing

/// Our bindings and roles are those of `kubectl create`, to the byte.
@Suite struct KubectlAccessTests {
    /// A command of ours and the one of kubectl that prints the same.
    struct Pair {
        let ours: String
        let theirs: String
    }

    private static let pairs = [
        Pair(
            ours: "grant jane --role view -n web",
            theirs: "rolebinding jane-view --clusterrole=view --user=jane -n web"),
        Pair(
            ours: "grant jane bob --group dev --group a:b --service-account x:y --role edit -n web --name some",
            theirs:
                "rolebinding some --clusterrole=edit --user=jane --user=bob --group=dev --group=a:b --serviceaccount=x:y -n web"
        ),
        Pair(ours: "grant y --role reader -n web", theirs: "rolebinding y-reader --role=reader --user=y -n web"),
        Pair(
            ours: "grant y --cluster-role reader -n web",
            theirs: "rolebinding y-reader --clusterrole=reader --user=y -n web"),
        Pair(ours: "grant 1 --role reader", theirs: "clusterrolebinding 1-reader --clusterrole=reader --user=1"),
        Pair(
            ours: "grant --group <&>é --role cluster-admin --name n",
            theirs: "clusterrolebinding n --clusterrole=cluster-admin --group=<&>é"),
        Pair(ours: "role r --verb get --resource pods", theirs: "role r --verb=get --resource=pods"),
        Pair(
            ours: "role r --verb get,list,get --verb watch --resource po,deploy,pods/log,pods --resource ing -n web",
            theirs: "role r --verb=get,list,get --verb=watch --resource=po,deploy,pods/log,pods --resource=ing -n web"),
        Pair(
            ours: "role r --verb get --resource cm --resource-name one --resource-name two --resource-name one",
            theirs: "role r --verb=get --resource=cm --resource-name=one --resource-name=two --resource-name=one"),
        Pair(
            ours: "role r --verb *,get --resource secret,sa,events,networkpolicies",
            theirs: "role r --verb=*,get --resource=secret,sa,events,networkpolicies"),
        Pair(
            ours:
                "role r --verb get --resource events.events.k8s.io,rs.apps,widgets.example.com,cj,deployments.apps/scale",
            theirs:
                "role r --verb=get --resource=events.events.k8s.io,rs.apps,widgets.example.com,cj,deployments.apps/scale"
        ),
        Pair(ours: "role r --verb get --resource pods,*", theirs: "role r --verb=get --resource=pods,*"),
        Pair(
            ours: "role r --cluster --verb impersonate --resource users,groups,sa",
            theirs: "clusterrole r --verb=impersonate --resource=users,groups,sa"),
        Pair(
            ours: "role r --cluster --verb get --resource no,ns", theirs: "clusterrole r --verb=get --resource=no,ns"),
        Pair(
            ours: "role r --cluster --verb get --non-resource-url /metrics,/logs/*",
            theirs: "clusterrole r --verb=get --non-resource-url=/metrics,/logs/*"),
        Pair(
            ours: "role r --cluster --verb get --resource clusterroles --non-resource-url /healthz",
            theirs: "clusterrole r --verb=get --resource=clusterroles --non-resource-url=/healthz"),
    ]

    @Test(arguments: ["yaml", "json"])
    func printsTheSame(_ format: String) throws {
        let server = try DiscoveryServer()
        let words = { (line: String) in line.split(separator: " ").map(String.init) }
        for pair in Self.pairs {
            let ours = try FakeWorld.run(["rbac"] + words(pair.ours) + ["-o", format])
            #expect(ours.status == 0, "\(ours)")
            #expect(try ours.output == server.kubectl(words(pair.theirs), format), "\(pair.ours)")
        }
    }
}

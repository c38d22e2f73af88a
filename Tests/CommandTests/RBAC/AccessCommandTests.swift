// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport
import Testing

/// What `rbac` says besides its manifests, and what it refuses.
@Suite struct AccessCommandTests {
    static let warnings: [(arguments: [String], errors: String)] = [
        (["grant", "jane", "--role", "view", "-n", "web"], ""),
        (["grant", "jane", "--role", "edit", "-n", "web"], Self.edit.replacing("PLACE", with: "the namespace")),
        (
            ["grant", "jane", "--role", "admin"],
            Self.edit.replacing("edit", with: "admin")
                .replacing("PLACE", with: "every namespace, kube-system included")
                + "warning: admin can grant its own rights in every namespace, kube-system included to others\n"
        ),
        (["grant", "jane", "--role", "cluster-admin"], "warning: cluster-admin may do everything\n"),
        (
            ["grant", "--group", "system:authenticated", "--role", "x"],
            "warning: the group system:authenticated is everybody who can sign in\n"
        ),
        (["role", "x", "--verb", "get", "--resource", "configmaps"], ""),
        (
            ["role", "x", "--verb", "get,create", "--resource", "secrets", "--resource-name", "a"],
            "warning: create cannot be limited to names, and is not allowed by this rule\n"
        ),
        (
            ["role", "x", "--verb", "get", "--resource", "secrets"],
            "warning: it reads secrets, those of service accounts and of other programs among them\n"
        ),
        (
            ["role", "x", "--verb", "list", "--resource", "secrets", "--resource-name", "a"],
            "warning: list with names works only for requests of one object: kubectl get RESOURCE --field-selector "
                + "metadata.name=NAME\n"
        ),
        (
            ["role", "x", "--verb", "create", "--resource", "pods/exec,serviceaccounts/token,jobs"],
            """
            warning: it makes tokens of service accounts, and so has all that they may do
            warning: it runs commands in pods, and so has all that their service accounts may do
            warning: it starts pods, which can use every secret and service account of their namespace

            """
        ),
        (
            ["role", "x", "--verb", "reed", "--resource", "*", "--cluster"],
            """
            warning: "reed" is no usual verb; those are get, list, watch, create, update, patch and delete
            warning: * is all of the core group only; all resources are *.*

            """
        ),
        (["role", "x", "--verb", "*", "--resource", "*.*"], "warning: it may do everything\n"),
        (["role", "x", "--verb", "*", "--resource", "*"], everythingOfCore),
        (["role", "x", "--verb", "*", "--resource", "*.apps"], startsPods),
        (["role", "x", "--verb", "get", "--resource", "*.apps"], ""),
        (["role", "x", "--verb", "get", "--resource", "secrets.example.com"], ""),
        (["role", "x", "--verb", "create", "--resource", "pods.metrics.k8s.io"], ""),
        (["role", "x", "--verb", "create", "--resource", "replicationcontrollers"], startsPods),
        (["role", "x", "--verb", "create", "--resource", "*.batch"], startsPods),
        (["role", "x", "--cluster", "--verb", "*", "--resource", "clusterroles"], givesRights),
        (["role", "x", "--verb", "bind", "--resource", "roles"], givesRights),
        (["role", "x", "--verb", "bind", "--resource", "configmaps"], ""),
        (["role", "x", "--cluster", "--verb", "*", "--resource", "users"], actsAsOthers),
        (
            [
                "role", "x", "--cluster", "--verb", "impersonate", "--resource",
                "userextras.authentication.k8s.io/scopes",
            ],
            actsAsOthers
        ),
        (["role", "x", "--cluster", "--verb", "impersonate", "--resource", "*.*"], actsAsOthers),
    ]

    private static let everythingOfCore = """
        warning: * is all of the core group only; all resources are *.*
        warning: it may do everything with secrets, pods and more

        """
    private static let startsPods =
        "warning: it starts pods, which can use every secret and service account of their namespace\n"
    private static let givesRights = "warning: it can give itself rights that it does not have\n"
    private static let actsAsOthers = "warning: it acts as others, with all their rights\n"
    private static let edit =
        "warning: edit reads and changes every secret of PLACE, runs commands in its pods, and can act as its service accounts\n"

    @Test(arguments: warnings)
    func whatGivesMoreThanItSeemsIsWarnedOf(_ arguments: [String], _ errors: String) throws {
        let result = try FakeWorld.run(["rbac"] + arguments)
        #expect(result.errors == errors)
        #expect(result.status == 0 && result.output.hasPrefix("apiVersion: rbac.authorization.k8s.io/v1\nkind: "))
    }

    static let refusals: [(arguments: [String], errors: String)] = [
        (["grant", "jane"], "error: say which role, with either --role or --cluster-role\n"),
        (["grant", "--role", "view"], "error: say who gets the role: a user, --group or --service-account\n"),
        (["grant", "--service-account", "x", "--role", "view"], "error: a service account is NAMESPACE:NAME\n"),
        (["grant", "", "--role", "view"], "error: a user, group or service account has a name\n"),
        (
            ["grant", "jane", "--role", "a/b"],
            "error: \"a/b\" cannot be the name of a role: it must not be empty, . or .., and have no / and no %\n"
        ),
        (
            ["grant", "jane", "--role", "view", "-n", "Web"],
            "error: \"Web\" cannot be a namespace: up to 63 lower-case letters, digits and dashes, with a letter or digit at both ends\n"
        ),
        (
            ["role", "x", "--verb", "get", "--resource", "nodes"],
            "error: nodes are in no namespace, and a role of a namespace cannot allow anything with them; say --cluster to make a ClusterRole\n"
        ),
        (
            ["role", "x", "--verb", "get", "--resource", "deploymnts"],
            "error: \"deploymnts\" is no resource of every cluster; say its group, RESOURCE.GROUP, or did you mean \"deployments\"?\n"
        ),
        (
            ["role", "x", "--verb", "get", "--resource", "pods/"],
            "error: \"pods/\" is no resource: RESOURCE[.GROUP][/SUBRESOURCE]\n"
        ),
        (["role", "x", "--resource", "pods"], "error: say what is allowed with --verb\n"),
        (["role", "x", "--verb", "get", "--resource", ","], "error: say what it is about with --resource\n"),
        (
            ["role", "x", "--verb", "get", "--cluster", "--non-resource-url", "/logs/*,metrics"],
            "error: \"metrics\" is no path of a rule: it begins with /, and has * at its end only\n"
        ),
        (
            ["role", "x", "--verb", "get", "--cluster", "--non-resource-url", "/*/logs"],
            "error: \"/*/logs\" is no path of a rule: it begins with /, and has * at its end only\n"
        ),
    ]

    @Test(arguments: refusals)
    func whatCannotBeMeantIsRefused(_ arguments: [String], _ errors: String) throws {
        let result = try FakeWorld.run(["rbac"] + arguments)
        #expect(result.errors.hasPrefix(errors))
        #expect(result.output == "" && result.status != 0)
    }

    @Test func saysWhenTheClusterKnowsTheUserByAnotherName() throws {
        let kubeconfig = """
            users:
            - name: jane
              user:
                exec: {apiVersion: client.authentication.k8s.io/v1, command: kubering}
                extensions:
                - name: kubering/credential
                  extension: {id: 5f2c, store: vault, kind: client-certificate, subject: 'O=dev,CN=Jane\\, Doe'}

            """
        let result = try FakeWorld.run(["rbac", "grant", "jane", "--role", "view"], kubeconfig: kubeconfig)
        #expect(
            result.errors
                == "warning: user \"jane\" of the kubeconfig is \"Jane, Doe\" to the cluster, and this grants nothing to that name\n"
        )
        #expect(
            try FakeWorld.run(["rbac", "grant", "Jane, Doe", "--role", "view"], kubeconfig: kubeconfig).errors == "")
    }

    /// kubectl apply replaces the subjects of a binding that has the name already.
    @Test func otherSubjectsMakeAnotherName() throws {
        let names = try [
            ["dev"], ["--group", "dev"], ["dev", "bob"], ["bob", "dev"], ["--service-account", "web:dev"],
            ["dev", "--group", "dev"],
        ].map { subjects in
            let result = try FakeWorld.run(["rbac", "grant"] + subjects + ["--role", "view"])
            return result.output.split(separator: "\n").first { $0.hasPrefix("  name: ") }.map { $0.dropFirst(8) }
        }
        #expect(
            names == [
                "dev-view", "group-dev-view", "dev+bob-view", "bob+dev-view", "serviceaccount-web-dev-view",
                "dev+group-dev-view",
            ])
    }

    @Test func severalNamespacesAreSeveralDocuments() throws {
        let result = try FakeWorld.run(["rbac", "grant", "jane", "--role", "view", "-n", "a", "-n", "b"])
        let documents = result.output.split(separator: "---\n", omittingEmptySubsequences: false)
        #expect(documents.map { $0.contains("namespace: ") } == [true, true])
    }
}

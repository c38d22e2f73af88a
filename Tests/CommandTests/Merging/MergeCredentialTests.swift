// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport
import Testing

/// A credential that is there already is shown to no cluster that comes in, before that is agreed to.
@Suite struct MergeCredentialTests {
    private static let mine = """
        clusters: [{name: home, cluster: {server: "https://home"}}]
        users:
        - {name: admin, user: {token: mine}}
        - {name: sso, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: login, interactiveMode: Never}}}
        contexts: [{name: prod, context: {cluster: home, user: sso}}]

        """
    /// A cluster with a context and a user of its own.
    private static let cluster = """
        clusters: [{name: evil, cluster: {server: "https://u:hush@evil"}}]
        users: [{name: guest, user: {token: theirs}}]
        contexts: [{name: harmless, context: {cluster: evil, user: guest}}]

        """
    /// A context that brings nothing it needs.
    private static let context = "contexts: [{name: nice, context: {cluster: evil, user: admin}}]\n"
    private static let borrowed = """
        warning: context "nice" signs in at "https://REDACTED@evil" as the user "admin", which does not come with it but is there already \
        (context.yaml:1)

        """
    private static let redirected = """
        warning: cluster "evil" would get, at "https://REDACTED@evil", the credentials of your context "nice" (cluster.yaml:1)

        """
    private static let refusal = """
        error: nothing was changed: one thing in what would come in must be agreed to; if you trust where it is from, say --yes

        """

    private func world() throws -> FakeWorld {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.mine)
        try world.folder.write(Self.cluster, to: "cluster.yaml")
        try world.folder.write(Self.context, to: "context.yaml")
        return world
    }

    private func expectRefusal(_ arguments: [String], _ warning: String, in world: FakeWorld) throws {
        let before = try world.kubeconfig
        let result = world.run(["merge"] + arguments)
        #expect(result.status == 1)
        #expect(result.errors.hasSuffix(warning + Self.refusal), "\(result)")
        #expect(try world.kubeconfig == before)
        #expect(world.run(["merge", "--yes"] + arguments).status == 0)
    }

    @Test(arguments: [["cluster.yaml", "context.yaml"], ["context.yaml", "cluster.yaml"]])
    func inPartsFromTwoSources(_ sources: [String]) throws {
        try expectRefusal(sources, Self.borrowed, in: try world())
    }

    @Test func inPartsFromTwoMerges() throws {
        let world = try world()
        #expect(world.run(["merge", "cluster.yaml"]).status == 0)
        try expectRefusal(["context.yaml"], Self.borrowed, in: world)
    }

    @Test func theContextFirst() throws {
        let world = try world()
        #expect(world.run(["merge", "context.yaml"]).status == 0)
        try expectRefusal(["cluster.yaml"], Self.redirected, in: world)
    }

    @Test func theUserOfAnotherSource() throws {
        let world = try world()
        try world.folder.write("users: [{name: root, user: {token: t}}]\n", to: "users.yaml")
        try world.folder.write(Self.context.replacing("admin", with: "root"), to: "context.yaml")
        try expectRefusal(
            ["--all", "users.yaml", "context.yaml", "cluster.yaml"], Self.borrowed.replacing("admin", with: "root"),
            in: world)
    }

    /// Whoever knows how a credential is fetched need not know the credential.
    @Test func aUserWhosePluginIsTheSame() throws {
        let world = try world()
        let text = { (context: String, server: String) in
            Self.mine.replacing("home", with: "c").replacing("https://c", with: server)
                .replacing("prod", with: context)
        }
        try world.folder.write(text("other", "https://evil"), to: "context.yaml")
        try expectRefusal(
            ["context.yaml"],
            "warning: context \"other\" signs in at \"https://evil\" as the user \"sso\", whose credential is your own (context.yaml:5)\n",
            in: world)
        // It has had it.
        try world.folder.write(text("third", "https://evil"), to: "context.yaml")
        let result = world.run(["merge", "context.yaml"])
        #expect(result.status == 0, "\(result)")
    }

    @Test func aContextOfWhatIsThereAlready() throws {
        let world = try world()
        try world.folder.write(
            "contexts: [{name: web, context: {cluster: home, user: sso, namespace: web}}]\n", to: "in.yaml")
        #expect(world.run(["merge", "in.yaml"]).status == 0)
        try world.folder.write("contexts: [{name: root, context: {cluster: home, user: admin}}]\n", to: "in.yaml")
        try expectRefusal(
            ["in.yaml"],
            "warning: context \"root\" signs in at \"https://home\" as the user \"admin\", which does not come with it but is there already (in.yaml:1)\n",
            in: world)
    }

    /// A stranger's cluster in the place of the user's own would get the credentials of those who use that.
    @Test(arguments: [("u", true), ("own", false)])
    func aClusterThatOwnContextsUseIsNotReplacedSilently(_ incomingUser: String, _ isRisky: Bool) throws {
        let text = { (server: String, context: String, user: String, token: String) in
            """
            clusters: [{name: c, cluster: {server: "\(server)"}}]
            users: [{name: \(user), user: {token: \(token)}}]
            contexts: [{name: \(context), context: {cluster: c, user: \(user)}}]

            """
        }
        let world = try FakeWorld()
        let mine = text("https://mine", "prod", "own", "secret")
        try world.writeKubeconfig(mine)
        try world.folder.write(text("https://evil", "x", incomingUser, "other"), to: "in.yaml")
        let result = world.run(["merge", "in.yaml", "--on-conflict", "replace"])
        #expect(result.status == (isRisky ? 1 : 0), "\(result)")
        #expect(try (world.kubeconfig == mine) == isRisky)
        let warning =
            "warning: cluster \"c\" would get, at \"https://evil\", the credentials of your context \"prod\" (in.yaml:1)\n"
        #expect(result.errors.hasPrefix(warning) == isRisky, "\(result)")
    }
}

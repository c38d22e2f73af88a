// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Completion of what stands in the files that the command line names, and of values that are put together.
@Suite struct NamedFileCompletionTests {
    private func session() throws -> ShellSession {
        let session = try ShellSession(contexts: ["prod", "staging"])
        try session.folder.write("t1,jane,1,\"dev,ops\"\nt2,joe smith,2\n", to: "tokens.csv")
        let incoming = "apiVersion: v1\nkind: Config\ncontexts: [{name: eu, context: {}}, {name: us, context: {}}]\n"
        try session.folder.write(incoming, to: "in.yaml")
        let secret = """
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "regcred"},
             "type": "kubernetes.io/dockerconfigjson", "stringData": {".dockerconfigjson": "{\\"auths\\": {}}"}}
            """
        try session.folder.write(secret, to: "secret.yaml")
        return session
    }

    @Test(arguments: [
        (["token-file", "remove", "FOLDER/tokens.csv", "j"], ["words", "jane", "joe smith"]),
        (["token-file", "remove", "--yes", "~/tokens.csv", "jane", "jo"], ["words", "joe smith"]),
        (["token-file", "import", "FOLDER/tokens.csv", "ja"], ["words", "jane"]),
        (["token-file", "add", "FOLDER/tokens.csv", "x", "--group", ""], ["words", "dev", "ops"]),
        (["token-file", "remove", "FOLDER/none", ""], ["words"]),
        (["token-file", "remove", "-", ""], ["words"]),
        (["merge", "FOLDER/in.yaml", "--select", ""], ["words", "eu", "us"]),
        (["merge", "--into", "FOLDER/config", "~/in.yaml", "--select=u"], ["words", "--select=us"]),
        (["merge", "FOLDER/secret.yaml", "FOLDER/none", "--select", ""], ["words"]),
        (["merge", "-", "--select", ""], ["words"]),
        (["onboard", "jane", "--from", "FOLDER/in.yaml", "--from-context", ""], ["words", "eu", "us"]),
        (["onboard", "jane", "--from-context", ""], ["words"]),
        (["pull-secret", "update", "FOLDER/secret.yaml", "--secret", ""], ["words", "regcred"]),
        (["rbac", "role", "x", "--verb", "get,li"], ["words", "get,list"]),
        (["rbac", "role", "x", "--verb", "get,g"], ["words"]),
        (["rbac", "role", "x", "--resource", "pods,deploy"], ["words", "pods,deployments"]),
        (["rbac", "grant", "prod", "--service-account", ""], ["words", "default:default"]),
        (["merge", "x", "--context-name", "{host}-{na"], ["words", "{host}-{namespace}"]),
        (["merge", "x", "--context-name", "na"], ["words"]),
        (["prompt", "--format", "{context} {bo"], ["words", "{context} {bold}"]),
        (["cluster", "set", "x", "--server", ""], ["words", "https://example.com"]),
        (["registry", "login", "ghcr.io", "--from", "do"], ["files", "docker"]),
        (["certificate", "show", ""], ["files", "us er", "cl:1"]),
        (["credential", "move", "us er", "--to", "e"], ["words", "embedded"]),
    ])
    func whatIsInTheNamedFileIsOffered(_ words: [String], _ expected: [String]) throws {
        let session = try session()
        let words = words.map { $0.replacing("FOLDER", with: session.folder.path) }
        #expect(try session.answer(words, of: "kubering") == expected)
    }

    @Test func accountsAreThoseOfTheRegistryThatIsNamed() throws {
        let session = try session()
        try Directory.create(session.folder.path + "/.docker", mode: 0o700)
        try session.folder.write(
            #"{"auths": {"ghcr.io": {"auth": "amFuZTpw"}, "quay.io": {"auth": "am9lOnA="}}}"#, to: ".docker/config.json"
        )
        #expect(try session.answer("registry", "verify", "ghcr.io", "-u", "") == ["words", "jane"])
        #expect(try session.answer("pull-secret", "create", "x", "-u", "") == ["words", "jane", "joe"])
    }
}

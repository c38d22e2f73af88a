// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

/// Rules about single clusters and users.
@Suite struct EntryRuleTests {
    private static func cluster(_ content: String) -> String { "clusters:\n- name: c\n  cluster: {\(content)}\n" }
    private static func user(_ content: String) -> String { "users:\n- name: u\n  user: {\(content)}\n" }
    private static let v1 = "apiVersion: client.authentication.k8s.io/v1"

    static let clusters = [
        RuleCase(
            "missing-server", cluster("tls-server-name: x"),
            ["2:3: error: cluster \"c\" has no server: kubectl would try localhost:8080"],
            good: cluster("server: 'https://x'")),
        RuleCase(
            "server-without-scheme", cluster("server: 'me:hush@10.0.0.1:6443'"),
            [
                "3:21: error: the server \"REDACTED@10.0.0.1:6443\" has no scheme: kubectl takes it for http and sends no "
                    + "credentials"
            ], good: cluster("server: 'HTTPS://x'")),
        RuleCase(
            "bad-server",
            cluster("server: 'ftp://x'") + "- {name: d, cluster: {server: 'https:///x'}}\n"
                + "- {name: e, cluster: {server: 'https://x '}}\n",
            [
                "3:21: error: the server \"ftp://x\" has a scheme that is neither https nor http",
                "4:31: error: the server \"https:///x\" names no host",
                "5:31: error: the server \"https://x \" has a blank or control character in it",
            ], good: cluster("server: 'https://[::1]:6443/prefix'")),
        RuleCase(
            "http-server", cluster("server: 'http://10.0.0.1'"),
            ["3:21: warning: the server \"http://10.0.0.1\" is asked by http: kubectl sends it no credentials"],
            good: cluster("server: 'http://localhost:8001'") + "- {name: d, cluster: {server: 'http://[::1]:8080'}}\n"),
        RuleCase(
            "credentials-in-url", cluster("server: 'https://me:hush@x'"),
            [
                "3:21: warning: the server \"https://REDACTED@x\" has a user in its address, which kubectl sends in the place "
                    + "of a token"
            ], good: cluster("server: 'https://x/@'")),
        RuleCase(
            "insecure-cluster", cluster("insecure-skip-tls-verify: yes"),
            ["3:39: warning: the server of cluster \"c\" is not checked at all"],
            good: cluster("insecure-skip-tls-verify: false")),
        RuleCase(
            "insecure-with-authority", cluster("certificate-authority: x, insecure-skip-tls-verify: true"),
            [
                "3:65: error: cluster \"c\" has a CA and insecure-skip-tls-verify, and kubectl refuses both together"
            ], good: cluster("certificate-authority: x, insecure-skip-tls-verify: false")),
        RuleCase(
            "bad-proxy", cluster("proxy-url: 'socks5h://u:hush@x'"),
            [
                "3:24: error: the proxy \"socks5h://REDACTED@x\" does not begin with http://, https:// or socks5:// and a host"
            ], good: cluster("proxy-url: 'socks5://x'")),
        RuleCase(
            "path-and-data", cluster("certificate-authority: x, certificate-authority-data: VFdP"),
            [
                "3:36: error: cluster \"c\" has both certificate-authority and certificate-authority-data, and kubectl refuses "
                    + "both together"
            ], good: cluster("certificate-authority: x, certificate-authority-data: ''")),
    ]

    static let users = [
        RuleCase(
            "conflicting-methods",
            user("token: hush, username: u") + "- name: v\n  user: {tokenFile: x, password: hush}\n"
                + "- name: w\n  user: {exec: {command: x}, auth-provider: {name: oidc}}\n",
            [
                "3:17: error: user \"u\" has token and username, and kubectl refuses both together",
                "5:21: error: user \"v\" has tokenFile and password, and kubectl refuses both together",
                "7:16: error: user \"w\" has exec and auth-provider, and kubectl refuses both together",
            ], good: user("token: hush, client-certificate-data: VFdP, client-key-data: VFdP")),
        RuleCase(
            "ignored-method",
            user("token: hush, exec: {command: x}") + "- name: v\n  user: {token: hush, tokenFile: x}\n",
            [
                "3:29: warning: the plugin of user \"u\" is never run, because the user has token, too",
                "5:17: warning: the token of user \"v\" counts only while its tokenFile cannot be read",
            ], good: user("exec: {command: x}")),
        RuleCase(
            "missing-key", user("client-certificate-data: VFdP"),
            ["3:35: error: user \"u\" has a client certificate and no key for it"],
            good: user("client-certificate: x, client-key-data: VFdP")),
        RuleCase(
            "missing-certificate", user("client-key: x"),
            ["3:22: warning: user \"u\" has a key and no client certificate for it"],
            good: user("client-certificate: x, client-key: x")),
        RuleCase(
            "token-with-line-break",
            "users:\n- name: u\n  user:\n    token: |\n      hush\n- {name: v, user: {token: \"hu\\nsh\"}}\n",
            [
                "4:12: error: the token of user \"u\" has a line break or control character around it, and cannot be sent",
                "6:27: error: the token of user \"v\" has a line break or control character in it, and cannot be sent",
            ], good: user("token: 'hush and blanks'")),
        RuleCase(
            "removed-auth-provider", user("auth-provider: {name: gcp}"),
            ["3:32: error: kubectl has no auth provider \"gcp\" any more"],
            good: user("auth-provider: {name: oidc}")),
        RuleCase(
            "incomplete-auth-provider", user("auth-provider: {name: oidc, config: {client-id: x}}"),
            ["3:25: error: the auth provider oidc of user \"u\" has no idp-issuer-url"],
            good: user("auth-provider: {name: oidc, config: {idp-issuer-url: 'https://x'}}")),
        RuleCase(
            "removed-exec-version", user("exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}"),
            [
                "3:29: error: kubectl does not speak \"client.authentication.k8s.io/v1alpha1\" with the plugin of user \"u\""
            ], good: user("exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x}")),
        RuleCase(
            "incomplete-exec", user("exec: {env: [{value: hush}]}") + "- {name: v, user: {exec: {}}}\n",
            [
                "3:16: error: the plugin of user \"u\" has no command",
                "3:16: error: the plugin of user \"u\" has no apiVersion",
                "3:23: error: a variable of the plugin of user \"u\" has no name",
                "4:26: error: the plugin of user \"v\" has no command",
                "4:26: error: the plugin of user \"v\" has no apiVersion",
            ], good: user("exec: {\(v1), command: x, env: [{name: A}]}")),
        RuleCase(
            "bad-interactive-mode",
            user("exec: {\(v1), command: x}") + "- {name: v, user: {exec: {interactiveMode: never}}}\n",
            [
                "3:16: error: the plugin of user \"u\" has no interactiveMode",
                "4:44: error: kubectl knows no interactiveMode \"never\"",
            ], good: user("exec: {\(v1)beta1, command: x}") + "- {name: v, user: {exec: {interactiveMode: Always}}}\n"),
        RuleCase(
            "impersonation-without-user", user("as-groups: [x]"),
            ["3:21: error: user \"u\" has as-groups and does not say whom to act as"],
            good: user("as: x, as-groups: [x]") + "- {name: v, user: {as-groups: []}}\n"),
        RuleCase(
            "plain-text-secret",
            user("password: hush") + "- name: v\n  user: {auth-provider: {config: {id-token: hush}}}\n"
                + "clusters:\n- {name: c, cluster: {proxy-url: 'http://u:hush@x'}}\n",
            [
                "3:20: notice: user \"u\" holds a secret in plain text: password",
                "5:45: notice: user \"v\" holds a secret in plain text: id-token",
                "7:34: notice: cluster \"c\" holds a secret in plain text: proxy-url",
            ], good: user("client-key: x, client-certificate-data: VFdP, username: u, tokenFile: x")),
    ]

    @Test(arguments: clusters + users)
    func findsItAndNothingElse(_ test: RuleCase) throws {
        #expect(try RuleCase.findings(test.id, in: test.bad) == test.found)
        #expect(try RuleCase.findings(test.id, in: test.good) == [])
    }
}

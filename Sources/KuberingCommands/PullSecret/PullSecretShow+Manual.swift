// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension PullSecretShow {
    static let manualSections = [
        ManualSection(
            title: "PROBLEMS",
            items: [
                ("wrong-type", "(error) a kubelet ignores the secret for its type"),
                ("missing-key", "(error) the secret has not the key that its type demands"),
                ("missing-wrapper", "(error) the registries are not under auths"),
                ("needless-wrapper", "(error) the registries are under auths, in the legacy type"),
                ("no-content", "(error) the content is empty"),
                ("no-registries", "(error) the content names no registry"),
                ("unreadable-content", "(breaks-every-pull) the content is not what a kubelet can read"),
                ("auth-undecodable", "(breaks-every-pull) an auth is not base64 of user name, colon and password"),
                (
                    "malformed-entry",
                    "(breaks-every-pull) an entry, or a field of it, is of another kind than it must be"
                ),
                ("no-credential, no-username, no-password", "(error) an entry lacks a part, yet images match it"),
                ("identity-token", "(error) the password is an identity token, which a kubelet cannot exchange"),
                (
                    "never-matched",
                    "(error) no image can have the registry's name, as when it is that of an image with its tag"
                ),
                ("version-taken-for-path", "(error) a slash after /v1 or /v2 is missing"),
                ("other-name-of-hub", "(warning) Docker Hub by a name that its images do not have"),
                ("credential-in-key", "(warning) a user name or password stands before the registry's host"),
                ("auth-overrides", "(warning) auth, which counts, says something else than username and password"),
                ("token-ignored", "(warning) an entry has a token, too, that only docker can use"),
                ("store-ignored", "(warning) a credential store is named, which only docker asks"),
                ("repeated-key", "(warning) something is in there more than once; the last counts"),
            ]),
        ManualSection(
            title: "JSON",
            items: [
                ("secrets[].name, .namespace, .type", "as in the manifest; absent in a docker configuration"),
                ("secrets[].registries[].server", "the key of the entry"),
                (".username, .hasPassword, .email", "what a kubelet would send; password only with --reveal"),
                (
                    ".token.kind, .token.notAfter, .token.lifetime",
                    "what the password is, if that can be told, and when it ends: a moment (RFC 3339), or how long such tokens live"
                ),
                (
                    "problems[].id, .severity, .message",
                    "of a secret and of each registry; severity is breaks-every-pull (no image can be pulled by the pod), error or warning"
                ),
                (
                    "pull.image, pull.attempts[].server, .username, .secret",
                    "with --image: what a kubelet tries, in order; nothing when a secret breaks every pull"
                ),
            ]),
    ]
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

enum IncompleteAuthProvider: ConfigRule {
    static let id = "incomplete-auth-provider"
    static let severity = Finding.Severity.error
    static let summary = "The auth provider oidc without idp-issuer-url, which kubectl refuses."
    static let remedy = "Add idp-issuer-url to its config."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user, with: "auth-provider").filter { user in
            user.text("auth-provider", "name") == "oidc"
                && user.field("auth-provider", "config", "idp-issuer-url")?.text.isEmpty != false
        }.map {
            finding(
                at: $0, "auth-provider", message: "the auth provider oidc of \($0.title) has no idp-issuer-url")
        }
    }
}

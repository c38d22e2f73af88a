// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum MissingCertificate: ConfigRule {
    static let id = "missing-certificate"
    static let severity = Finding.Severity.warning
    static let summary = "A user with a key and no client certificate. kubectl does not use the key."
    static let remedy = "Add the certificate with: kubering user set USER --client-certificate FILE."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user).compactMap { user in
            guard let name = ["client-key", "client-key-data"].first(where: { user.has($0) }),
                !user.has("client-certificate"), !user.has("client-certificate-data")
            else { return nil }
            return finding(at: user, name, message: "\(user.title) has a key and no client certificate for it")
        }
    }
}

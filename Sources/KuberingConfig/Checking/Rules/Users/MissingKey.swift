// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum MissingKey: ConfigRule {
    static let id = "missing-key"
    static let severity = Finding.Severity.error
    static let summary = "A user with a client certificate and no key, which kubectl refuses."
    static let remedy = "Add the key with: kubering user set USER --client-key FILE."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user).compactMap { user in
            guard let name = ["client-certificate", "client-certificate-data"].first(where: { user.has($0) }),
                !user.has("client-key"), !user.has("client-key-data")
            else { return nil }
            return finding(at: user, name, message: "\(user.title) has a client certificate and no key for it")
        }
    }
}

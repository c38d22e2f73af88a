// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum MissingKey: ConfigRule {
    static let id = "missing-key"
    static let severity = Finding.Severity.error
    static let summary = "A user with a client certificate and no key, which kubectl refuses."
    static let remedy = "Add the key with: kubering user set USER --client-key FILE."

    static func findings(in subject: CheckSubject) -> [Finding] {
        ["client-certificate", "client-certificate-data"].flatMap { name in
            subject.all(.user, with: name).filter {
                $0.has(name) && !$0.has("client-key") && !$0.has("client-key-data")
            }.map { finding(at: $0, name, message: "\($0.title) has a client certificate and no key for it") }
        }
    }
}

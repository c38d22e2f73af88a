// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum MissingCertificate: ConfigRule {
    static let id = "missing-certificate"
    static let severity = Finding.Severity.warning
    static let summary = "A user with a key and no client certificate. kubectl does not use the key."
    static let remedy = "Add the certificate with: kubering user set USER --client-certificate FILE."

    static func findings(in subject: CheckSubject) -> [Finding] {
        ["client-key", "client-key-data"].flatMap { name in
            subject.all(.user, with: name).filter {
                $0.has(name) && !$0.has("client-certificate") && !$0.has("client-certificate-data")
            }.map { finding(at: $0, name, message: "\($0.title) has a key and no client certificate for it") }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum InvalidBase64: ConfigRule {
    static let id = "invalid-base64"
    static let severity = Finding.Severity.error
    static let summary = "Data that is not base64 with the standard alphabet and padding."
    static let remedy = "Encode it anew, for instance with: base64 -w0 FILE."

    static func findings(in subject: CheckSubject) -> [Finding] { findings(of: .base64, in: subject) }
}

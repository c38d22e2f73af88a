// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum MissingServer: ConfigRule {
    static let id = "missing-server"
    static let severity = Finding.Severity.error
    static let summary = "A cluster without a server. kubectl then tries localhost:8080."
    static let remedy = "Name it with: kubering cluster set CLUSTER --server https://HOST:PORT."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.cluster).filter { !$0.has("server") }.map {
            finding(at: $0, "server", message: "\($0.title) has no server: kubectl would try localhost:8080")
        }
    }
}

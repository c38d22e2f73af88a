// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum PlainTextSecret: ConfigRule {
    static let id = "plain-text-secret"
    static let severity = Finding.Severity.notice
    static let summary = "A key, token or password that stands in the kubeconfig for everybody who gets a copy of it."
    static let remedy =
        "Keep keys and tokens in a store with: kubering credential move. Give a copy away with: kubering export --without-credentials."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.secrets.compactMap { entry, way in
            guard let name = way.last else { return nil }
            let remedy =
                switch name {
                case "client-key-data", "token":
                    "keep it in a store with: kubering credential move \(ShellQuoting.quoted(entry.name)) --to secret-service"
                case "server", "proxy-url": "take what stands before the @ out of the address"
                default: "let a plugin get it, or give copies away only with: kubering export --without-credentials"
                }
            let place = Finding.Place(file: entry.path, position: entry.position(of: way), entry: entry.place)
            return finding(place, message: "\(entry.title) holds a secret in plain text: \(name)", remedy: remedy)
        }
    }
}

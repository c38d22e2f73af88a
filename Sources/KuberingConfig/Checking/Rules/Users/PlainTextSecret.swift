// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum PlainTextSecret: ConfigRule {
    static let id = "plain-text-secret"
    static let severity = Finding.Severity.notice
    static let summary = "A key, token or password that stands in the kubeconfig for everybody who gets a copy of it."
    static let remedy =
        "Keep a key in the keyring with: kubering onboard; let a plugin get tokens. Give a copy away with: kubering export --without-credentials."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.secrets.compactMap { entry, way in
            guard let name = way.last else { return nil }
            let remedy =
                switch name {
                case "client-key-data": "keep the key in the keyring with: kubering onboard"
                case "server", "proxy-url": "take what stands before the @ out of the address"
                default: "let a plugin get it, or give copies away only with: kubering export --without-credentials"
                }
            let place = Finding.Place(file: entry.path, position: entry.position(of: way), entry: entry.place)
            return finding(place, message: "\(entry.title) holds a secret in plain text: \(name)", remedy: remedy)
        }
    }
}

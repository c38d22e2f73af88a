// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig

enum KeyMismatch: MachineRule {
    static let id = "key-mismatch"
    static let severity = Finding.Severity.error
    static let summary =
        "A client key that does not belong to the client certificate, or a certificate that is not the first of its file."
    static let remedy = "Bring the two together that belong together; the user's own certificate comes first."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        facts.users.compactMap { user in
            guard let key = user.key, case .usable(let publicKey) = key.outcome, let certificate = user.certificate,
                case .usable(let bundle) = certificate.outcome, !publicKey.isSameKey(as: bundle.leaf.publicKey)
            else { return nil }
            let isLater = bundle.intermediates.contains { publicKey.isSameKey(as: $0.publicKey) }
            return finding(
                at: user.entry, key.field,
                message: isLater
                    ? "the key of \(user.entry.title) belongs to a later certificate of \(certificate.field), not to the first"
                    : "the key of \(user.entry.title) does not belong to its certificate")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig

extension CheckRule {
    /// A finding for each user and each remark about its certificate that has one of these codes.
    static func findings(_ codes: Set<CertificateFinding.Code>, _ facts: CheckFacts) -> [Finding] {
        facts.users.flatMap { user -> [Finding] in
            guard let certificate = user.certificate else { return [] }
            return facts.findings(about: certificate).filter { codes.contains($0.code) }.map {
                finding(at: user.entry, certificate.field, message: "\(user.entry.title): \($0.message)")
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig

enum WeakClientCertificate: MachineRule {
    static let id = "weak-client-certificate"
    static let severity = Finding.Severity.warning
    static let summary =
        "A client certificate with a short RSA key, with a key usage that leaves out signatures, or that may sign others."
    static let remedy = "Get one signed with a better key, for clients only."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        findings([.weakKey, .noDigitalSignature, .isAuthority], facts)
    }
}

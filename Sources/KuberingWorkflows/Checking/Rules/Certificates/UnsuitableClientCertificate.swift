// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig

enum UnsuitableClientCertificate: MachineRule {
    static let id = "unsuitable-client-certificate"
    static let severity = Finding.Severity.error
    static let summary =
        "A client certificate that no API server accepts: not for clients, without a common name, with a key, a serial number or an extension that Kubernetes does not take."
    static let remedy = "Get one signed that is for clients."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        findings(
            [.notForClients, .noUserName, .unsupportedKey, .negativeSerialNumber, .unknownCriticalExtension], facts)
    }
}

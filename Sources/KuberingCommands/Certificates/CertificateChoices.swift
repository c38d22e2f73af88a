// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows

/// The words that options about certificates take.
enum CertificateChoices {
    static let profiles = CertificateProfile.allCases.map(\.rawValue).joined(separator: ", ")
    static let keyTypes = NewKeyType.allCases.map(\.rawValue).joined(separator: ", ")

    static func profile(_ text: String) throws -> CertificateProfile {
        guard let profile = CertificateProfile(rawValue: text) else {
            throw ValidationError("there is no profile \(OutsideText.quoted(text)), only \(profiles)")
        }
        return profile
    }

    static func keyType(_ text: String) throws -> NewKeyType {
        guard let type = NewKeyType(rawValue: text.lowercased()) else {
            throw ValidationError("there are no keys of type \(OutsideText.quoted(text)), only \(keyTypes)")
        }
        return type
    }
}

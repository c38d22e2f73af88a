// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

import struct FoundationEssentials.Date

/// The members of a stored item, by name; each access says which one is wrong.
struct StoredMembers {
    let id: CredentialID
    let members: [String: SecretJSONReader.Value]

    func content() throws(SecretsError) -> StoredCredential.Content {
        let name = try text("kind")
        return switch StoredCredential.Kind(rawValue: name) {
        case .clientCertificate: .clientCertificate(certificatePEM: try text("certificate"), keyPEM: try secret("key"))
        case .token: .token(try secret("token"))
        case .basic: .basic(username: try text("username"), password: try secret("password"))
        case .certificateRequest: .certificateRequest(requestPEM: try text("request"), keyPEM: try secret("key"))
        case nil: throw .credentialMalformed(id, problem: "its kind \(OutsideText.quoted(name)) is not known")
        }
    }

    func text(_ name: String) throws(SecretsError) -> String {
        guard let text = try optionalText(name) else { throw missing(name) }
        return text
    }

    func optionalText(_ name: String) throws(SecretsError) -> String? {
        switch members[name] {
        case nil: nil
        case .text(let text): text
        default: throw wrong(name)
        }
    }

    func flag(_ name: String) throws(SecretsError) -> Bool {
        switch members[name] {
        case nil: false
        case .bool(let value): value
        default: throw wrong(name)
        }
    }

    func date(_ name: String) throws(SecretsError) -> Date {
        guard let date = try optionalDate(name) else { throw missing(name) }
        return date
    }

    func optionalDate(_ name: String) throws(SecretsError) -> Date? {
        guard let text = try optionalText(name) else { return nil }
        guard let date = UTCTimestamp.date(text) else { throw wrong(name) }
        return date
    }

    private func secret(_ name: String) throws(SecretsError) -> SecretBytes {
        switch members[name] {
        case nil: throw missing(name)
        case .secret(let bytes): return bytes
        default: throw wrong(name)
        }
    }

    private func missing(_ name: String) -> SecretsError { .credentialMalformed(id, problem: "it has no \(name)") }
    private func wrong(_ name: String) -> SecretsError {
        .credentialMalformed(id, problem: "its \(name) is not what it should be")
    }
}

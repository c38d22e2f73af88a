// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// The JSON text that is the secret of an item.
///
/// One flat object of strings and booleans: `version` (1), `id`, `kind`, `label`, `server`, `caFingerprint`,
/// `tlsServerName`, `skipsVerification`, `created`, `notAfter`, and by kind `certificate` and `key`, `token`,
/// `username` and `password`, or `request` and `key`. What is absent is left out. Names that are not known are ignored. Strings are written without backslashes, as ``PercentEncodedString``
/// says.
extension StoredCredential {
    /// The largest item that is written or read, in bytes.
    static let sizeLimit = 4 << 20

    private static let secretNames = ["key", "token", "password"]

    /// The credential as JSON text.
    ///
    /// - Parameter id: The id it is stored under; it is repeated inside, so that one item cannot pass for another.
    /// - Returns: UTF-8 text without a final newline.
    /// - Throws: ``SecretsError`` with `credential-not-text` when the secret is not UTF-8 text, or with
    ///   `credential-too-large`.
    public func encoded(id: CredentialID) throws(SecretsError) -> SecretBytes {
        var writer = SecretJSONWriter(escaping: .percent)
        writer.beginObject()
        writer.member("version", number: 1)
        writer.member("id", id.description)
        writer.member("kind", kind.rawValue)
        writer.member("label", label)
        writer.member("server", binding.server)
        if let fingerprint = binding.caFingerprint { writer.member("caFingerprint", fingerprint) }
        if let name = binding.tlsServerName { writer.member("tlsServerName", name) }
        if binding.skipsVerification { writer.member("skipsVerification", true) }
        writer.member("created", UTCTimestamp.text(created))
        if let notAfter { writer.member("notAfter", UTCTimestamp.text(notAfter)) }
        switch content {
        case .clientCertificate(let certificatePEM, let keyPEM):
            writer.member("certificate", certificatePEM)
            writer.member("key", keyPEM)
        case .token(let token):
            writer.member("token", token)
        case .basic(let username, let password):
            writer.member("username", username)
            writer.member("password", password)
        case .certificateRequest(let requestPEM, let keyPEM):
            writer.member("request", requestPEM)
            writer.member("key", keyPEM)
        }
        writer.endObject()
        guard let text = writer.text() else { throw .credentialNotText(id) }
        guard text.count <= Self.sizeLimit else { throw .credentialTooLarge(id, limit: Self.sizeLimit) }
        return text
    }

    /// Reads what ``encoded(id:)`` wrote.
    ///
    /// - Parameters:
    ///   - text: The item's secret.
    ///   - id: The id that was asked for.
    /// - Throws: ``SecretsError`` with `credential-malformed`, `credential-too-new` or `credential-id-differs`.
    public init(decoding text: SecretBytes, id: CredentialID) throws(SecretsError) {
        guard text.count <= Self.sizeLimit else { throw .credentialTooLarge(id, limit: Self.sizeLimit) }
        guard let members = SecretJSONReader.members(of: text, secretNames: Self.secretNames) else {
            throw .credentialMalformed(id, problem: "it is not the JSON text that kubering writes")
        }
        guard case .number(let version) = members["version"] else {
            throw .credentialMalformed(id, problem: "it has no version")
        }
        guard version == "1" else { throw .credentialTooNew(id, version: version) }
        let item = StoredMembers(id: id, members: members)
        guard try item.text("id") == id.description else { throw .credentialIDDiffers(id) }
        self.init(
            content: try item.content(),
            binding: CredentialBinding(
                server: try item.text("server"), caFingerprint: try item.optionalText("caFingerprint"),
                tlsServerName: try item.optionalText("tlsServerName"),
                skipsVerification: try item.flag("skipsVerification")),
            label: try item.text("label"),
            notAfter: try item.optionalDate("notAfter"),
            created: try item.date("created"))
    }
}

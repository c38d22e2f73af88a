// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem

/// The `auth` field of a registry entry: base64 of a user name, a colon and a password (RFC 7617 section 2).
///
/// Read as a kubelet does: padded or not, line breaks ignored, the user name ends at the first colon.
/// Source: Kubernetes `pkg/credentialprovider/config.go`, `decodeDockerConfigFieldAuth`.
struct BasicAuthentication: Sendable {
    /// The user name; any bytes but a colon.
    let username: [UInt8]
    /// The password; any bytes.
    let password: SecretBytes

    /// Why a field cannot be decoded, as the end of a sentence.
    enum Fault: String, Error, Hashable {
        case notBase64 = "its auth is not base64"
        case noColon = "its auth has no colon between user name and password"
    }

    init(decoding field: String) throws(Fault) {
        // A kubelet decides by the last character that is not blank, and skips line breaks only.
        var text = field.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        if text.last != UInt8(ascii: "=") {
            let missing = (4 - text.count % 4) % 4
            guard missing < 3 else { throw .notBase64 }
            text += Array(repeating: UInt8(ascii: "="), count: missing)
        }
        guard var decoded = Data(base64Encoded: Data(text)) else { throw .notBase64 }
        defer { decoded.wipe() }
        guard let colon = decoded.firstIndex(of: UInt8(ascii: ":")) else { throw .noColon }
        username = Array(decoded[..<colon])
        password = SecretBytes(decoded[decoded.index(after: colon)...])
    }

    /// The field for a user name and password, padded.
    static func encode(username: String, password: SecretBytes) -> String {
        // Enough at once: growing would leave a copy behind.
        var pair = Data(capacity: username.utf8.count + 1 + password.count)
        pair.append(contentsOf: username.utf8)
        pair.append(UInt8(ascii: ":"))
        password.withExposedBytes { pair.append(contentsOf: $0) }
        defer { pair.wipe() }
        return pair.base64EncodedString()
    }
}

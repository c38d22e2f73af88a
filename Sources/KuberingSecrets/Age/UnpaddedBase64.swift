// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import struct FoundationEssentials.Data

/// Base64 (RFC 4648 section 4) without padding, as age's headers have it; nothing in them is secret.
enum UnpaddedBase64 {
    static func encode(_ bytes: some Collection<UInt8>) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }

    /// The bytes; nil when the text is not exactly what ``encode(_:)`` makes of them.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: text + padding).map(Array.init), encode(bytes) == text else { return nil }
        return bytes
    }
}

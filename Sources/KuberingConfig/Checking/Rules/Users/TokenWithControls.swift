// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

enum TokenWithControls: ConfigRule {
    static let id = "token-with-line-break"
    static let severity = Finding.Severity.error
    static let summary =
        "A token with a line break or control character, which HTTP cannot carry. The fix takes off what stands around it."
    static let remedy = "Write the token without it."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user, with: "token").compactMap { user in
            guard let isAround = user.field("token")?.withScalarBytes(isBrokenOnlyAround) else { return nil }
            return finding(
                at: user, "token",
                message: "the token of \(user.title) has a line break or control character "
                    + (isAround ? "around it" : "in it") + ", and cannot be sent",
                changes: isAround ? [.set(["token"], .string(trimmed(user)))] : [])
        }
    }

    /// Whether a token can be sent once blanks around it are taken off; nil when it can be sent as it is.
    ///
    /// Source: Go `golang.org/x/net/http/httpguts`, `ValidHeaderFieldValue`: no control characters but tabs.
    private static func isBrokenOnlyAround(_ token: UnsafeBufferPointer<UInt8>) -> Bool? {
        guard token.contains(where: isControl) else { return nil }
        let inner = token.drop(while: isBlank).reversed().drop(while: isBlank)
        return !inner.isEmpty && !inner.contains(where: isControl)
    }

    private static func trimmed(_ user: CheckedEntry) -> String {
        let bytes = user.field("token")?.scalarBytes ?? []
        let inner = bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        return String(decoding: Array(inner), as: UTF8.self)
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

enum TokenWithBlanks: ConfigRule {
    static let id = "token-with-blanks"
    static let severity = Finding.Severity.error
    static let summary =
        "A token with a line break, blank or control character, which HTTP does not allow. The fix takes off what stands around it."
    static let remedy = "Write the token without it."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user).compactMap { user in
            guard let bytes = user.field("token")?.scalarBytes, bytes.contains(where: isBlank) else { return nil }
            let trimmed = bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
            let isAround = !trimmed.isEmpty && !trimmed.contains(where: isBlank)
            let place = isAround ? "around it" : "in it"
            return finding(
                at: user, "token",
                message: "the token of \(user.title) has a blank or line break \(place), and cannot be sent",
                changes: isAround ? [.set(["token"], .string(String(decoding: trimmed, as: UTF8.self)))] : [])
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
}

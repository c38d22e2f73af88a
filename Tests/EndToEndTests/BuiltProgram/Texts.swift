// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials

/// Base64 as a kubeconfig's data fields hold it.
enum Base64Text {
    static func of(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}

extension String {
    /// Whether this is a message of one line, as all errors are.
    var isOneErrorLine: Bool {
        hasPrefix("error: ") && hasSuffix("\n") && dropLast().allSatisfy { !$0.isNewline }
    }
}

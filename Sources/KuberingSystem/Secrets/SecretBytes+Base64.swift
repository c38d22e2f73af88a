// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials

extension SecretBytes {
    /// The bytes in base64 on one line (RFC 4648 section 4), for the last encoder before they leave the process.
    ///
    /// A `String` is not wiped: keep it short-lived.
    public var exposedBase64: String {
        withExposedBytes { bytes in
            var copy = Data(bytes)
            defer { copy.wipe() }
            return copy.base64EncodedString()
        }
    }
}

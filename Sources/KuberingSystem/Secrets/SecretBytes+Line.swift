// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension SecretBytes {
    /// The bytes without a final newline, or CRLF, as files and pipes end a line.
    public var withoutLineEnd: SecretBytes {
        withExposedBytes { bytes in
            var line = bytes[...]
            if line.last == UInt8(ascii: "\n") {
                line = line.dropLast()
                if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            }
            return SecretBytes(line)
        }
    }
}

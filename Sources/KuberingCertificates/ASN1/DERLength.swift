// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The length that stands at the beginning of a DER element (X.690 section 8.1.3).
enum DERLength {
    /// The bytes of the first element, without what follows; all of them when the length makes no sense.
    ///
    /// OpenSSL's `TRUSTED CERTIFICATE` is a certificate with its own settings behind it.
    static func firstElement(of bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 2 else { return bytes }
        let short = Int(bytes[1])
        guard short >= 0x80 else { return Array(bytes.prefix(2 + short)) }
        let digits = bytes.dropFirst(2).prefix(short & 0x7F)
        guard (1...4).contains(digits.count) else { return bytes }
        let length = digits.reduce(0) { $0 << 8 | Int($1) }
        return Array(bytes.prefix(2 + digits.count + length))
    }
}

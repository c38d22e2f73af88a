// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1

/// Reads the string types of X.509 names as text.
enum DirectoryString {
    /// The text of a string element; nil when it is no string.
    ///
    /// T61String is read as Latin-1, as Go and OpenSSL do; invalid UTF-8 is replaced.
    static func text(of node: ASN1Node) -> String? {
        guard case .primitive(let bytes) = node.content else { return nil }
        switch node.identifier {
        case .utf8String, .printableString, .ia5String, .numericString, .visibleString:
            return String(decoding: bytes, as: UTF8.self)
        case .teletexString: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case .bmpString: return units(of: bytes, size: 2).map { String(decoding: $0.map(UInt16.init), as: UTF16.self) }
        case .universalString: return units(of: bytes, size: 4).map { String(decoding: $0, as: UTF32.self) }
        default: return nil
        }
    }

    /// Big-endian numbers of `size` bytes each; nil when the bytes do not come out even.
    private static func units(of bytes: ArraySlice<UInt8>, size: Int) -> [UInt32]? {
        guard bytes.count.isMultiple(of: size) else { return nil }
        return stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
            bytes[start..<(start + size)].reduce(0) { $0 << 8 | UInt32($1) }
        }
    }
}

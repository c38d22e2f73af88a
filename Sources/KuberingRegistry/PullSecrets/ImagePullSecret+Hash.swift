// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto

extension ImagePullSecret {
    /// The same Secret with `-` and ten characters after its name that stand for its content.
    ///
    /// The suffix is kubectl's `--append-hash`: SHA-256 over the canonical JSON, ten hexadecimal digits, with those
    /// replaced that could spell words. Source: Kubernetes `staging/src/k8s.io/kubectl/pkg/util/hash/hash.go`.
    ///
    /// - Throws: ``RegistryError`` with `invalid-name` when the longer name is too long.
    public func appendingHash() throws(RegistryError) -> ImagePullSecret {
        // No string here can hold a character that JSON escapes: the name is a DNS subdomain, the content base64.
        let canonical =
            "{\"data\":{\"\(format.dataKey)\":\"\(encodedContent)\"},\"kind\":\"Secret\",\"name\":\"\(name)\","
            + "\"type\":\"\(format.type)\"}"
        let digits = SHA256.hash(data: Array(canonical.utf8)).prefix(5).flatMap { [$0 >> 4, $0 & 0xF] }
        let suffix = String(decoding: digits.map(Self.letter), as: UTF8.self)
        return try ImagePullSecret(
            name: "\(name)-\(suffix)", namespace: namespace, format: format, metadata: metadata,
            credentials: credentials)
    }

    private static func letter(_ digit: UInt8) -> UInt8 {
        switch digit {
        case 0x0: UInt8(ascii: "g")
        case 0x1: UInt8(ascii: "h")
        case 0x3: UInt8(ascii: "k")
        case 0xA: UInt8(ascii: "m")
        case 0xE: UInt8(ascii: "t")
        case 0x0..<0xA: UInt8(ascii: "0") + digit
        default: UInt8(ascii: "a") + digit - 0xA
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// One `-----BEGIN …-----` block of a text (RFC 7468).
public struct PEMBlock: Sendable, Hashable {
    /// What the block says it holds, for example `CERTIFICATE`.
    public let label: String
    /// The line of the BEGIN marker, counted from 1.
    public let line: Int
    /// The decoded body, DER for everything but OpenSSH keys.
    public let contents: [UInt8]
}

/// Text with base64 blocks between BEGIN and END lines (RFC 7468), read leniently and written strictly.
public enum PEM {
    /// The most bytes that a bundle of certificates or a key file may have: 1 MiB.
    public static let sizeLimit = 1_048_576

    /// Refuses nothing and too much.
    ///
    /// - Parameters:
    ///   - count: How many bytes there are.
    ///   - noun: What there may be too many of.
    ///   - expectation: What is expected instead of nothing.
    ///   - name: What messages call it.
    /// - Throws: ``CertificateError`` with `empty` or `too-large`.
    static func checkSize(
        _ count: Int, of noun: String, expecting expectation: String, named name: String
    ) throws(CertificateError) {
        guard count > 0 else { throw CertificateError(.empty, name, detail: expectation) }
        guard count <= sizeLimit else {
            throw CertificateError(.tooLarge, name, detail: "\(noun) (the limit is 1 MiB)")
        }
    }

    /// Whether there is a block's beginning in these bytes; what can be read without is DER.
    public static func isWritten(in bytes: some Collection<UInt8>) -> Bool {
        bytes.firstRange(of: "-----BEGIN ".utf8) != nil
    }

    /// Reads every block of a text.
    ///
    /// Any wrapping or indentation, CRLF, a byte order mark, text around the blocks, blanks after a marker and a missing
    /// final newline are accepted; the base64 itself must be right. Not for private keys: the contents are not wiped.
    ///
    /// - Parameters:
    ///   - text: The bytes of a file or field.
    ///   - name: What messages call it.
    /// - Returns: The blocks in order; empty when there is none.
    /// - Throws: ``CertificateError`` with `too-large`, `unfinished-pem` or `invalid-base64`.
    public static func blocks(in text: [UInt8], named name: String) throws(CertificateError) -> [PEMBlock] {
        try blocks(in: text, named: name) { _ in true }
    }

    /// Reads the blocks whose label is wanted; the others are not decoded.
    static func blocks(
        in text: [UInt8], named name: String, where isWanted: (String) -> Bool
    ) throws(CertificateError) -> [PEMBlock] {
        guard text.count <= sizeLimit else {
            throw CertificateError(.tooLarge, name, detail: "certificates (the limit is 1 MiB)")
        }
        var blocks: [PEMBlock] = []
        for region in try PEMScanner.regions(in: text.span, named: name) where isWanted(region.label) {
            blocks.append(
                PEMBlock(
                    label: region.label, line: region.line,
                    contents: try contents(of: region, in: text.span, named: name)))
        }
        return blocks
    }

    /// The decoded body of a block.
    static func contents(
        of region: PEMRegion, in text: Span<UInt8>, named name: String
    ) throws(CertificateError) -> [UInt8] {
        do throws(Base64.Failure) {
            let capacity = Base64.capacity(forCharacters: region.body.count)
            return try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count throws(Base64.Failure) in
                count = try Base64.decode(text, in: region.body, into: UnsafeMutableRawBufferPointer(buffer))
            }
        } catch {
            throw CertificateError(.invalidBase64, name, line: line(of: error.offset, in: text), detail: error.reason)
        }
    }

    /// The decoded body of a block that holds a key.
    static func secretContents(
        of region: PEMRegion, in text: Span<UInt8>, named name: String
    ) throws(CertificateError) -> SecretBytes {
        do throws(Base64.Failure) {
            var count = 0
            let whole = try SecretBytes(count: Base64.capacity(forCharacters: region.body.count)) {
                buffer throws(Base64.Failure) in
                count = try Base64.decode(text, in: region.body, into: buffer)
            }
            return whole.prefix(count)
        } catch {
            throw CertificateError(.invalidBase64, name, line: line(of: error.offset, in: text), detail: error.reason)
        }
    }

    /// One block with lines of 64 characters and a final newline, as every parser accepts it.
    static func text(_ contents: [UInt8], label: String) -> String {
        let count = Base64.encodedCount(of: contents.count, lineLength: 64)
        let body = String(unsafeUninitializedCapacity: count) { buffer in
            Base64.encode(contents.span, into: UnsafeMutableRawBufferPointer(buffer), lineLength: 64)
            return count
        }
        return "-----BEGIN \(label)-----\n\(body)-----END \(label)-----\n"
    }

    /// The same for a key, with the lines of RFC 1421 headers and the empty line after them, if any.
    static func secretText(_ contents: SecretBytes, label: String, headers: String = "") -> SecretBytes {
        let head = Array("-----BEGIN \(label)-----\n\(headers)".utf8)
        let tail = Array("-----END \(label)-----\n".utf8)
        let bodyCount = Base64.encodedCount(of: contents.count, lineLength: 64)
        return SecretBytes(count: head.count + bodyCount + tail.count) { buffer in
            buffer.copyBytes(from: head)
            contents.withExposedSpan { contents in
                let body = UnsafeMutableRawBufferPointer(rebasing: buffer[head.count..<(head.count + bodyCount)])
                Base64.encode(contents, into: body, lineLength: 64)
            }
            UnsafeMutableRawBufferPointer(rebasing: buffer[(head.count + bodyCount)...]).copyBytes(from: tail)
        }
    }

    private static func line(of offset: Int, in text: Span<UInt8>) -> Int {
        var line = 1
        for index in 0..<min(offset, text.count) where text[index] == 0x0A { line += 1 }
        return line
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Why a server's answer holds no certificates.
enum HandshakeFailure: Error, Hashable {
    /// These are no TLS records.
    case notTLS
    /// The server refused, with the number of its alert.
    case alert(UInt8)
    /// The answer does not follow the protocol.
    case malformed
}

/// One record of TLS (RFC 5246 section 6.2, RFC 8446 section 5.1).
struct TLSRecord {
    /// The type, version and length as sent: what an encrypted record is bound to.
    let header: [UInt8]
    /// What the record holds.
    let payload: [UInt8]

    /// What kind of record it is.
    var type: UInt8 { header.first ?? 0 }
}

/// Cuts a stream into records.
struct TLSRecords {
    private var received: [UInt8] = []

    /// Takes in bytes in pieces of any size.
    mutating func append(_ bytes: [UInt8]) { received += bytes }

    /// The next record; nil until it is complete.
    ///
    /// - Throws: ``HandshakeFailure``, of a server's alert as well.
    mutating func next() throws(HandshakeFailure) -> TLSRecord? {
        guard received.count >= 5 else { return nil }
        guard (20...23).contains(received[0]), received[1] == 3 else { throw .notTLS }
        let end = 5 + (Int(received[3]) << 8 | Int(received[4]))
        guard received.count >= end else { return nil }
        let record = TLSRecord(header: Array(received[..<5]), payload: Array(received[5..<end]))
        received.removeFirst(end)
        guard record.type != 21 else { throw .alert(record.payload.count == 2 ? record.payload[1] : 0) }
        return record
    }
}

/// Reads fields off the front of a message.
struct TLSReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

    /// The next bytes; nil when there are fewer.
    mutating func take(_ count: Int) -> [UInt8]? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// A number of so many bytes.
    mutating func number(_ size: Int) -> Int? { take(size)?.reduce(0) { $0 << 8 | Int($1) } }

    /// The bytes behind a length of so many bytes.
    mutating func sized(_ size: Int) -> [UInt8]? {
        var ahead = self
        guard let count = ahead.number(size), let bytes = ahead.take(count) else { return nil }
        self = ahead
        return bytes
    }
}

/// Writes fields.
enum TLSWriter {
    /// Numbers of two bytes.
    static func numbers(_ values: [UInt16]) -> [UInt8] { values.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }

    /// The bytes behind their length in two bytes.
    static func sized(_ bytes: [UInt8]) -> [UInt8] { numbers([UInt16(truncatingIfNeeded: bytes.count)]) + bytes }

    /// An extension.
    static func block(_ type: UInt16, _ contents: [UInt8]) -> [UInt8] { numbers([type]) + sized(contents) }

    /// A handshake message behind its type and its length in three bytes.
    static func message(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
        [type, UInt8(truncatingIfNeeded: body.count >> 16)] + sized(body)
    }
}

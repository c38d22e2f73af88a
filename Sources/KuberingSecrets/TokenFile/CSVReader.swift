// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Reads comma-separated values as the API server does.
///
/// Source: Go `encoding/csv`, `Reader` with its usual settings; RFC 4180 allows what is refused here.
struct CSVReader {
    /// One record.
    struct Record {
        /// The line it starts on, from 1.
        let line: Int
        /// Its bytes in the text, the line break included.
        let range: Range<Int>
        /// The decoded fields; never empty.
        let fields: [[UInt8]]
    }

    /// Why the text cannot be read.
    struct Failure: Error {
        /// The line of the fault, from 1.
        let line: Int
        /// A clause.
        let reason: String
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var line = 0

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Starts at the beginning of a text.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next record that is no empty line; nil at the end.
    mutating func next() throws(Failure) -> Record? {
        var rest: ArraySlice<UInt8>
        var start: Int
        repeat {
            start = offset
            guard let read = readLine() else { return nil }
            rest = read[...]
            // Of CR alone at the end of the text nothing is left, as in Go.
        } while rest.isEmpty || rest == [Self.newline]
        let first = line
        var fields: [[UInt8]] = []
        while true {
            let (field, isLast) =
                rest.first == Self.quote ? try quotedField(&rest) : try plainField(&rest)
            fields.append(field)
            if isLast { return Record(line: first, range: start..<offset, fields: fields) }
        }
    }

    /// A line with its line break as LF; nil at the end.
    private mutating func readLine() -> [UInt8]? {
        guard offset < bytes.count else { return nil }
        line += 1
        let end = bytes[offset...].firstIndex(of: Self.newline)
        var text = Array(bytes[offset..<(end ?? bytes.count)])
        offset = end.map { $0 + 1 } ?? bytes.count
        if text.last == Self.carriageReturn { text.removeLast() }
        return end == nil ? text : text + [Self.newline]
    }

    private func plainField(_ rest: inout ArraySlice<UInt8>) throws(Failure) -> (field: [UInt8], isLast: Bool) {
        let comma = rest.firstIndex(of: Self.comma)
        var field = rest[..<(comma ?? rest.endIndex)]
        if comma == nil, field.last == Self.newline { field = field.dropLast() }
        if field.contains(Self.quote) { throw Failure(line: line, reason: "a quote in a field that is not in quotes") }
        rest = comma.map { rest[($0 + 1)...] } ?? []
        return (Array(field), comma == nil)
    }

    private mutating func quotedField(
        _ rest: inout ArraySlice<UInt8>
    ) throws(Failure) -> (field: [UInt8], isLast: Bool) {
        var field: [UInt8] = []
        rest = rest.dropFirst()
        while true {
            guard let quote = rest.firstIndex(of: Self.quote) else {
                // The field goes on in the next line.
                field += rest
                guard let next = readLine() else { throw Failure(line: line, reason: "a quote that is not closed") }
                rest = next[...]
                continue
            }
            field += rest[..<quote]
            rest = rest[(quote + 1)...]
            switch rest.first {
            case Self.quote:
                field.append(Self.quote)
                rest = rest.dropFirst()
            case Self.comma:
                rest = rest.dropFirst()
                return (field, false)
            case nil, Self.newline: return (field, true)
            default: throw Failure(line: line, reason: "a quote inside of a field in quotes; it is written twice there")
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A file of static tokens, which an API server reads with `--token-auth-file`: token, user name, uid, groups.
///
/// Source: Kubernetes `staging/src/k8s.io/apiserver/pkg/authentication/token/tokenfile/tokenfile.go`, tried on an API
/// server.
public struct TokenFile: Sendable {
    /// One row.
    public struct Row: Sendable {
        /// What the user shows.
        public let token: SecretBytes
        /// The user's name.
        public let name: String
        /// The user's uid.
        public let uid: String
        /// The user's groups, in order.
        public let groups: [String]
        /// The line it starts on, from 1.
        public let line: Int
        /// Its bytes in the file, the line break included.
        let range: Range<Int>
    }

    /// Something about the file that its writer may not have meant.
    public struct Remark: Sendable, Hashable {
        /// The line it is about, from 1.
        public let line: Int
        /// A clause.
        public let message: String
    }

    /// The most bytes that are read.
    public static let sizeLimit = 1_048_576

    /// The whole file, which is one secret after the other.
    public let text: SecretBytes
    /// The rows, in order.
    public let rows: [Row]
    /// What to look at, from top to bottom.
    public let remarks: [Remark]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file; empty for none.
    ///   - path: What messages call it.
    /// - Throws: ``SecretsError`` of code `token-file-malformed` where an API server would not start.
    public init(reading bytes: [UInt8], named path: String) throws(SecretsError) {
        var reader = CSVReader(bytes)
        var rows: [Row] = []
        var remarks: [Remark] = []
        var tokens: [[UInt8]: Int] = [:]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            remarks.append(Remark(line: 1, message: "the byte-order mark belongs to the first token"))
        }
        do throws(CSVReader.Failure) {
            while let record = try reader.next() {
                guard record.fields.count >= 3 else {
                    throw .init(
                        line: record.line,
                        reason: "a row has at least token, user name and uid, and this one has \(record.fields.count) "
                            + (record.fields.count == 1 ? "field" : "fields"))
                }
                let row = Row(record)
                rows.append(row)
                remarks += Self.remarks(on: record, row)
                if !record.fields[0].isEmpty, let first = tokens.updateValue(record.line, forKey: record.fields[0]) {
                    remarks.append(
                        Remark(line: record.line, message: "the token of line \(first) again: this row counts"))
                }
            }
        } catch {
            throw .tokenFileMalformed(path, line: error.line, error.reason)
        }
        text = SecretBytes(bytes)
        self.rows = rows
        self.remarks = remarks
    }

    private static func remarks(on record: CSVReader.Record, _ row: Row) -> [Remark] {
        let token = record.fields[0]
        var clauses: [String] = []
        if token.isEmpty { clauses.append("there is no token, and the row is passed over") }
        if token.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) {
            clauses.append("the token has blanks or other characters that cannot be sent")
        }
        if row.name.isEmpty { clauses.append("the user has no name") }
        if row.groups.contains("") { clauses.append("a group has no name") }
        if row.groups.contains(where: { $0.first?.isWhitespace == true || $0.last?.isWhitespace == true }) {
            clauses.append("the blanks around a group belong to its name")
        }
        if record.fields.count > 4 {
            clauses.append("what follows the fourth field is not read; several groups stand in one pair of quotes")
        }
        return clauses.map { Remark(line: record.line, message: $0) }
    }
}

extension TokenFile.Row {
    fileprivate init(_ record: CSVReader.Record) {
        let text = { (field: Int) in String(decoding: record.fields[field], as: UTF8.self) }
        token = SecretBytes(record.fields[0])
        name = text(1)
        uid = text(2)
        groups =
            record.fields.count > 3
            ? text(3).split(separator: ",", omittingEmptySubsequences: false).map(String.init) : []
        line = record.line
        range = record.range
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

extension TokenFile {
    /// The file with one more row at its end; what is there stays as it is.
    ///
    /// - Parameters:
    ///   - token: What the user shows.
    ///   - name: The user's name.
    ///   - uid: The user's uid.
    ///   - groups: The user's groups; none may hold a comma.
    ///   - path: What messages call the file.
    /// - Returns: The new text.
    /// - Throws: ``SecretsError`` of code `token-file-value` for a text that the file cannot hold.
    public func appending(
        token: SecretBytes, name: String, uid: String, groups: [String], named path: String
    ) throws(SecretsError) -> [UInt8] {
        for (what, value) in [("name", name), ("uid", uid)] + groups.map({ ("group", $0) }) {
            let hasControls = value.utf8.contains { $0 < 0x20 || $0 == 0x7F }
            guard !value.isEmpty, !hasControls, what != "group" || !value.contains(",") else {
                throw .tokenFileValue(what, value)
            }
        }
        let text = text.withExposedBytes { Array($0) }
        let newline = UInt8(ascii: "\n")
        let isCRLF = text.firstIndex(of: newline).map { $0 > 0 && text[$0 - 1] == UInt8(ascii: "\r") } ?? false
        let lineBreak = Array((isCRLF ? "\r\n" : "\n").utf8)
        var new = text
        if let last = new.last, last != newline { new += lineBreak }
        token.withExposedBytes { new += Self.field($0) }
        for field in [name, uid] + (groups.isEmpty ? [] : [groups.joined(separator: ",")]) {
            new += Array(",".utf8) + Self.field(field.utf8)
        }
        return new + lineBreak
    }

    /// The file without some rows; the others stay as they are.
    ///
    /// - Parameter isRemoved: Whether a row goes.
    /// - Returns: The new text.
    public func removing(_ isRemoved: (Row) -> Bool) -> [UInt8] {
        let text = text.withExposedBytes { Array($0) }
        var rest: [UInt8] = []
        var offset = 0
        for row in rows where isRemoved(row) {
            rest += text[offset..<row.range.lowerBound]
            offset = row.range.upperBound
        }
        return rest + text[offset...]
    }

    /// The file with `REDACTED` in the place of each token, for showing it.
    public var redacted: [UInt8] {
        let text = text.withExposedBytes { Array($0) }
        var shown: [UInt8] = []
        var offset = 0
        for row in rows {
            shown += text[offset..<row.range.lowerBound]
            let fields = [row.name, row.uid] + (row.groups.isEmpty ? [] : [row.groups.joined(separator: ",")])
            shown +=
                Array("REDACTED".utf8) + fields.flatMap { Array(",".utf8) + Self.field($0.utf8) } + Array("\n".utf8)
            offset = row.range.upperBound
        }
        return shown + text[offset...]
    }

    /// A field as it is written: in quotes when it must be.
    private static func field(_ text: some Collection<UInt8>) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = text.first == UInt8(ascii: " ") || text.contains { [quote, 0x2C, 0x0A, 0x0D].contains($0) }
        guard needsQuotes else { return Array(text) }
        return [quote] + text.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }
}

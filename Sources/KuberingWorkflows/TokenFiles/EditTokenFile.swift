// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
public import KuberingSecrets
public import KuberingSystem

/// Adds users to a file of static tokens, and takes them out again.
///
/// The file is read under its lock and replaced as a whole; what is not about the user stays as it is, to the byte.
public struct EditTokenFile {
    /// What was done.
    public struct Outcome: Sendable {
        /// The rows that were added or removed.
        public let rows: [TokenFile.Row]
        /// The file as it is now.
        public let file: TokenFile
        /// Whether the file was made.
        public let isNew: Bool
        /// What changed, as `diff -u` prints it, without the tokens.
        public let diff: String
    }

    private let path: String
    private let absolutePath: String
    private let isDryRun: Bool

    /// Prepares an edit.
    ///
    /// - Parameters:
    ///   - path: The file, as the user spelled it.
    ///   - world: For the working directory.
    ///   - isDryRun: Whether only the change is worked out.
    public init(_ path: String, _ world: World, isDryRun: Bool = false) {
        self.path = path
        self.isDryRun = isDryRun
        absolutePath = LexicalPath.absolute(path, in: world.workingDirectory)
    }

    /// Adds a row with a new token: 32 random bytes, in 64 hexadecimal digits.
    ///
    /// A user who has a row keeps its uid and groups where nothing else is said.
    ///
    /// - Parameters:
    ///   - name: The user's name.
    ///   - uid: The user's uid; nil keeps the old one or makes a random one.
    ///   - groups: The user's groups; nil keeps the old ones.
    ///   - randomBytes: Gives as many random bytes as asked for, fit for keys.
    /// - Returns: What was done, with the new row.
    /// - Throws: `SecretsError` for a malformed file or a text that it cannot hold; `FileError`; `LockError`.
    public func add(
        _ name: String, uid: String?, groups: [String]?, randomBytes: (Int) -> [UInt8]
    ) throws -> Outcome {
        try change(isMade: true) { file in
            let last = file.rows.last { $0.name.isExactly(name) }
            return try file.appending(
                token: SecretBytes(Hexadecimal.text(randomBytes(32)).utf8), name: name,
                uid: uid ?? last?.uid ?? Self.uuid(randomBytes(16)), groups: groups ?? last?.groups ?? [], named: path)
        }
    }

    /// Removes all rows of users.
    ///
    /// - Parameters:
    ///   - names: The users.
    ///   - onlyOlder: Whether the last row of each stays.
    /// - Returns: What was done, with the rows that are gone.
    /// - Throws: `SecretsError` of code `token-file-user-not-found` for a user that is not there; else as ``add(_:uid:groups:randomBytes:)``.
    public func remove(_ names: [String], onlyOlder: Bool) throws -> Outcome {
        try change(isMade: false) { file in
            let lastLines = Dictionary(file.rows.map { (ExactName($0.name), $0.line) }) { max($0, $1) }
            for name in names where lastLines[ExactName(name)] == nil {
                throw SecretsError.noUser(name, inTokenFile: path, names: file.rows.map(\.name).distinct)
            }
            let names = Set(names.map(ExactName.init))
            return file.removing { row in
                let name = ExactName(row.name)
                return names.contains(name) && !(onlyOlder && lastLines[name] == row.line)
            }
        }
    }

    private func change(isMade: Bool, _ newText: (TokenFile) throws -> [UInt8]) throws -> Outcome {
        let lock = isDryRun ? nil : try LockFile.acquire(beside: absolutePath, wait: .seconds(10))
        defer { lock?.release() }
        let isNew = isMade && !FileSnapshot.exists(absolutePath)
        let old = try TokenFile(reading: isNew ? [] : try contents(), named: path)
        let new = try TokenFile(reading: try newText(old), named: path)
        if !isDryRun, !new.text.hasSameBytes(as: old.text) {
            try AtomicReplacement.replace(absolutePath) { write throws(FileError) in
                try new.text.withExposedBytes(write)
            }
        }
        let (shorter, longer) = old.rows.count < new.rows.count ? (old, new) : (new, old)
        var rest = shorter.rows[...]
        // Rows keep their order: what is in one file only was added or removed.
        let rows = longer.rows.filter { row in
            guard rest.first?.token.hasSameBytes(as: row.token) == true, rest.first?.name.isExactly(row.name) == true
            else {
                return true
            }
            rest = rest.dropFirst()
            return false
        }
        return Outcome(
            rows: rows, file: new, isNew: isNew,
            diff: UnifiedDiff.text(from: old.redacted, to: new.redacted, name: path))
    }

    private func contents() throws(FileError) -> [UInt8] {
        do throws(FileError) {
            return try FileSnapshot.read(absolutePath, limit: TokenFile.sizeLimit).bytes
        } catch {
            throw FileError(.read, path, error.cause)
        }
    }

    /// A random UUID (RFC 9562, version 4).
    private static func uuid(_ random: [UInt8]) -> String {
        var bytes = random
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hexadecimal.text(Array(bytes[$0])) }
            .joined(separator: "-")
    }
}

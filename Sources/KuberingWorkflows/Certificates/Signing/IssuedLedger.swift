// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
public import KuberingCertificates
public import KuberingSystem

/// What was signed here: Kubernetes cannot revoke a certificate, so somebody has to know which ones there are.
///
/// One JSON object on each line of a file of the user's own, only ever added to.
public struct IssuedLedger: Sendable {
    /// One certificate.
    public struct Entry: Sendable {
        /// The object as it stands in the file.
        public let json: JSONValue

        /// What is known of a certificate that was just signed.
        public init(
            _ certificate: Certificate, for request: CertificateRequest, profile: String, authority: Certificate,
            signed: Date
        ) {
            json = .object(present: [
                "serialNumber": .string(certificate.serialNumber), "subject": .string(certificate.subject.description),
                "user": certificate.commonName.map(JSONValue.string),
                "groups": .array(certificate.organizations.map(JSONValue.string)), "profile": .string(profile),
                "notBefore": .string(certificate.notBefore.rfc3339), "notAfter": .string(certificate.notAfter.rfc3339),
                "fingerprintSHA256": .string(certificate.fingerprintSHA256),
                "publicKeySHA256": .string(certificate.publicKey.fingerprintSHA256),
                "requestSHA256": .string(request.fingerprintSHA256),
                "authority": .string(authority.subject.description),
                "authoritySHA256": .string(authority.fingerprintSHA256), "signed": .string(signed.rfc3339),
            ])
        }

        init(json: JSONValue) { self.json = json }

        /// A member of the object as text; empty when it is absent.
        public subscript(_ name: String) -> String { json[name]?.string ?? "" }

        /// The groups of the subject, in order; empty when it has none.
        public var groups: [String] { json["groups"]?.array?.compactMap(\.string) ?? [] }

        /// The last moment the certificate is valid.
        public var notAfter: Date? { Date(rfc3339: self["notAfter"]) }
    }

    /// What the ledger holds.
    public struct Contents: Sendable {
        /// What was signed, in order.
        public internal(set) var entries: [Entry] = []
        /// The numbers of lines that cannot be read, as a killed process leaves one; from 1.
        public internal(set) var damagedLines: [Int] = []
    }

    /// The most bytes that are read: some hundred thousand certificates.
    private static let limit = 256 << 20

    /// Where the ledger is.
    public let path: String

    /// Names the ledger.
    ///
    /// - Parameters:
    ///   - path: An absolute path; nil takes `issued.jsonl` in the user's folder for data.
    ///   - directories: The user's folders.
    /// - Throws: ``WorkflowError`` when nothing is said and there is no home.
    public init(_ path: String?, _ directories: XDGDirectories) throws(WorkflowError) {
        guard let path = path ?? directories.data.map({ $0 + "/issued.jsonl" }) else {
            throw WorkflowError(
                .missingOption, "there is no home for the ledger: name a file with --ledger-file", exitStatus: .usage)
        }
        self.path = path
    }

    /// Adds a certificate and waits until it is on the disk.
    ///
    /// - Throws: `FileError`.
    public func append(_ entry: Entry) throws(FileError) {
        try Directory.create(LexicalPath.directory(of: path), mode: 0o700)
        try AppendedFile(path).append(line: entry.json.jsonText())
    }

    /// Everything that was signed; empty without a ledger.
    ///
    /// - Throws: `FileError` when it cannot be read.
    public func contents() throws(FileError) -> Contents {
        var contents = Contents()
        guard FileSnapshot.exists(path) else { return contents }
        let bytes = try FileSnapshot.read(path, limit: Self.limit).bytes
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.isEmpty {
            do throws(JSONError) {
                contents.entries.append(Entry(json: try JSONValue(parsing: Array(line))))
            } catch {
                contents.damagedLines.append(number + 1)
            }
        }
        return contents
    }
}

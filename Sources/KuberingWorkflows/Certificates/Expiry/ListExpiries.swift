// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
public import KuberingConfig
public import KuberingSystem

/// Collects everything that ends one day: users and clusters of the kubeconfig, what is stored, files and folders.
public struct ListExpiries {
    private let world: World

    /// Prepares a list.
    public init(_ world: World) {
        self.world = world
    }

    /// The certificates of users, with those in a store by their public facts, and the CAs of clusters.
    ///
    /// - Parameter config: The kubeconfig; a certificate that cannot be read is a row with the reason.
    /// - Returns: Clusters, then users, then what is stored and not in the kubeconfig.
    /// - Throws: An error when the list of stored credentials cannot be read.
    public func kubeconfig(_ config: Kubeconfig) throws -> [CertificateExpiry] {
        var rows: [CertificateExpiry] = []
        for name in config.names(.cluster) {
            let file = config.origin(.cluster, named: name).map(config.path)
            rows += Self.rows(name, .cluster, file) { try config.authorities(ofCluster: name)?.certificates ?? [] }
        }
        var known: Set<String> = []
        for name in config.names(.user) {
            let file = config.origin(.user, named: name).map(config.path)
            rows += Self.rows(name, .user, file) {
                guard let (bytes, source) = try config.clientCertificate(ofUser: name) else { return [] }
                return [try CertificateBundle(reading: bytes, named: source).leaf]
            }
            guard let facts = try config.user(named: name).flatMap(CredentialFacts.init(of:)) else { continue }
            known.insert(facts.id)
            if facts.notAfter != nil { rows.append(Self.row(name, .user, facts)) }
        }
        for entry in try CredentialIndex(world.directories).entries(with: config)
        where entry.facts.notAfter != nil && !known.contains(entry.facts.id) {
            rows.append(Self.row(entry.user, .stored, entry.facts))
        }
        return rows
    }

    /// The certificates of a file, or of all files of a folder.
    ///
    /// - Parameter path: As the user typed it.
    /// - Returns: The rows, by file name; those of a kubeadm folder first. Where there is no certificate, one row says so.
    /// - Throws: `FileError` when there is no such file.
    public func path(_ path: String) throws -> [CertificateExpiry] {
        let absolute = LexicalPath.absolute(path, in: world.workingDirectory)
        let rows = try rows(of: absolute, named: path)
        guard rows.isEmpty else { return rows }
        let nothing = WorkflowError(.noCertificate, "\(OutsideText.quoted(path)) holds no certificate")
        return [Self.row(path, .file, absolute, nothing)]
    }

    private func rows(of path: String, named name: String) throws -> [CertificateExpiry] {
        if let kubeadm = KubeadmFolder(at: path) {
            let others = Self.rows(below: path, named: name) { !kubeadm.holds($0.path) }
            // What a flag names is mostly one of kubeadm's files.
            return kubeadm.rows + others.filter { $0.kind != .flag || !($0.file.map(kubeadm.holds) ?? false) }
        }
        if Directory.exists(path, followingLinks: true) {
            return Self.rows(below: path, named: name) { _ in true }
        }
        guard FileSnapshot.exists(path) else { throw FileError(.read, name, .noSuchFile) }
        return Self.rows(ofFile: .init(path: path, name: name), isNamed: true)
    }

    /// The certificates of the files of a folder, then what was not looked at.
    private static func rows(
        below folder: String, named name: String, where isWanted: (CertificateFolder.File) -> Bool
    ) -> [CertificateExpiry] {
        let contents = CertificateFolder.contents(below: folder, named: name)
        return contents.files.filter(isWanted).flatMap { rows(ofFile: $0, isNamed: false) }
            + contents.leftOut.map { row($0.file.name, .file, $0.file.path, $0.problem) }
    }

    /// The certificates of one file, a row each; a file of a folder that holds none has no row.
    private static func rows(ofFile file: CertificateFolder.File, isNamed: Bool) -> [CertificateExpiry] {
        do {
            let bytes = try FileSnapshot.read(file.path, limit: sizeLimit).bytes
            if let pod = StaticPod(reading: bytes) { return pod.rows }
            return try rows(file.name, .file, file.path, in: bytes)
        } catch {
            guard isNamed || error is FileError || (error is CertificateError && !file.mayHoldNone) else { return [] }
            return [row(file.name, .file, file.path, error)]
        }
    }

    /// The certificates of a file that something names, a row each, or one with the reason why there is none.
    static func rows(_ name: String, _ kind: CertificateExpiry.Kind, ofFile path: String) -> [CertificateExpiry] {
        do {
            return try rows(name, kind, path, in: try FileSnapshot.read(path, limit: sizeLimit).bytes)
        } catch {
            return [row(name, kind, path, error)]
        }
    }

    /// How long a file may be: a list of many Secrets.
    private static let sizeLimit = 16 << 20

    /// The certificates of PEM, DER or a manifest, a row each.
    private static func rows(
        _ name: String, _ kind: CertificateExpiry.Kind, _ path: String, in bytes: [UInt8]
    ) throws -> [CertificateExpiry] {
        guard let manifest = CertificateManifest(reading: bytes) else {
            let file = try CertificateFile(reading: bytes, named: name)
            return rows(name, kind, path) { try file.checkedCertificates() }
        }
        return try manifest.parts(named: name, folder: LexicalPath.directory(of: path)).flatMap { part in
            rows("\(name): \(part.title)", kind, path) {
                try CertificateFile(reading: try part.contents.get(), named: part.title).checkedCertificates()
            }
        }
    }

    /// A row for each certificate, or one with the reason why there is none.
    static func rows(
        _ name: String, _ kind: CertificateExpiry.Kind, _ file: String?, _ read: () throws -> [Certificate]
    ) -> [CertificateExpiry] {
        do {
            let certificates = try read()
            return certificates.enumerated().map { index, certificate in
                let title = certificates.count > 1 ? "\(name) (\(index + 1) of \(certificates.count))" : name
                var row = CertificateExpiry(name: title, kind: kind, file: file)
                row.describe(certificate)
                return row
            }
        } catch {
            return [row(name, kind, file, error)]
        }
    }

    private static func row(
        _ name: String, _ kind: CertificateExpiry.Kind, _ file: String?, _ error: any Error
    ) -> CertificateExpiry {
        var row = CertificateExpiry(name: name, kind: kind, file: file)
        row.problem = "\(error)"
        return row
    }

    private static func row(
        _ name: String, _ kind: CertificateExpiry.Kind, _ facts: CredentialFacts
    ) -> CertificateExpiry {
        var row = CertificateExpiry(name: name, kind: kind)
        (row.subject, row.authority) = (facts.subject, facts.authority)
        row.notBefore = facts.notBefore.flatMap { Date(rfc3339: $0) }
        row.notAfter = facts.notAfter.flatMap { Date(rfc3339: $0) }
        return row
    }
}

extension CertificateFile {
    /// The certificates; the first one that cannot be read is an error, because its end would be missed.
    func checkedCertificates() throws(CertificateError) -> [Certificate] {
        for case .unreadable(let error) in items { throw error }
        return certificates
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
public import KuberingConfig
public import KuberingSystem

/// Collects everything that ends one day: users and clusters of the kubeconfig, what is stored, files and folders.
public struct ListExpiries {
    private let world: CommandContext

    /// Prepares a list.
    public init(_ world: CommandContext) {
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
    /// - Returns: The rows, by file name; those of a kubeadm folder first.
    /// - Throws: `FileError` when there is no such file, and what is wrong with a file that was named itself.
    public func path(_ path: String) throws -> [CertificateExpiry] {
        let absolute = LexicalPath.absolute(path, in: world.workingDirectory)
        if let kubeadm = KubeadmFolder(at: absolute) {
            let others = CertificateFolder.files(below: absolute, named: path).filter { !kubeadm.holds($0.path) }
            return kubeadm.rows + others.flatMap { Self.rows(ofFile: $0, isNamed: false) }
        }
        if Directory.exists(absolute) || Directory.exists(absolute + "/.") {
            return CertificateFolder.files(below: absolute, named: path).flatMap {
                Self.rows(ofFile: $0, isNamed: false)
            }
        }
        guard FileSnapshot.exists(absolute) else { throw FileError(.read, path, .noSuchFile) }
        return Self.rows(ofFile: .init(path: absolute, name: path), isNamed: true)
    }

    /// The certificates of one file, a row each; a file of a folder that holds none has no row.
    private static func rows(ofFile file: CertificateFolder.File, isNamed: Bool) -> [CertificateExpiry] {
        var row = CertificateExpiry(name: file.name, kind: .file, file: file.path)
        do {
            let bytes = try FileSnapshot.read(file.path, limit: 16 << 20).bytes
            if let pod = StaticPod(reading: bytes) { return pod.rows }
            guard let manifest = CertificateManifest(reading: bytes) else {
                return rows(file.name, .file, file.path) {
                    try CertificateFile(reading: bytes, named: file.name).checkedCertificates()
                }
            }
            return try manifest.parts(named: file.name, folder: LexicalPath.directory(of: file.path)).flatMap { part in
                rows("\(file.name): \(part.title)", .file, file.path) {
                    try CertificateFile(reading: try part.contents.get(), named: part.title).checkedCertificates()
                }
            }
        } catch {
            guard isNamed || error is FileError else { return [] }
            row.problem = "\(error)"
            return [row]
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
            var row = CertificateExpiry(name: name, kind: kind, file: file)
            row.problem = "\(error)"
            return [row]
        }
    }

    private static func row(
        _ name: String, _ kind: CertificateExpiry.Kind, _ facts: CredentialFacts
    ) -> CertificateExpiry {
        var row = CertificateExpiry(name: name, kind: kind)
        row.subject = facts.subject
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

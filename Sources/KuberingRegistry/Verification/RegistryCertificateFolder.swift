// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// A registry's folder below `certs.d`, where docker and podman look for its certificates.
///
/// `*.crt` are authorities to trust besides the system's, `NAME.cert` and `NAME.key` the client's certificate and key.
///
/// Source: containers-certs.d(5); go.podman.io/image `pkg/tlsclientconfig`, `SetupCertificates`.
struct RegistryCertificateFolder {
    private static let sizeLimit = 1 << 20

    private let path: String
    private let names: [String]

    /// Looks for the folder of a registry.
    ///
    /// - Parameters:
    ///   - registry: Its host, with its port if one is written.
    ///   - folders: Where it may be; the first that has it counts.
    init?(for registry: String, in folders: [String]) {
        // A name of a folder, not a way to one.
        guard !registry.isEmpty, registry != ".", registry != "..", !registry.contains("/") else { return nil }
        for folder in folders {
            let path = folder + "/" + registry
            // A link to a folder is as good.
            let names = Directory.names(in: path)
            if !names.isEmpty || Directory.exists(path) {
                (self.path, self.names) = (path, names)
                return
            }
        }
        return nil
    }

    /// The files of authorities, sorted.
    var authorities: [String] { names.filter { $0.hasSuffix(".crt") }.map { path + "/" + $0 } }

    /// The files of the client's certificate and key; nil when there is none, the first where there are several.
    ///
    /// - Throws: A failure when one is there without the other.
    func client() throws(RegistryConnection.Failure) -> (certificate: String, key: String)? {
        for (suffix, other) in [(".cert", ".key"), (".key", ".cert")] {
            for name in names where name.hasSuffix(suffix) {
                let partner = name.dropLast(suffix.count) + other
                guard !names.contains(String(partner)) else { continue }
                let advice = suffix == ".cert" ? "; an authority's certificate must end with .crt" : ""
                throw .init(
                    reason: "\(OutsideText.escaped("\(path)/\(name)")) has no \(OutsideText.escaped(partner)) beside it"
                        + advice)
            }
        }
        guard let certificate = names.first(where: { $0.hasSuffix(".cert") }) else { return nil }
        return ("\(path)/\(certificate)", "\(path)/\(certificate.dropLast(".cert".count)).key")
    }

    /// The contents of a file that is there to be used.
    static func read(_ path: String) throws(RegistryConnection.Failure) -> [UInt8] {
        do throws(FileError) {
            return try FileSnapshot.read(path, limit: sizeLimit).bytes
        } catch {
            throw .init(reason: "\(error)")
        }
    }

    /// The same of a file with a key.
    static func readKey(_ path: String) throws(RegistryConnection.Failure) -> SecretBytes {
        do throws(FileError) {
            return try FileSnapshot.readSecret(path, limit: sizeLimit)
        } catch {
            throw .init(reason: "\(error)")
        }
    }
}

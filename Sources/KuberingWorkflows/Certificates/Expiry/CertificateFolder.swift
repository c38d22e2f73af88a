// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The files of a folder that may hold certificates.
enum CertificateFolder {
    /// One file.
    struct File {
        /// Its absolute path.
        let path: String
        /// The path as the user would type it.
        let name: String
        /// Whether it is no wonder when it holds no certificate.
        var mayHoldNone: Bool { CertificateFolder.manifestEndings.contains(where: path.hasSuffix) }
    }

    /// How deep folders are followed, and how many files are looked at.
    private static let (depth, limit) = (8, 10_000)
    /// Endings of certificate files.
    private static let certificateEndings = [".crt", ".pem", ".cer", ".cert", ".der"]
    /// Endings of manifests, static pods and kubeconfigs, those of kubeadm too.
    private static let manifestEndings = [".conf", ".kubeconfig", ".yaml", ".yml"]

    /// The files below a folder, sorted bytewise, folders after files; symbolic links to folders are not followed.
    static func files(below folder: String, named name: String) -> [File] {
        var files: [File] = []
        collect(folder, name.hasSuffix("/") ? String(name.dropLast()) : name, depth, into: &files)
        return files
    }

    private static func collect(_ folder: String, _ name: String, _ depth: Int, into files: inout [File]) {
        // Read as a file it says why it cannot be looked into.
        guard Directory.isReadable(folder) else { return files.append(File(path: folder, name: name)) }
        var folders: [File] = []
        for entry in Directory.names(in: folder) where files.count < limit {
            let file = File(path: folder + "/" + entry, name: name.isEmpty ? "/" + entry : name + "/" + entry)
            if Directory.exists(file.path) {
                folders.append(file)
            } else if (certificateEndings + manifestEndings).contains(where: entry.hasSuffix) {
                files.append(file)
            }
        }
        guard depth > 0 else { return }
        for folder in folders { collect(folder.path, folder.name, depth - 1, into: &files) }
    }
}

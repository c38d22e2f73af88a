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

    /// What a folder holds.
    struct Contents {
        /// The files that may hold certificates.
        var files: [File] = []
        /// What was not looked at, with the reason.
        var leftOut: [(file: File, problem: WorkflowError)] = []
        fileprivate var isFull = false

        fileprivate mutating func leaveOut(_ file: File, _ reason: String) {
            leftOut.append((file, WorkflowError(.tooMany, reason)))
        }
    }

    /// What is below a folder, sorted bytewise, folders after files; symbolic links to folders are not followed.
    static func contents(below folder: String, named name: String) -> Contents {
        var contents = Contents()
        let top = File(path: folder, name: name.hasSuffix("/") ? String(name.dropLast()) : name)
        collect(top, depth, into: &contents)
        return contents
    }

    private static func collect(_ folder: File, _ depth: Int, into contents: inout Contents) {
        guard !contents.isFull else { return }
        guard depth >= 0 else {
            return contents.leaveOut(folder, "it was not looked into: it is more than \(Self.depth) folders deep")
        }
        // Read as a file it says why it cannot be looked into.
        guard Directory.isReadable(folder.path) else { return contents.files.append(folder) }
        var folders: [File] = []
        for entry in Directory.names(in: folder.path) {
            let file = File(path: folder.path + "/" + entry, name: folder.name + "/" + entry)
            if Directory.exists(file.path) {
                folders.append(file)
            } else if (certificateEndings + manifestEndings).contains(where: entry.hasSuffix) {
                guard contents.files.count < limit else {
                    contents.isFull = true
                    return contents.leaveOut(
                        file, "neither it nor what comes after it was looked at, after \(limit) files")
                }
                contents.files.append(file)
            }
        }
        for folder in folders { collect(folder, depth - 1, into: &contents) }
    }
}

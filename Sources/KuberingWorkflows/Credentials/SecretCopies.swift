// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSystem

/// Copies of moved secrets in the folders of the kubeconfigs, such as the backups of other programs.
enum SecretCopies {
    /// Larger files are not looked into, nor more of them.
    private static let (sizeLimit, countLimit) = (1_048_576, 200)

    /// The files that still hold one of the secrets.
    ///
    /// - Parameters:
    ///   - moves: What was moved.
    ///   - changes: The kubeconfigs that named it, whose folders are searched, without folders in them.
    ///   - known: Files that the user is told of anyway.
    /// - Returns: Absolute paths; what cannot be read is left out.
    static func files(of moves: [UserMove], beside changes: [FileChange], except known: [String]) -> [String] {
        let left = Set(known + changes.map(\.absolutePath))
        let folders = Set(changes.map { LexicalPath.directory(of: $0.absolutePath) })
        let paths = folders.sorted().flatMap { folder in
            Directory.names(in: folder).sorted().prefix(countLimit).map { LexicalPath.cleaned("\(folder)/\($0)") }
        }
        let tokens = moves.compactMap { $0.credential.secret.token?.withExposedBytes { Array($0) } }
        let keys = moves.compactMap(\.credential.secret.key?.publicKey)
        return paths.filter { path in
            // A folder, a pipe, or another user's file is no backup of this user's.
            guard !left.contains(path), let file = try? FileSnapshot.read(path, limit: sizeLimit) else { return false }
            if tokens.contains(where: { file.bytes.contains($0) }) { return true }
            guard !keys.isEmpty else { return false }
            let runs = SecretSearch.decodedRuns(String(decoding: file.bytes, as: UTF8.self))
            return SecretSearch.holds(keys, in: [file.bytes] + runs)
        }
    }
}

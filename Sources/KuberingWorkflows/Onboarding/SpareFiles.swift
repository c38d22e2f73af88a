// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem

/// Files that a user was made of, and that nobody needs any more.
public enum SpareFiles {
    private static let fields = ["certificate-authority", "client-certificate", "client-key", "tokenFile"]

    /// Those that are files, and neither a kubeconfig that is in use nor named by one.
    ///
    /// - Parameters:
    ///   - paths: As the user typed them.
    ///   - config: The kubeconfig with the new user.
    ///   - world: For the working directory.
    /// - Returns: The paths that are left, as typed; none when an entry of the kubeconfig cannot be read.
    public static func among(_ paths: [String], beside config: Kubeconfig, _ world: World) -> [String] {
        var used = Set(config.files.map { ExactName(RecordedFile.realPath($0.absolutePath)) })
        for kind in [EntryKind.cluster, .user] {
            for origin in config.entries(kind) {
                // Who cannot see what is used says of nothing that it is not.
                guard let content = try? config.content(of: origin, kind) else { return [] }
                for path in fields.compactMap({ content[$0]?.string }) where !path.isEmpty {
                    used.insert(ExactName(RecordedFile.realPath(config.resolved(path, from: origin))))
                }
            }
        }
        return paths.filter { path in
            let absolute = LexicalPath.absolute(path, in: world.workingDirectory)
            return FilePermissions(of: absolute)?.isRegularFile == true
                && !used.contains(ExactName(RecordedFile.realPath(absolute)))
        }
    }
}

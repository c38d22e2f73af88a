// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// Finds out whether gnome-keyring keeps a credential in clear.
///
/// A keyring whose password was left empty is a text file that anyone who gets a copy of the disk can read. The Secret
/// Service does not tell, so this looks at the files themselves.
public enum PlainTextKeyring {
    /// The file that holds a credential in clear.
    ///
    /// - Parameters:
    ///   - id: The credential's id.
    ///   - environment: The variables of the process; `XDG_DATA_HOME` and `HOME` are looked at.
    /// - Returns: The file's path; nil when there is none, which for other keyrings than gnome-keyring means nothing.
    public static func file(holding id: CredentialID, environment: Environment) -> String? {
        guard let data = dataFolder(environment) else { return nil }
        let folder = data + "/keyrings"
        return Directory.names(in: folder).filter { $0.hasSuffix(".keyring") }.map { folder + "/" + $0 }.first { path in
            // A file that cannot be read is not one of ours.
            guard let bytes = try? FileSnapshot.read(path, limit: 64 << 20).bytes else { return false }
            return bytes.starts(with: "[keyring]".utf8) && bytes.firstRange(of: Array(id.description.utf8)) != nil
        }
    }

    private static func dataFolder(_ environment: Environment) -> String? {
        if let path = environment["XDG_DATA_HOME"], path.hasPrefix("/") { return path }
        return environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.local/share" : nil }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

/// The user's kubeconfigs together with those of folders, for programs that know no folders: kubectl reads what
/// `KUBECONFIG` lists.
public struct KubeconfigFolders: Sendable {
    /// The absolute paths: the user's own files first, so that they take what is new, then those of each folder by name.
    public let paths: [String]
    /// Files that are left out, and why: a sentence each, without the final period.
    public let skipped: [String]

    /// Looks into the folders.
    ///
    /// A file that is no kubeconfig is left out: kubectl would read none of the others because of it. So are hidden files,
    /// locks, and what editors keep (`x~`, `#x#`).
    ///
    /// - Parameters:
    ///   - folders: Absolute paths; one that is not there has no files.
    ///   - location: The user's own files, in their order, whether they exist or not.
    public init(_ folders: [String], after location: KubeconfigLocation) {
        var list = List()
        for path in location.paths { list.add(location.absolute(path)) }
        for folder in folders {
            for name in Directory.names(in: folder) where !Self.isLeftOut(name) {
                let path = LexicalPath.cleaned(folder + "/" + name)
                do {
                    if try Self.isKubeconfig(path, location.workingDirectory) { list.add(path) }
                } catch {
                    list.skipped.append("skipped \(error)")
                }
            }
        }
        (paths, skipped) = (list.paths, list.skipped)
    }

    private struct List {
        var paths: [String] = []
        var skipped: [String] = []
        private var seen: Set<ExactName> = []

        mutating func add(_ path: String) {
            guard !path.contains(":") else {
                skipped.append("skipped \(OutsideText.escaped(path)): KUBECONFIG cannot name a file with a colon")
                return
            }
            if seen.insert(ExactName(LexicalPath.cleaned(path))).inserted { paths.append(path) }
        }
    }

    private static func isLeftOut(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasSuffix(".lock") || name.hasSuffix("~")
            || name.hasPrefix("#") && name.hasSuffix("#")
    }

    private static func isKubeconfig(_ path: String, _ workingDirectory: String) throws -> Bool {
        do {
            let location = KubeconfigLocation(explicit: path, environment: [:], workingDirectory: workingDirectory)
            let kubeconfig = try Kubeconfig.load(location)
            return EntryKind.allCases.contains { !kubeconfig.entries($0).isEmpty } || !kubeconfig.currentContext.isEmpty
        } catch let error as FileError {
            // A folder in the folder is nobody's business.
            guard case .notRegular = error.cause else { throw error }
            return false
        }
    }
}

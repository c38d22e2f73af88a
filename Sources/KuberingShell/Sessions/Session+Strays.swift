// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem
import KuberingYAML

extension Session {
    /// Ends the session, but keeps what other programs have added to its front file: for them it is the first file of
    /// `KUBECONFIG`, which takes what is new.
    ///
    /// - Parameters:
    ///   - location: The user's files; what these have, too, is the session's own.
    ///   - world: Where the entries can be kept.
    /// - Returns: What was kept, and where: a clause for a warning; nil when there was nothing.
    public func end(over location: KubeconfigLocation, _ world: CommandContext) -> String? {
        defer { end() }
        // From a file that is broken, or gone, nothing can be kept.
        guard let front = try? Kubeconfig.load(.init(explicit: frontFile, environment: [:], workingDirectory: "/")),
            let file = front.files.first, let state = world.directories.state,
            front.names(.cluster).count + front.names(.user).count > 0 || front.names(.context).count > 1
        else { return nil }
        // Files that cannot be read now have nothing in common with it.
        let others = (try? Kubeconfig.load(location))?.files.filter { $0.absolutePath != frontFile } ?? []
        let strays = EntryKind.allCases.flatMap { kind in
            front.names(kind).filter { name in !others.contains { $0.entry(kind, named: name) != nil } }
                .map { "\(kind.rawValue) \(OutsideText.quoted($0))" }
        }
        guard !strays.isEmpty else { return nil }
        let path = "\(state)/left-\(LexicalPath.lastComponent(folder.path)).yaml"
        let names = strays.joined(separator: ", ")
        do throws(FileError) {
            try Directory.create(state, mode: 0o700)
            try PrivateFile(path).create(file.document.text.bytes)
        } catch {
            return "\(names) went with this shell's own kubeconfig, and could not be kept: \(error)"
        }
        return "\(names) was added to this shell's own kubeconfig, which is kept; to have it in yours: "
            + "kubering merge --all \(ShellQuoting.quoted(path))"
    }
}

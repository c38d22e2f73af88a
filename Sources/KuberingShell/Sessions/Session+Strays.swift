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
    public func end(over location: KubeconfigLocation, _ world: World) -> String? {
        defer { end() }
        // From a file that is broken, or gone, nothing can be kept.
        guard let front = try? Kubeconfig.load(.init(explicit: frontFile, environment: [:], workingDirectory: "/")),
            let file = front.files.first, let state = world.directories.state,
            front.names(.cluster).count + front.names(.user).count > 0 || front.names(.context).count > 1
        else { return nil }
        let own = location.limited(to: location.paths.filter { location.absolute($0) != frontFile })
        // Files that cannot be read now have nothing in common with it.
        let others = try? Kubeconfig.load(own)
        let strays = EntryKind.allCases.flatMap { kind in
            front.entries(kind).filter { Self.isStray(kind, $0, of: front, others) }
                .map { "\(kind.rawValue) \(OutsideText.quoted($0.entry.name))" }
        }
        guard !strays.isEmpty else { return nil }
        let path = "\(state)/left-\(LexicalPath.lastComponent(folder.path).split(separator: ".").last ?? "").yaml"
        let names = strays.joined(separator: ", ")
        do throws(FileError) {
            try Directory.create(state, mode: 0o700)
            try PrivateFile(path).create(file.document.text.bytes)
        } catch {
            return "\(names) went with this shell's own kubeconfig, and could not be kept: \(error)"
        }
        return
            "\(names) \(strays.count == 1 ? "was" : "were") added to this shell's own kubeconfig, which is kept; to have it in yours: "
            + "kubering merge --all \(ShellQuoting.quoted(path))"
    }

    /// Whether the user's own files do not have it; the session itself copies contexts, and nothing else.
    private static func isStray(
        _ kind: EntryKind, _ entry: Kubeconfig.Origin, of front: Kubeconfig, _ others: Kubeconfig?
    ) -> Bool {
        guard let others, let own = others.origin(kind, named: entry.entry.name) else { return true }
        // What cannot be compared may be new.
        return kind != .context
            && (try? EntryMeaning(kind, entry, of: front).isSame(as: EntryMeaning(kind, own, of: others))) != true
    }
}

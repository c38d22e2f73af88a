// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The locks of the files that are about to change, taken in bytewise order of their paths, as kubectl does.
final class LockSet {
    private var locks: [LockFile] = []
    /// The first file whose lock could not be made, because its folder does not allow it.
    private var refusal: String?

    /// Takes the locks.
    ///
    /// Where a path is a symbolic link, the file behind it is locked as well: another program may know it by that name.
    /// A lock that two spellings lead to is taken once, or we would wait for ourselves.
    init(_ paths: [String], wait: Duration) throws {
        var (places, wanted): ([String], [String]) = ([], [])
        for path in paths {
            for spelling in [path, try AtomicReplacement.followLinks(path)] {
                let place = try Self.place(of: spelling)
                if places.contains(where: { $0.isExactly(place) }) { continue }
                places.append(place)
                wanted.append(spelling)
            }
        }
        for path in wanted.sorted(by: { $0.precedes($1) }) {
            do {
                locks.append(try LockFile.acquire(beside: path, wait: wait))
            } catch let error as FileError where error.isNotPermitted {
                refusal = refusal ?? path
            }
        }
    }

    /// The path with all links of its folder followed, and its own name as it is: two paths with the same have one lock.
    private static func place(of path: String) throws -> String {
        let folder = try AtomicReplacement.followLinks(LexicalPath.directory(of: path))
        return folder + "/" + LexicalPath.lastComponent(path)
    }

    /// Throws when a lock is missing because its folder does not allow it.
    func requireAll() throws {
        guard let refusal else { return }
        let words = "its folder is not writable, and a kubeconfig cannot be changed safely without its lock beside it"
        throw FileError(.write, refusal, .other(words))
    }

    func release() {
        for lock in locks.reversed() { lock.release() }
        locks = []
    }
}

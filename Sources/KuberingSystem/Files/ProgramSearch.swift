// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Finding a program the way Go's `exec.LookPath` does.
public enum ProgramSearch {
    /// The absolute path of a program.
    ///
    /// What a relative folder of the list holds is not found: Go refuses to run it.
    ///
    /// - Parameters:
    ///   - name: Without a slash.
    ///   - list: The value of `PATH`.
    /// - Returns: The first that can be run; nil when there is none.
    public static func find(_ name: String, in list: String) -> String? {
        guard !name.isEmpty, name != ".", name != ".." else { return nil }
        return list.split(separator: ":").lazy.filter { $0.hasPrefix("/") }
            .map { LexicalPath.cleaned("\($0)/\(name)") }.first(where: canRun)
    }

    /// Whether a path leads to a regular file that this user may run.
    public static func canRun(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A lock file that stayed for longer than we were ready to wait.
public struct LockError: UserFacingError, Hashable {
    /// The lock file.
    public let path: String
    /// How old the lock file is, in seconds; nil when that cannot be told.
    public let age: Int?
    /// How long was waited, in seconds.
    public let waited: Int

    init(existing path: String, waited: Duration) {
        self.path = path
        self.waited = Int(waited.components.seconds)
        age = LeftLock(at: path)?.age
    }

    /// Ends the process as timed out.
    public var exitStatus: ExitStatus { .timedOut }

    /// One line that names the file, its age and the remedy.
    public var description: String {
        let age = age.map { " for \(LeftLock.words(seconds: $0))" } ?? ""
        return "another program has held the lock \(OutsideText.quoted(path))\(age) (waited \(waited) s); "
            + "if no kubectl or kubering is running, remove it with: rm -f \(ShellQuoting.quoted(path))"
    }
}

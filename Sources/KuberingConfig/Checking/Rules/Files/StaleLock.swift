// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum StaleLock: ConfigRule {
    static let id = "stale-lock"
    static let severity = Finding.Severity.warning
    static let summary =
        "A lock that a killed program left beside a kubeconfig, whose process is gone or which is older than 10 minutes. kubectl cannot change the file while it is there."
    static let remedy = "Remove it with: rm -f FILE.lock."

    /// kubectl holds its lock for milliseconds.
    private static let longest = 600

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.distinctFiles.compactMap { _, file in
            let path = file.absolutePath + ".lock"
            guard let lock = LeftLock(at: path), !lock.isHeld, lock.deadOwner != nil || lock.age > longest else {
                return nil
            }
            let who = lock.deadOwner.map { "the kubering process \($0), which is gone," } ?? "another program"
            return finding(
                Finding.Place(file: file.path), message: "\(who) left a lock \(lock.ageInWords) ago",
                remedy:
                    "if nothing changes the file just now, remove it with: rm -f \(ShellQuoting.quoted(file.path + ".lock"))",
                fix: .removeLock(path))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Tells one shell from another, so that `kubering use -` goes back in the shell it is typed in.
public struct ShellIdentity: Sendable, Hashable {
    /// A file name: letters, digits and dashes.
    public let key: String
    /// The shell's process, to find out whether it still runs; nil when it was named by the environment.
    public let process: Int32?

    /// Names a shell, mostly for tests.
    public init(key: String, process: Int32? = nil) {
        self.key = key
        self.process = process
    }

    /// The shell that `KUBERING_SHELL_ID` names with up to 64 letters, digits and dashes; nil when it names none.
    public static func named(by environment: Environment) -> ShellIdentity? {
        guard let name = environment["KUBERING_SHELL_ID"], isFileName(name) else { return nil }
        return ShellIdentity(key: "id-" + name)
    }

    /// The shell of this terminal session.
    ///
    /// It is the session leader, told from a later process with the same number by its start time. Nil when `/proc` does
    /// not say.
    public static func ofSession() -> ShellIdentity? {
        of(getsid(0))
    }

    /// This process, told from a later one with the same number.
    public static func ofProcess() -> ShellIdentity? { of(getpid()) }

    /// A process, told from a later one with the same number; nil when there is none.
    public static func of(_ process: Int32) -> ShellIdentity? {
        guard process > 0, let start = ProcessTable.startTime(of: process) else { return nil }
        let key = "\(process)-\(start)-\(place.namespace)-\(place.boot)-\(place.host)"
        return ShellIdentity(key: key, process: process)
    }

    /// Whether a key of ``ofSession()`` belongs to a process that runs, or may run where its number means nothing here:
    /// on another host or in another container, with which folders can be shared.
    public static func isAlive(key: String) -> Bool {
        let parts = key.split(separator: "-", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, let process = Int32(parts[0]), parts[4] == place.host else { return true }
        guard parts[3] == place.boot else { return false }
        return parts[2] != place.namespace || ProcessTable.startTime(of: process) == parts[1]
    }

    /// Where a process's number means something: the name of the host, a part of the number that its kernel gave itself when it
    /// started (random(4)), and the namespace of the numbers (pid_namespaces(7)).
    private static let place: (host: String, boot: String, namespace: String) = {
        let fact = { (name: String) in
            String(decoding: ProcessTable.contents("/proc/sys/kernel/\(name)") ?? [], as: UTF8.self)
        }
        let host = fact("hostname").filter { $0 != "\n" }.map { isFileName("\($0)") ? $0 : "-" }
        let namespace = (FileSnapshot.readLink("/proc/self/ns/pid") ?? "").filter(\.isNumber)
        return (String(host), String(fact("random/boot_id").prefix { $0 != "-" }), namespace)
    }()

    private static func isFileName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.unicodeScalars.allSatisfy { scalar in
                scalar == "-"
                    || (scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil))
            }
    }
}

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
    public static func named(by environment: [String: String]) -> ShellIdentity? {
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

    private static func of(_ process: Int32) -> ShellIdentity? {
        guard process > 0, let start = startTime(of: process) else { return nil }
        return ShellIdentity(key: "\(process)-\(start)", process: process)
    }

    /// Whether a key of ``ofSession()`` belongs to a process that still runs.
    public static func isAlive(key: String) -> Bool {
        let parts = key.split(separator: "-")
        guard parts.count == 2, let process = Int32(parts[0]) else { return true }
        return startTime(of: process) == String(parts[1])
    }

    /// Field 22 of `/proc/PID/stat`, in clock ticks since boot (proc(5)).
    private static func startTime(of process: Int32) -> String? {
        guard let file = fopen("/proc/\(process)/stat", "re") else { return nil }
        defer { fclose(file) }
        let text = [UInt8](unsafeUninitializedCapacity: 1_024) { buffer, count in
            count = fread(buffer.baseAddress, 1, buffer.count, file)
        }
        // The command name is in parentheses and may hold anything, a parenthesis too.
        guard let close = text.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = text[close...].split(separator: UInt8(ascii: " "))
        return fields.count > 20 ? String(decoding: fields[20], as: UTF8.self) : nil
    }

    private static func isFileName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.unicodeScalars.allSatisfy { scalar in
                scalar == "-"
                    || (scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil))
            }
    }
}

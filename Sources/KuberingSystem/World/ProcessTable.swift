// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// What `/proc` says of processes (proc(5)).
public enum ProcessTable {
    /// Whether another process was started with this variable; only those are seen whose environment this user may read.
    public static func hasProcess(with name: String, _ value: String) -> Bool {
        let wanted = Array("\(name)=\(value)".utf8)
        return Directory.names(in: "/proc").contains { process in
            guard let number = Int32(process), number != getpid(), let found = contents(of: number, "environ") else {
                return false
            }
            return found.split(separator: 0).contains { $0.count == wanted.count && $0.elementsEqual(wanted) }
        }
    }

    /// The name of the program that a process runs, its first 15 bytes; nil when there is no such process.
    static func program(of process: Int32) -> String? {
        contents(of: process, "comm").map { String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) }
    }

    /// When a process was started, in clock ticks since boot; nil when there is no such process.
    static func startTime(of process: Int32) -> String? { statusField(22, of: process) }

    /// The process that started this one, or that took it over; nil when there is no such process.
    public static func parent(of process: Int32) -> Int32? { statusField(4, of: process).flatMap { Int32($0) } }

    /// The processes that were started by these, and by those in turn, as far as they still run.
    static func descendants(of processes: Set<Int32>) -> Set<Int32> {
        var children: [Int32: [Int32]] = [:]
        for process in Directory.names(in: "/proc").compactMap({ Int32($0) }) {
            if let parent = parent(of: process) { children[parent, default: []].append(process) }
        }
        var (found, next): (Set<Int32>, [Int32]) = ([], Array(processes))
        while let process = next.popLast() {
            next += children[process, default: []].filter { found.insert($0).inserted }
        }
        return found
    }

    /// A field of `stat`, counted from 1 as in proc(5), behind the name of the program.
    private static func statusField(_ number: Int, of process: Int32) -> String? {
        // The name is in parentheses and may hold anything, a parenthesis too; it is field 2.
        guard let text = contents(of: process, "stat"), let close = text.lastIndex(of: UInt8(ascii: ")")) else {
            return nil
        }
        let fields = text[close...].split(separator: UInt8(ascii: " "))
        return fields.count > number - 2 ? String(decoding: fields[number - 2], as: UTF8.self) : nil
    }

    private static func contents(of process: Int32, _ name: String) -> [UInt8]? { contents("/proc/\(process)/\(name)") }

    /// A file below `/proc`, whose size is not known before it has been read.
    static func contents(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece.prefix(count) }
        return bytes
    }
}

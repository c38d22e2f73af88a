// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import FoundationEssentials
import Glibc

extension World {
    /// The world of this process.
    public static func process() -> World {
        let environment = processEnvironment()
        let input = ByteInput(descriptor: 0)
        let errors = TextOutput(descriptor: 2, environment: environment)
        var world = World(
            environment: environment,
            workingDirectory: currentDirectory(),
            executablePath: { executable(environment["PATH", default: ""]) },
            input: input,
            output: TextOutput(descriptor: 1, environment: environment),
            errors: errors,
            prompter: TerminalPrompter(),
            inputFromDescriptor: { ByteInput(descriptor: $0) },
            now: { Date() },
            randomBytes: systemRandomBytes,
            shell: ShellIdentity.named(by: environment)
                ?? (input.isTerminal || errors.isTerminal ? ShellIdentity.ofSession() : nil))
        world.parentProgram = { ProcessTable.program(of: getppid()) }
        return world
    }

    /// Makes the process safe to hold secrets: no core dumps, no tracing, private files, no death by a closed pipe.
    ///
    /// Must be the first thing in `main`.
    public static func hardenProcess() {
        // Failure is possible in some sandboxes and leaves nothing to be done about it.
        _ = kubering_forbid_core_dumps()
        kubering_make_files_private()
        signal(SIGPIPE, SIG_IGN)
        // Whoever started us may ignore it, and then nobody could tell how our own children ended.
        signal(SIGCHLD, SIG_DFL)
    }

    private static func processEnvironment() -> Environment {
        var variables: [Environment.Variable] = []
        var next = environ
        while let entry = next.pointee {
            let text = UnsafeBufferPointer(start: entry, count: strlen(entry)).withMemoryRebound(to: UInt8.self) {
                Substring(decoding: $0, as: UTF8.self)
            }
            if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                let value = text[text.utf8.index(after: equals)...]
                variables.append(Environment.Variable(name: String(text[..<equals]), value: String(value)))
            }
            next += 1
        }
        return Environment(variables)
    }

    private static func currentDirectory() -> String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// The path that PATH finds us by, if it does: it survives upgrades.
    ///
    /// Else where the program really is.
    private static func executable(_ searchPath: String) -> String {
        let own = FileSnapshot.readLink("/proc/self/exe") ?? "kubering"
        let name = LexicalPath.lastComponent(own)
        for folder in searchPath.split(separator: ":") where folder.hasPrefix("/") {
            let candidate = "\(folder)/\(name)"
            guard access(candidate, X_OK) == 0, let resolved = realpath(candidate, nil) else { continue }
            defer { free(resolved) }
            if String(cString: resolved) == own { return LexicalPath.cleaned(candidate) }
        }
        return own
    }
}

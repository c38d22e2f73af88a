// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform

public import struct FoundationEssentials.Date

/// The outside world, as one value that every command is given.
///
/// Built once in `main`; tests build their own. Nothing below the command line reads the process's environment, streams,
/// clock or randomness by another way.
public struct World: Sendable {
    /// The environment variables.
    public var environment: Environment
    /// The absolute path of the folder the command was started in.
    public var workingDirectory: String
    /// The absolute path other programs can start this one by.
    public var executablePath: @Sendable () -> String
    /// Standard input.
    public var input: ByteInput
    /// Standard output: the result and nothing else.
    public var output: TextOutput
    /// Standard error: everything else.
    public var errors: TextOutput
    /// Questions to the user.
    public var prompter: any Prompter
    /// Bytes from a descriptor that the user named, such as `--passphrase-fd 3`.
    public var inputFromDescriptor: @Sendable (Int32) -> ByteInput
    /// The current time.
    public var now: @Sendable () -> Date
    /// Random bytes, fit for keys.
    public var randomBytes: @Sendable (_ count: Int) -> [UInt8]
    /// The shell that started us, when it can be told.
    public var shell: ShellIdentity?
    /// The name of the program that started us; nil when it cannot be told.
    public var parentProgram: @Sendable () -> String? = { nil }
    /// The words of the command that runs, without its arguments: `context rename`; empty outside of one.
    public var command = ""
    /// Whether only errors, warnings and questions are wanted on standard error.
    public var isQuiet = false

    /// Puts a world together.
    public init(
        environment: Environment, workingDirectory: String,
        executablePath: @escaping @Sendable () -> String, input: ByteInput,
        output: TextOutput, errors: TextOutput, prompter: any Prompter,
        inputFromDescriptor: @escaping @Sendable (Int32) -> ByteInput, now: @escaping @Sendable () -> Date,
        randomBytes: @escaping @Sendable (_ count: Int) -> [UInt8], shell: ShellIdentity?
    ) {
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.executablePath = executablePath
        self.input = input
        self.output = output
        self.errors = errors
        self.prompter = prompter
        self.inputFromDescriptor = inputFromDescriptor
        self.now = now
        self.randomBytes = randomBytes
        self.shell = shell
    }

    /// kubering's folders for this user.
    public var directories: XDGDirectories { XDGDirectories(environment: environment) }

    /// Prints a warning on standard error.
    public func warn(_ message: String) {
        errors.writeLine(TextStyle.yellow.applied(to: "warning:", on: errors) + " " + message)
    }

    /// Says on standard error what was done, unless the user does not want to know.
    public func say(_ message: String) {
        if !isQuiet { errors.writeLine(message) }
    }

    /// Random bytes from the kernel.
    public static func systemRandomBytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let failure = kubering_random_bytes(buffer.baseAddress, count)
            guard failure == 0 else { fatalError("the kernel gives no random bytes (errno \(failure))") }
            initialized = count
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A docker credential helper: a program of somebody else that keeps secrets by the address of a server.
///
/// It is not trusted with more than it needs: it is found once, in absolute folders of the search path, gets what is
/// secret on standard input, and has limits of time and output.
///
/// Source: docker-credential-helpers, `credentials/credentials.go`.
public struct CredentialHelper: Sendable {
    /// How long a call may take.
    package struct Limits: Sendable {
        /// When nobody can be asked for a password.
        let silent: Duration
        /// When somebody may have to type one.
        let asking: Duration
        /// Waiting for other calls to end.
        let wait: Duration

        package init(
            silent: Duration = .seconds(10), asking: Duration = .seconds(60), wait: Duration = .seconds(10)
        ) {
            self.silent = silent
            self.asking = asking
            self.wait = wait
        }
    }

    /// What a helper knows about a server.
    public struct Answer: Sendable {
        /// The account's name.
        public let username: String
        /// Its secret; never empty.
        public let secret: SecretBytes
    }

    /// What every helper says of what it does not have.
    private static let absence = "credentials not found in native keychain"
    /// More than the largest item of a store, and what JSON makes of it.
    private static let outputLimit = 16 << 20

    /// The helper's name, without `docker-credential-`.
    public let name: String
    private let path: String?
    private let environment: Environment
    private let lockPath: String?
    private let mayAsk: Bool
    private let limits: Limits

    /// Looks for the helper.
    ///
    /// - Parameters:
    ///   - name: Its name without `docker-credential-`.
    ///   - environment: The variables it gets, without those that are kubering's own.
    ///   - directories: Where calls of several kuberings are kept apart.
    ///   - mayAsk: Whether it may ask the user for a password.
    public init(_ name: String, environment: Environment, directories: XDGDirectories, mayAsk: Bool) {
        self.init(name, environment: environment, directories: directories, mayAsk: mayAsk, limits: Limits())
    }

    /// The same with other limits, for tests.
    package init(
        _ name: String, environment: Environment, directories: XDGDirectories, mayAsk: Bool, limits: Limits
    ) {
        self.name = name
        path = ProgramSearch.find("docker-credential-\(name)", in: environment["PATH", default: ""])
        self.environment = Self.variables(environment, mayAsk: mayAsk)
        lockPath = directories.state.map { "\($0)/helper-\(name).flock" }
        self.mayAsk = mayAsk
        self.limits = limits
    }

    /// What the helper has for a server.
    ///
    /// - Parameter server: The key, taken literally.
    /// - Returns: The account; nil when the helper says that there is none, which a locked store says, too.
    /// - Throws: ``SecretsError`` with `helper-missing`, `helper-failed` or `timed-out`.
    public func get(_ server: String) throws(SecretsError) -> Answer? {
        let output: SecretBytes
        do throws(SecretsError) {
            output = try call("get", SecretBytes(utf8: server), sharing: .amongReaders)
        } catch {
            if error.code == .helperFailed, error.detail == Self.absence { return nil }
            throw error
        }
        guard let members = SecretJSONReader.members(of: output, secretNames: ["Secret"], escaping: .json) else {
            throw .helperFailed(name, "its answer is not the JSON of a credential helper")
        }
        // An unknown server is no failure for docker-credential-pass.
        guard case .secret(let secret) = members["Secret"], secret.count > 0 else { return nil }
        guard case .text(let username) = members["Username"] else {
            throw .helperFailed(name, "its answer has no Username")
        }
        return Answer(username: username, secret: secret)
    }

    /// Keeps a secret for a server, in place of what was there.
    ///
    /// - Throws: ``SecretsError`` with `helper-missing`, `helper-failed` or `timed-out`.
    public func store(_ secret: SecretBytes, username: String, server: String) throws(SecretsError) {
        var writer = SecretJSONWriter(escaping: .json)
        writer.beginObject()
        writer.member("ServerURL", server)
        writer.member("Username", username)
        writer.member("Secret", secret)
        writer.endObject()
        guard let text = writer.text() else { throw .helperFailed(name, "the secret is not UTF-8 text") }
        _ = try call("store", text, sharing: .none)
    }

    /// Forgets what there is for a server; some helpers say nothing when there is nothing, or when they cannot.
    ///
    /// - Throws: ``SecretsError`` with `helper-missing`, `helper-failed` or `timed-out`.
    public func erase(_ server: String) throws(SecretsError) {
        _ = try call("erase", SecretBytes(utf8: server), sharing: .none)
    }

    /// The accounts' names by server.
    ///
    /// - Throws: ``SecretsError`` with `helper-missing`, `helper-failed` or `timed-out`.
    public func list() throws(SecretsError) -> [(server: String, username: String)] {
        let output = try call("list", SecretBytes([]), sharing: .amongReaders)
        let bytes = output.withExposedBytes { Array($0) }
        // Nothing at all is an empty list, and so is null.
        if bytes.allSatisfy({ $0 <= 0x20 }) { return [] }
        do {
            return (try JSONValue(parsing: bytes).members ?? []).map { ($0.name, $0.value.string ?? "") }
        } catch {
            throw .helperFailed(name, "its list is not JSON")
        }
    }

    private func call(
        _ action: String, _ input: SecretBytes, sharing: FileLock.Sharing
    ) throws(SecretsError) -> SecretBytes {
        guard let path else { throw .helperMissing(name) }
        let run = ProgramRun(
            path, [action], environment: environment, timeLimit: mayAsk ? limits.asking : limits.silent,
            outputLimit: Self.outputLimit, lock: try lock(sharing))
        let result: ProgramRun.Result
        do throws(ProgramRun.Failure) {
            result = try run.run(input: input)
        } catch {
            throw Self.error(error, of: name, after: run.timeLimit)
        }
        guard result.status == 0 else { throw .helperFailed(name, Self.reason(result)) }
        return result.output
    }

    /// The helpers of others need not expect a reader or a second writer, nor one of us to be killed: the lock lasts as
    /// long as the helper.
    private func lock(_ sharing: FileLock.Sharing) throws(SecretsError) -> FileLock? {
        guard let lockPath else { return nil }
        do throws(FileError) {
            try Directory.create(LexicalPath.directory(of: lockPath), mode: 0o700)
            return try FileLock(lockPath, sharing: sharing, wait: limits.wait)
        } catch {
            if error.isBusy { throw .helperBusy(name) }
            throw .helperFailed(name, "\(error)")
        }
    }

    /// What the helper says of its failure: on standard output, by the protocol; else on standard error.
    private static func reason(_ result: ProgramRun.Result) -> String {
        // A failure is told in a few words, and these are no secret.
        let words = result.output.withExposedBytes { String(decoding: $0.prefix(1_000), as: UTF8.self) }
        let lines = [words, String(decoding: result.errors.prefix(1_000), as: UTF8.self)].map { text in
            text.split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }.joined(separator: "; ")
        }
        return lines.first { !$0.isEmpty } ?? "it ended with status \(result.status)"
    }

    private static func error(
        _ failure: ProgramRun.Failure, of name: String, after limit: Duration
    ) -> SecretsError {
        switch failure {
        case .notStarted(let number): .helperFailed(name, ErrorNumber.words(number))
        case .timedOut: .helperTimedOut(name, limit)
        case .tooMuchOutput(let limit): .helperFailed(name, "it writes more than \(limit >> 20) MiB")
        case .killed(let signal): .helperFailed(name, "signal \(signal) ended it")
        }
    }

    /// The user's variables without what is for kubering alone; without a way to ask when nobody may be asked.
    private static func variables(_ environment: Environment, mayAsk: Bool) -> Environment {
        var result = environment
        for name in [PassphraseSource.variable, PassphraseSource.fileVariable, ExecCredentialRequest.variable] {
            result[name] = nil
        }
        guard !mayAsk else { return result }
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "GPG_TTY"] { result[name] = nil }
        // pass(1) hands these on to gpg, whose agent would ask on the display it was started on.
        let options = result["PASSWORD_STORE_GPG_OPTS"].map { $0 + " " } ?? ""
        result["PASSWORD_STORE_GPG_OPTS"] = options + "--pinentry-mode error"
        return result
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text.drop(while: \.isWhitespace)
    }
}

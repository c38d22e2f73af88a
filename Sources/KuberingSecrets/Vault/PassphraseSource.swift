// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// Where the passphrase of the vault comes from.
///
/// In this order: a descriptor that the user named, the private file that `KUBERING_PASSPHRASE_FILE` names, the terminal, and
/// where nobody can be asked, the variable `KUBERING_PASSPHRASE`.
public struct PassphraseSource: Sendable {
    /// Names the file; systemd's `LoadCredential=` makes one that fits.
    public static let fileVariable = "KUBERING_PASSPHRASE_FILE"
    /// How many characters a passphrase should have that somebody types for something new.
    public static let wantedLength = 8
    /// Holds the passphrase itself, for continuous integration, where nothing else can be had.
    public static let variable = "KUBERING_PASSPHRASE"

    private let descriptor: ByteInput?
    private let option: String
    private let environment: Environment
    private let prompter: (any Prompter)?

    /// Describes the sources; nothing is read yet.
    ///
    /// - Parameters:
    ///   - descriptor: What the option names.
    ///   - option: The option, for messages.
    ///   - environment: The variables of the process.
    ///   - prompter: Asks at the terminal; nil where nobody may be asked.
    public init(
        descriptor: ByteInput? = nil, named option: String = "--passphrase-fd", environment: Environment,
        prompter: (any Prompter)?
    ) {
        self.descriptor = descriptor
        self.option = option
        self.environment = environment
        self.prompter = prompter
    }

    /// Whether a passphrase can be had without asking; whether it is the right one is not looked at.
    var isGiven: Bool {
        descriptor != nil || environment[Self.fileVariable]?.isEmpty == false || lastResort != nil
    }

    /// The passphrase that can be had without asking; nil when there is none.
    ///
    /// - Throws: ``SecretsError`` with `passphrase-unusable`.
    func given() throws(SecretsError) -> SecretBytes? {
        do {
            if let descriptor { return try checked(descriptor.readSecretLine(), from: option) }
            if let path = environment[Self.fileVariable], !path.isEmpty {
                let line = try FileSnapshot.readPrivateSecret(path, limit: 65_536).withoutLineEnd
                return try checked(line, from: "the file that \(Self.fileVariable) names")
            }
            return try lastResort.map { try checked(SecretBytes(utf8: $0), from: Self.variable) }
        } catch {
            throw error as? SecretsError ?? .passphraseUnusable("\(error)")
        }
    }

    /// The variable, which counts only where nobody can be asked.
    private var lastResort: String? { prompter == nil ? environment[Self.variable] : nil }

    /// Asks at the terminal.
    ///
    /// - Returns: At least one byte; nil when nobody can be asked.
    /// - Throws: ``SecretsError`` with `passphrase-unusable`, `wrong-passphrase` when nothing was typed.
    func asked(_ prompt: String) throws(SecretsError) -> SecretBytes? {
        guard let prompter else { return nil }
        let answer: SecretBytes
        do {
            answer = try prompter.readSecret(prompt)
        } catch {
            throw .passphraseUnusable("\(error)")
        }
        guard answer.count > 0 else { throw .noPassphrase() }
        return answer
    }

    /// A passphrase for something new: one that is given, or that is typed twice; one that is typed and short is asked about.
    ///
    /// - Parameter prompt: What is asked, for before the wanted length.
    /// - Returns: At least one byte; nil when there is none to be had.
    /// - Throws: ``SecretsError`` with `passphrase-unusable`, `wrong-passphrase` when nothing was typed.
    func new(_ prompt: String) throws(SecretsError) -> SecretBytes? {
        if let given = try given() { return given }
        guard let first = try asked("\(prompt), \(Self.wantedLength) characters or more: ") else { return nil }
        if first.isShort, try !isAgreed("That is short, and whoever gets a copy of the vault can guess it. Take it?") {
            throw .passphraseUnusable(
                "nothing was changed: the passphrase should have \(Self.wantedLength) characters or more")
        }
        guard let second = try asked("The same again: "), first.hasSameBytes(as: second) else {
            throw .passphraseUnusable("the two passphrases are not the same; nothing was changed")
        }
        return first
    }

    private func isAgreed(_ question: String) throws(SecretsError) -> Bool {
        do {
            return try prompter?.confirm(question) == true
        } catch {
            throw .passphraseUnusable("\(error)")
        }
    }

    private func checked(_ passphrase: SecretBytes, from source: String) throws(SecretsError) -> SecretBytes {
        guard passphrase.count > 0 else { throw .passphraseUnusable("the passphrase in \(source) is empty") }
        return passphrase
    }
}

extension SecretBytes {
    /// Whether it has fewer characters than a passphrase should have; Unicode scalars are counted.
    fileprivate var isShort: Bool {
        withExposedBytes { bytes in bytes.count { $0 & 0xC0 != 0x80 } < PassphraseSource.wantedLength }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
public import KuberingYAML

/// Why a kubeconfig cannot be read or changed.
public struct ConfigError: UserFacingError, Hashable {
    /// Which kind of failure; the raw value is stable.
    public struct Code: Sendable, Hashable, RawRepresentable {
        /// For example `context-not-found`.
        public let rawValue: String

        /// Names a code.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// A file is not a kubeconfig, or breaks its schema.
        public static let invalidFile = Code(rawValue: "invalid-file")
        /// Two entries of one list have the same name.
        public static let duplicateName = Code(rawValue: "duplicate-name")
        /// No such context, cluster or user.
        public static let entryNotFound = Code(rawValue: "entry-not-found")
        /// A part of a name, or a pattern, that fits several entries where one is wanted.
        public static let entryAmbiguous = Code(rawValue: "entry-ambiguous")
        /// An entry of that name is there already.
        public static let entryExists = Code(rawValue: "entry-exists")
        /// `current-context` is not set.
        public static let noCurrentContext = Code(rawValue: "no-current-context")
        /// The change cannot be made in this file's YAML.
        public static let cannotEdit = Code(rawValue: "cannot-edit")
        /// The patched file does not say what was asked; nothing was written.
        public static let notAsIntended = Code(rawValue: "not-as-intended")
        /// There is no file to write to.
        public static let noFile = Code(rawValue: "no-file")
        /// A path field and its data field are both set.
        public static let pathAndData = Code(rawValue: "path-and-data")
        /// No field has this path.
        public static let badPath = Code(rawValue: "bad-path")
        /// The field that was asked for has no value.
        public static let fieldNotSet = Code(rawValue: "field-not-set")
        /// The field cannot have this value.
        public static let badValue = Code(rawValue: "bad-value")
    }

    /// Which kind of failure.
    public let code: Code
    /// The file, as the user spelled it; nil when no single file is to blame.
    public let path: String?
    /// Where in the file.
    public let position: YAMLPosition?
    /// The context, cluster or user in question.
    public let name: String?
    /// What is wrong, without the place.
    let problem: String
    /// What to do about it, where the problem does not say so itself.
    let remedy: String?

    init(
        _ code: Code, path: String? = nil, position: YAMLPosition? = nil, name: String? = nil, _ problem: String,
        remedy: String? = nil
    ) {
        self.code = code
        self.path = path
        self.position = position
        self.name = name
        self.problem = problem
        self.remedy = remedy
    }

    /// 2 when something was not found or could be several, 64 for a path or value that cannot be, else 1.
    public var exitStatus: ExitStatus {
        switch code {
        case .entryNotFound, .entryAmbiguous: .notFound
        case .badPath, .badValue: .usage
        default: .failed
        }
    }

    /// `path:line:column: problem; remedy`, as far as these are known.
    public var description: String {
        let sentence = problem + (remedy.map { "; " + $0 } ?? "")
        guard let path else { return sentence }
        let place = position.map { ":\($0.line):\($0.column)" } ?? ""
        return OutsideText.escaped(path) + place + ": " + sentence
    }

    static func invalid(_ path: String, _ error: YAMLError) -> ConfigError {
        ConfigError(.invalidFile, path: path, position: error.position, error.problem)
    }

    static func invalid(_ path: String, _ violation: SchemaViolation) -> ConfigError {
        let field = violation.path.hasPrefix(".") ? String(violation.path.dropFirst()) : violation.path
        return ConfigError(
            .invalidFile, path: path, position: violation.position,
            field.isEmpty ? "a kubeconfig \(violation.problem)" : "\(field) \(violation.problem)",
            remedy: violation.remedy)
    }

    static func duplicate(
        _ kind: String, _ name: String, in path: String, at position: YAMLPosition, first: YAMLPosition
    ) -> ConfigError {
        ConfigError(
            .duplicateName, path: path, position: position, name: name,
            "there is a second \(kind) named \(OutsideText.quoted(name)) (the first is on line \(first.line))",
            remedy: "rename or remove one of them")
    }

    /// The entry is in none of the files.
    ///
    /// - Parameters:
    ///   - kind: What was looked for.
    ///   - name: The name that was asked for.
    ///   - existing: The names there are; near ones are suggested.
    ///   - place: Where was looked, for an empty configuration.
    ///   - isPattern: Whether patterns are taken where the name was; then one that fits nothing is called so.
    /// - Returns: An error of code `entry-not-found`.
    public static func notFound(
        _ kind: EntryKind, _ name: String, existing: [String], place: String, isPattern: Bool = false
    ) -> ConfigError {
        let advice =
            Suggestions.advice(name, in: existing)
            ?? (existing.isEmpty ? "there are none in \(place)" : "see: kubering list \(kind.listKey)")
        let verb = isPattern && GlobPattern.isPattern(name) ? "fits" : "named"
        return ConfigError(
            .entryNotFound, name: name, "no \(kind.rawValue) \(verb) \(OutsideText.quoted(name)); \(advice)")
    }

    /// A context refers to an entry that is in none of the files.
    static func dangling(_ kind: EntryKind, _ name: String, of context: String) -> ConfigError {
        ConfigError(
            .entryNotFound, name: name,
            "context \(OutsideText.quoted(context)) names the \(kind.rawValue) \(OutsideText.quoted(name)), "
                + "which does not exist; give it another one with: kubering context set \(ShellQuoting.quoted(context)) "
                + "--\(kind.rawValue) NAME")
    }

    /// The word fits several entries.
    ///
    /// - Parameters:
    ///   - kind: What was looked for.
    ///   - word: The part of a name, or the pattern.
    ///   - names: What it fits; the first few are named.
    /// - Returns: An error of code `entry-ambiguous`.
    public static func ambiguous(_ kind: EntryKind, _ word: String, _ names: [String]) -> ConfigError {
        let shown = names.map { OutsideText.quoted($0) }.listed(atMost: 8)
        return ConfigError(
            .entryAmbiguous, name: word,
            "\(OutsideText.quoted(word)) fits several \(kind.listKey): \(shown); say more of the name")
    }

    /// An entry of that name is in this file already.
    public static func exists(_ kind: EntryKind, _ name: String, in path: String) -> ConfigError {
        ConfigError(
            .entryExists, path: path, name: name,
            "there is a \(kind.rawValue) named \(OutsideText.quoted(name)) already")
    }

    /// `current-context` is not set anywhere.
    public static let noCurrentContext = ConfigError(
        .noCurrentContext, "current-context is not set; choose one with: kubering use CONTEXT")
}

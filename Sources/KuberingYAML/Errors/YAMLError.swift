// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// What can go wrong when a document is read or edited.
///
/// The description does not name the file, which this module does not know; callers put it in front.
public struct YAMLError: UserFacingError, Hashable {
    /// What kind of problem it is.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// A stable name in kebab-case, such as `syntax`.
        public let rawValue: String

        /// The code of this name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The text is not YAML.
        public static let syntax = Code(rawValue: "syntax")
        /// The text is not UTF-8.
        public static let encoding = Code(rawValue: "encoding")
        /// The text is larger than ``YAMLLimits/size``.
        public static let tooLarge = Code(rawValue: "too-large")
        /// Lists and mappings are nested deeper than ``YAMLLimits/depth``.
        public static let tooDeep = Code(rawValue: "too-deep")
        /// Aliases stand for more nodes than ``YAMLLimits/aliasExpansion``.
        public static let tooManyAliases = Code(rawValue: "too-many-aliases")
        /// There are more documents than ``YAMLLimits/documents``.
        public static let tooManyDocuments = Code(rawValue: "too-many-documents")
        /// The edit would change something that is written elsewhere, and that an alias brought here.
        public static let behindAlias = Code(rawValue: "behind-alias")
        /// The edit would change something that a merge key (`<<`) brought here.
        public static let behindMergeKey = Code(rawValue: "behind-merge-key")
        /// The edit would change or remove something that aliases elsewhere refer to.
        public static let anchorInUse = Code(rawValue: "anchor-in-use")
        /// There is nothing at the path.
        public static let noSuchPath = Code(rawValue: "no-such-path")
        /// What is at the path is not of the kind that the edit or the reading needs.
        public static let wrongKind = Code(rawValue: "wrong-kind")
        /// The mapping has an entry of that name already.
        public static let keyExists = Code(rawValue: "key-exists")
        /// The value has no JSON form: a key that is no scalar, an infinite number, a tag that does not fit.
        public static let noJSON = Code(rawValue: "no-json")
        /// The edit cannot be made safely in text written like this.
        public static let unsupported = Code(rawValue: "unsupported")
        /// The patched text does not mean what was intended.
        public static let verificationFailed = Code(rawValue: "verification-failed")
    }

    /// What kind of problem it is.
    public let code: Code
    /// What is wrong and what to do about it, without the place: lower-case start, no final period, no secret.
    public let problem: String
    /// Where in the text; nil when the problem has no place.
    public let position: YAMLPosition?

    /// The error with all its facts.
    init(_ code: Code, _ problem: String, at position: YAMLPosition? = nil) {
        self.code = code
        self.problem = problem
        self.position = position
    }

    /// The same error in a text that begins this many lines earlier.
    func movedDown(by lines: Int) -> YAMLError {
        YAMLError(code, problem, at: position.map { YAMLPosition(line: $0.line + lines, column: $0.column) })
    }

    /// Ends the process with a failure; a missing path says "not found".
    public var exitStatus: ExitStatus { code == .noSuchPath ? .notFound : .failed }

    /// For example `line 3, column 5: did not find expected key`.
    public var description: String { position.map { "\($0): \(problem)" } ?? problem }
}

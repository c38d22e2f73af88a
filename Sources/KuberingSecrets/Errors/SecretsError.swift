// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// Why a credential was not stored, read, removed or handed out.
public struct SecretsError: UserFacingError, Hashable {
    /// What went wrong, by a stable name.
    public struct Code: Sendable, Hashable {
        /// The name, in kebab case; part of JSON output.
        public let rawValue: String
        /// How the process ends.
        public let exitStatus: ExitStatus
    }

    /// What went wrong.
    public let code: Code
    /// The credential it is about, if it is about one.
    public let id: CredentialID?
    /// What another program, the library or the item itself said, unescaped.
    public let detail: String?
    /// What the credential is bound to, unescaped; for the codes that end in `-not-bound`.
    public let bound: String?
    /// What kubectl asked for instead, unescaped; for the same codes.
    public let asked: String?

    private let message: String

    /// The status that belongs to the code.
    public var exitStatus: ExitStatus { code.exitStatus }
    /// One line.
    public var description: String { message }

    init(
        _ code: Code, _ message: String, id: CredentialID? = nil, detail: String? = nil, bound: String? = nil,
        asked: String? = nil
    ) {
        self.code = code
        self.message = message
        self.id = id
        self.detail = detail
        self.bound = bound
        self.asked = asked
    }
}

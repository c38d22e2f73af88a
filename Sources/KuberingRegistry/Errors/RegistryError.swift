// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// Why a registry credential or a pull secret cannot be read or made.
///
/// Two errors are equal when all their facts are. No fact is a secret.
public struct RegistryError: UserFacingError, Hashable {
    /// What went wrong, as a stable name for programs.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The name in kebab-case.
        public let rawValue: String

        /// Names a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The name in kebab-case.
        public var description: String { rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// The registry it is about, spelled as it was asked for or written; nil when it is about none.
    public let registry: String?
    /// The file it is about; nil when it is about none.
    public let path: String?
    /// The status the process ends with.
    public let exitStatus: ExitStatus
    /// One sentence: what is wrong, where, and what to do.
    public let description: String

    init(
        _ code: Code, registry: String? = nil, path: String? = nil, exitStatus: ExitStatus = .failed,
        _ description: String
    ) {
        self.code = code
        self.registry = registry
        self.path = path
        self.exitStatus = exitStatus
        self.description = description
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The settings there are, by the keys of `config.yaml`.
public enum SettingKey: String, CaseIterable, Sendable {
    /// Where a new credential goes.
    case store
    /// How long before its end a certificate is worth a warning.
    case warnBefore = "warn-before"
    /// What `kubering prompt` prints.
    case promptFormat = "prompt-format"
    /// Which contexts are not to be changed by accident.
    case protectedContexts = "protected-contexts"
    /// How a context is picked.
    case picker

    /// What it means, for the manual.
    public var meaning: String {
        switch self {
        case .store:
            """
            Where a new credential rests: secret-service, vault or helper:NAME. Without it the keyring, or the vault where \
            there is none. --store goes before it.
            """
        case .warnBefore:
            """
            How long before its end a certificate is reported: a number and s, m, h, d or w. Without it 14d, and 30d for \
            certificate list. --warn-before goes before it.
            """
        case .promptFormat: "What kubering prompt prints. --format goes before it."
        case .protectedContexts:
            """
            A list of contexts, by name or pattern, that are not to be entered by accident: kubering use, shell, env and exec ask \
            first, and where nobody can be asked they need --yes. The prompt shows them in red. A context is protected as well \
            when it has the extension kubering/protected, which kubering context set --protected gives it.
            """
        case .picker:
            "How a context is picked at a terminal: builtin, or fzf where it is installed. Without it builtin."
        }
    }

    /// A value, as it is written.
    public var example: String {
        switch self {
        case .store: "store: vault"
        case .warnBefore: "warn-before: 30d"
        case .promptFormat: "prompt-format: '{context}/{namespace}'"
        case .protectedContexts: "protected-contexts: [prod, '*-prod']"
        case .picker: "picker: fzf"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The stores there are, by the names that options and the kubeconfig spell.
public enum StoreName: Sendable, Hashable, RawRepresentable {
    /// The desktop's keyring.
    case secretService
    /// kubering's own encrypted files.
    case vault
    /// The store behind a docker credential helper, `docker-credential-NAME`.
    case helper(String)

    /// Those that need no other program's name.
    public static let own: [StoreName] = [.secretService, .vault]

    private static let helperPrefix = "helper:"

    /// `secret-service`, `vault`, or `helper:` and a name.
    public var rawValue: String {
        switch self {
        case .secretService: "secret-service"
        case .vault: "vault"
        case .helper(let name): Self.helperPrefix + name
        }
    }

    /// Reads a name; nil for any other text.
    public init?(rawValue: String) {
        if let own = Self.own.first(where: { $0.rawValue == rawValue }) {
            self = own
            return
        }
        let name = rawValue.dropFirst(Self.helperPrefix.count)
        guard rawValue.hasPrefix(Self.helperPrefix), !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else {
            return nil
        }
        self = .helper(String(name))
    }

    /// Whether a byte may be in a helper's name, which becomes the name of a program.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

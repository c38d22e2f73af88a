// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// What one registry wants to hear before it lets an image go.
public struct RegistryCredential: Sendable {
    /// The registry as the key of an `auths` map, to the letter: scheme, path and slashes matter to a kubelet.
    public let server: String
    /// The account's name.
    public let username: String
    /// The account's password, or a token in its place.
    public let password: SecretBytes
    /// The account's mail address; only kept because old clients wrote one.
    public let email: String?

    /// Puts a credential together; nothing is checked here.
    ///
    /// - Parameters:
    ///   - server: The key of the `auths` map, to the letter.
    ///   - username: The account's name.
    ///   - password: The password or token; any bytes.
    ///   - email: The mail address, if one must be written.
    public init(server: String, username: String, password: SecretBytes, email: String? = nil) {
        self.server = server
        self.username = username
        self.password = password
        self.email = email
    }

    /// The user name by which docker and its credential helpers mark an identity token.
    public static let tokenUsername = "<token>"

    /// Whether the password is an identity token: a token server gives another for it, which a kubelet cannot ask for.
    public var isIdentityToken: Bool { username == Self.tokenUsername }

    /// Checks what a kubelet or a registry would stumble over, before anybody is asked.
    ///
    /// - Parameter allowsToken: Whether an identity token will do, which a registry takes and a kubelet does not.
    /// - Throws: ``RegistryError`` with `invalid-registry`, `invalid-username` or `empty-password`.
    public func check(allowsToken: Bool = false) throws(RegistryError) {
        try RegistryKey.check(server)
        if username.isEmpty { throw .invalidUsername(registry: server, reason: "is empty; give it with -u") }
        if username.utf8.contains(UInt8(ascii: ":")) {
            throw .invalidUsername(registry: server, reason: "has a colon, after which everything is taken as password")
        }
        if isIdentityToken, !allowsToken {
            throw .invalidUsername(registry: server, reason: "marks an identity token, which a kubelet cannot use")
        }
        if password.count == 0 { throw .emptyPassword(registry: server) }
    }
}

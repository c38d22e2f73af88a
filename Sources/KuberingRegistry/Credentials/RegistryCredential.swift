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
}

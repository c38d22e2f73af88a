// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
public import KuberingShell

/// The accounts that are known for a registry, to pick one.
public struct AccountChoices: PickerList {
    /// The users, in the order in which they were found.
    public let names: [String]
    /// The headings of the columns.
    public let headings = ["USER", "PLACE"]
    /// None goes before the others.
    public let current: String? = nil
    private let places: [String: String]

    /// Prepares the choice.
    public init(_ accounts: [RegistryAccount]) {
        var places: [String: String] = [:]
        var names: [String] = []
        for account in accounts where places[account.credential.username] == nil {
            names.append(account.credential.username)
            places[account.credential.username] = account.place
        }
        self.names = names
        self.places = places
    }

    /// Where the account was found.
    public func columns(of name: String) -> [String] { places[name].map { [$0] } ?? [] }

    /// Nothing more is known without showing what nobody should see.
    public func preview(of name: String) -> [String] { [] }
}

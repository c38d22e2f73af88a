// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import Testing

/// What a word means among names.
@Suite struct PartialNameTests {
    static let names = ["prod", "prod-eu", "prod-us", "Staging", "staging-2", "arn:aws:eks:eu-1:7:cluster/shop", "[x]"]

    @Test(arguments: [
        ("prod", PartialName.one("prod")),
        ("prod-e", .one("prod-eu")),
        ("prod-", .several(["prod-eu", "prod-us"])),
        ("shop", .one("arn:aws:eks:eu-1:7:cluster/shop")),
        ("Stag", .one("Staging")),
        ("STAG", .several(["Staging", "staging-2"])),
        ("staging", .one("staging-2")),
        ("*-us", .one("prod-us")),
        ("prod*", .several(["prod", "prod-eu", "prod-us"])),
        ("p?od", .one("prod")),
        ("[x]", .one("[x]")),
        ("eu", .several(["prod-eu", "arn:aws:eks:eu-1:7:cluster/shop"])),
        ("", .none),
        ("nothing", .none),
        ("*nothing", .none),
    ])
    func theWholeNameWinsThenThePart(_ word: String, _ meaning: PartialName) {
        #expect(PartialName(word, among: Self.names) == meaning)
    }
}

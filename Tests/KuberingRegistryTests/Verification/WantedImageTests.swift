// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

@testable import KuberingRegistry

/// The tag or digest becomes part of a URL's path.
@Suite struct WantedImageTests {
    static let digest = "sha256:" + String(repeating: "0a", count: 32)

    @Test(arguments: [
        ("r.test/app", "latest"), ("r.test/app:1.2", "1.2"), ("r.test/app:_a-B", "_a-B"),
        ("r.test/app@\(digest)", digest),
        ("r.test/app:1@\(digest)", digest),
        ("r.test/app:\(String(repeating: "x", count: 128))", String(repeating: "x", count: 128)),
    ])
    func reference(_ text: String, _ expected: String) throws {
        #expect(try WantedImage(text, of: "r.test").reference == expected)
    }

    @Test(arguments: [
        "r.test/app:", "r.test/app:..", "r.test/app:-a", "r.test/app:a b", "r.test/app:a?b", "r.test/app:a#b",
        "r.test/app:a%2fb", "r.test/app:\u{FC}", "r.test/app:a+b", "r.test/app@", "r.test/app@../../x",
        "r.test/app@sha256:",
        "r.test/app@sha256:0a", "r.test/app@\(digest)?x", "r.test/app@\(digest)/..",
        "r.test/app:\(String(repeating: "x", count: 129))",
    ])
    func whatNamesNoImageOfTheRegistryIsRefused(_ text: String) {
        #expect(throws: RegistryError.invalidImage(text)) { _ = try WantedImage(text, of: "r.test") }
    }
}

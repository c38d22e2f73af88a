// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

@testable import KuberingCommands

/// Examples in help texts.
@Suite struct ExampleTests {
    @Test(arguments: [
        (Example("use prod", "Switch."), "  kubering use prod\n      Switch."),
        (
            Example(
                "onboard jane --certificate jane.crt --key jane.key --cluster prod --output-file 'a file'",
                "Write a kubeconfig with everything inside it for somebody else, and store nothing at all."),
            """
              kubering onboard jane --certificate jane.crt --key jane.key --cluster prod \\
                --output-file 'a file'
                  Write a kubeconfig with everything inside it for somebody else, and
                  store nothing at all.
            """
        ),
    ])
    func longLinesGoOnIndented(_ example: Example, _ text: String) {
        #expect(example.helpText == text)
    }

    @Test func noExampleOfAnyHelpIsTooWide() throws {
        let commands = try CommandDescription.root().flattened
        let lines = commands.flatMap(\.examples).flatMap { $0.helpText.split(separator: "\n") }
        #expect(lines.count > 300)
        // A word of its own may be longer than that.
        #expect(lines.filter { $0.count > 80 && $0.split(separator: " ").count > 2 } == [])
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingShell
import KuberingSystem
import Testing

/// Formats of the prompt, and what becomes of them.
@Suite struct PromptSegmentTests {
    private func line(
        _ format: String, for target: PromptTarget? = nil, usesColor: Bool = true, isProtected: Bool = false,
        _ values: [PromptField: String] = [.context: "prod", .namespace: "web"]
    ) throws -> String {
        try PromptSegment(try PromptFormat(format), for: target, usesColor: usesColor, isProtected: isProtected) {
            values[$0] ?? ""
        }.line()
    }

    @Test(arguments: [
        ("{context}:{namespace}", "prod:web"),
        ("{context}[ ends {ends}]", "prod"),
        ("[{ends} ][{namespace}@]{context}", "web@prod"),
        ("[{red}{ends}]{context}{reset}", "prod"),
        ("{{x}} [[y]]", "{x} [y]"),
        ("{red}{context}{reset}{reset}", "\u{1B}[31mprod\u{1B}[0m"),
        ("{alert}{context}{reset}", "prod"),
        ("plain", "plain"),
        ("", ""),
    ])
    func placeholdersAndPartsAreFilledIn(_ format: String, _ expected: String) throws {
        #expect(try line(format) == expected)
    }

    @Test(arguments: [
        ("{context:/}", "shop"), ("{context:4}", "ar…p"), ("{context:/:3}", "s…p"), ("{context:1}", "…"),
        ("{context:99}", "arn:aws:eks:eu-1:7:cluster/shop"), ("{context:@}", "arn:aws:eks:eu-1:7:cluster/shop"),
    ])
    func longNamesAreShortened(_ format: String, _ expected: String) throws {
        #expect(try line(format, [.context: "arn:aws:eks:eu-1:7:cluster/shop"]) == expected)
    }

    @Test func wideCharactersCountTwice() throws {
        #expect(try line("{context:5}", [.context: "日本語日本語"]) == "日…語")
        #expect(
            try line("{context:4}", [.context: "e\u{301}e\u{301}e\u{301}e\u{301}"])
                == "e\u{301}e\u{301}e\u{301}e\u{301}")
    }

    @Test(arguments: [
        (PromptTarget.bash, "\u{1}\u{1B}[31m\u{2}a%b#c\\u{1B}\u{1}\u{1B}[0m\u{2}"),
        (.zsh, "%{\u{1B}[31m%}a%%b#c\\u{1B}%{\u{1B}[0m%}"),
        (.fish, "\u{1B}[31ma%b#c\\u{1B}\u{1B}[0m"),
        (.tmux, "#[fg=red]a%b##c\\u{1B}#[default]"),
    ])
    func valuesAndColoursAreWrittenForTheShell(_ target: PromptTarget, _ expected: String) throws {
        #expect(
            try line("{alert}{context}{reset}", for: target, isProtected: true, [.context: "a%b#c\u{1B}"]) == expected)
    }

    /// To Swift the sign and what stands beside it are one character.
    @Test func signsBesideCombiningCharactersAreEscapedAsWell() throws {
        #expect(try line("{context}", for: .zsh, [.context: "\u{600}%F{red}%\u{301}"]) == "\u{600}%%F{red}%%\u{301}")
        // A style may follow, which begins with one.
        #expect(try line("{context}", for: .tmux, [.context: "a#"]) == "a## ")
        #expect(try line("{context}", for: .tmux, [.context: "\u{600}#[bold]"]) == "\u{600}##[bold]")
    }

    @Test func withoutColourThereAreNoCodes() throws {
        #expect(try line("{red}{bold}{context}{reset}", for: .zsh, usesColor: false) == "prod")
    }

    @Test(arguments: [
        "{nope}", "{context", "}", "]", "[", "[a[b]]", "{context:}", "{context:0}", "{context:ab}", "{red:3}", "{}",
    ])
    func whatCannotBeUnderstoodIsAnError(_ format: String) {
        #expect(throws: ShellError.self) { try PromptFormat(format) }
    }
}

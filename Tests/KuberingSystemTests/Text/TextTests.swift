// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport
import Testing

@testable import KuberingSystem

/// Escaping, encoding, patterns, tables.
struct TextTests {
    @Test(arguments: [
        ("plain ü 日本 🚀", "plain ü 日本 🚀"), ("back\\slash", "back\\slash"), ("a\nb", "a\\nb"),
        ("a\\b\r\n", "a\\\\b\\r\\n"),
        ("\t", "\\t"), ("\u{1B}[31m", "\\u{1B}[31m"), ("\u{7F}", "\\u{7F}"), ("\u{9B}", "\\u{9B}"), ("\u{0}", "\\u{0}"),
        ("a\u{202E}b", "a\\u{202E}b"), ("\u{200B}\u{FEFF}", "\\u{200B}\\u{FEFF}"), ("\u{2028}", "\\u{2028}"),
        ("\u{2066}", "\\u{2066}"), ("\u{E0041}", "\\u{E0041}"), ("\u{AD}", "\\u{AD}"), ("", ""),
    ])
    func outsideText(_ text: String, _ expected: String) {
        #expect(OutsideText.escaped(text) == expected)
        #expect(OutsideText.quoted(text) == "\"" + expected + "\"")
    }

    @Test(
        arguments: [
            ("https://host:6443/a?b=c#d", nil, nil), ("https://u:p@host", "https://REDACTED@host", "https://host"),
            ("http://u:p@x@proxy:3128/y@z", "http://REDACTED@proxy:3128/y@z", "http://proxy:3128/y@z"),
            ("u:p@host", "REDACTED@host", "host"), ("https://token@host", "https://REDACTED@host", "https://host"),
            // No URL, because of the password, which is one all the same.
            ("http://user:p#ss@proxy:3128", "http://REDACTED@proxy:3128", "http://proxy:3128"),
            ("http://user:p/s?s@proxy/x", "http://REDACTED@proxy/x", "http://proxy/x"),
            ("http://user:@proxy", "http://REDACTED@proxy", "http://proxy"),
            ("https://host/a@b", nil, nil), ("https://host:6443/a@b", nil, nil), ("https://[::1]:6443/a@b", nil, nil),
            // A mark that combines with the sign before it.
            ("https\u{3A}\u{301}//u:p@host", "REDACTED@host", "host"),
            ("https://u:p@\u{301}host", "https://REDACTED@\u{301}host", "https://\u{301}host"), ("", nil, nil),
            ("@", "REDACTED@", ""),
        ] as [(String, String?, String?)])
    func usersOfURLs(_ url: String, _ redacted: String?, _ without: String?) {
        #expect(Array(URLRedaction.redacted(url).utf8) == Array((redacted ?? url).utf8))
        #expect(Array(URLRedaction.withoutUser(url).utf8) == Array((without ?? url).utf8))
    }

    @Test(arguments: [
        ("", ""), ("azAZ09-._~", "azAZ09-._~"), ("a b/c", "a%20b%2Fc"), ("ü", "%C3%BC"), ("%41", "%2541"),
        ("\n", "%0A"),
        ("..", ".."), ("🚀", "%F0%9F%9A%80"), ("a:b@c", "a%3Ab%40c"),
    ])
    func percentEncoding(_ text: String, _ encoded: String) {
        #expect(PercentEncoding.encoded(text) == encoded)
        #expect(PercentEncoding.decoded(encoded) == text)
    }

    @Test(arguments: [
        ("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("100%", "100%"), ("%c3%bc", "ü"), ("%+1", "%+1"), ("%-1", "%-1"),
        ("a%2", "a%2"),
    ])
    func decodingIsLenient(_ text: String, _ expected: String) {
        #expect(PercentEncoding.decoded(text) == expected)
    }

    @Test(arguments: [
        ("prod", "prod", true), ("prod", "prod2", false), ("*", "", true), ("*", "anything/at:all", true),
        ("prod-*", "prod-eu", true), ("prod-*", "prod", false), ("*-eu", "prod-eu", true), ("a*b*c", "aXbYc", true),
        ("a*b*c", "aXcYb", false), ("?", "a", true), ("?", "", false), ("?", "ü", true), ("?", "ab", false),
        ("[abc]x", "bx", true), ("[!abc]x", "bx", false), ("[^abc]x", "dx", true), ("[a-c]", "b", true),
        ("[a-c]", "d", false),
        ("[]]", "]", true), ("[!]]", "]", false), ("[!]]", "a", true), ("[a-]", "-", true), ("[-a]", "-", true),
        ("[", "[", true), ("[a", "[a", true), ("a[", "a[", true), ("", "", true), ("", "a", false), ("**", "ab", true),
        ("*a*a*a*a*b", String(repeating: "a", count: 200), false), ("[]", "[]", true), ("[!", "[!", true),
        ("\\*", "*", true), ("\\*", "x", false), ("a\\?b", "a?b", true), ("\\[a]", "[a]", true),
    ])
    func globPatterns(_ pattern: String, _ name: String, _ matches: Bool) {
        #expect(GlobPattern(pattern).matches(name) == matches, "\(pattern) \(name)")
    }

    @Test(arguments: [
        ("prdo", ["prod", "dev"], ["prod"]), ("PROD", ["prod"], ["prod"]),
        ("prod", ["prod-eu", "eu-prod", "dev"], ["eu-prod", "prod-eu"]),
        ("", ["a"], []), ("x", ["y", "z"], []), ("kind-kin", ["kind-kind", "kind-two"], ["kind-kind"]),
        // Of a short word not every letter is wrong.
        ("eu", ["dev", "env", "set", "us", "prod-eu", "ue"], ["prod-eu", "ue"]), ("n", ["ns", "nobody", "y"], ["ns"]),
        ("abcd", ["zzzz"], []), ("größe", ["grösse"], ["grösse"]),
        ("staging", ["stagign", "stagin", "s", "st"], ["stagign", "stagin"]),
    ])
    func suggestions(_ typed: String, _ names: [String], _ expected: [String]) {
        #expect(Suggestions.near(typed, in: names) == expected)
    }

    @Test func suggestionsAreLimited() {
        #expect(Suggestions.near("aa", in: ["aab", "aac", "aad", "aae"]) == ["aab", "aac", "aad"])
        #expect(Suggestions.near("aa", in: ["aab", "aac"], limit: 1) == ["aab"])
    }

    @Test func tables() {
        var table = TextTable(header: ["NAME", "NAMESPACE", "CLUSTER"])
        table.append(["prod", "", "eu"])
        table.append(["東京", "a\nb", ""])
        table.append(["e\u{301}🚀", "x", "y"])
        #expect(
            table.text == """
                NAME   NAMESPACE   CLUSTER
                prod               eu
                東京   a\\nb
                e\u{301}🚀    x           y

                """)
        #expect(TextTable(header: []).text == "\n")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

@testable import KuberingSecrets

/// What credential helpers, which are written in Go, make of a secret.
@Suite struct JSONEscapedStringTests {
    @Test(
        arguments: [
            ("plain", "plain"), (#"\u003ctoken\u003e\u0026"#, "<token>&"),
            (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#"\ud83d\udd11"#, "\u{1F511}"), ("\u{1F511}é", "\u{1F511}é"), (#"\u2028\u00E9"#, "\u{2028}é"),
            (#"\u0000"#, "\0"),
            (#"\x"#, nil), (#"\u12"#, nil), (#"\u+123"#, nil), (#"\ud83d"#, nil), (#"\ud83dx\udd11"#, nil),
            (#"\udd11"#, nil),
            (#"\ud83d\u0041"#, nil),
        ] as [(String, String?)])
    func escapesAreReadAsJSONHasThem(_ written: String, _ meaning: String?) {
        let text = SecretBytes(utf8: #"{"Secret": "\#(written)", "a":"\#(written)"}"#)
        let members = SecretJSONReader.members(of: text, secretNames: ["Secret"], escaping: .json)
        guard let meaning else {
            #expect(members == nil)
            return
        }
        guard case .secret(let secret) = members?["Secret"], case .text(let same) = members?["a"] else {
            Issue.record("nothing was read")
            return
        }
        #expect(secret.exposedText == meaning && same == meaning)
    }

    @Test(arguments: [#"{"a":"\"#, #"{"a":"\""#, #"{"a":"\\"#]) func endsTooSoon(_ text: String) {
        #expect(SecretJSONReader.members(of: SecretBytes(utf8: text), secretNames: [], escaping: .json) == nil)
    }
}

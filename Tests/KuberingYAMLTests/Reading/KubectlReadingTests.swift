// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

/// What kubectl reads is what we read.
@Suite("Reading as kubectl reads")
struct KubectlReadingTests {
    @Test("random documents", arguments: 0..<4)
    func randomDocuments(block: UInt64) throws {
        var texts: [String] = []
        for seed in block * 30..<block * 30 + 30 {
            var generator = DocumentGenerator(seed: 7000 + seed)
            texts.append(generator.block().text)
        }
        let config = Kubectl.kubeconfig(holding: texts)
        let theirs = try Kubectl.extensions(of: config)
        let document = try YAMLDocument(parsing: config)
        let elements = try #require(document.root?["extensions"]).elements
        for (element, theirs) in zip(elements, theirs) {
            let ours = try #require(element["extension"]).jsonValue()
            #expect(ours.normal == theirs.normal, "\(document.text.string(in: element.range))")
        }
    }

    @Test("scalars")
    func scalars() throws {
        let texts = [
            "y", "Y", "yEs", "yes", "On", "oFF", "FALSE", "truE", "~", "null", "NULL", "nulL", "''", "\"\"", "0", "-0",
            "+0", "00", "010", "-010", "+010", "08", "0o10", "0O10", "0o8", "0x1f", "0X1F", "-0x1F", "0xg", "0b11",
            "-0b11", "0b2", "1_000", "_1", "1_", "1__0", "0x_1", "9223372036854775807", "9223372036854775808",
            "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
            "+18446744073709551615", "1.", ".5", "-.5", "+.5", ".", "..", "+", "1.5", "1.50", "1e3", "1E+3",
            "1e-7",
            "1e21", "1e22", "123456789012345678901", "1e400", "-1e400", "1e-400", ".1e1", "._5", "1.2.3", "0.1",
            "100000000000000000000000", "1e", "e1", "1e1_0", "0.000001", "0.0000001", "2001-01-01", "12:30:45", "1:2",
            "2001-12-14t21:59:43.10-05:00", "!!str 12", "!!str y", "!!int 12", "!!int \"12\"", "!!float 3",
            "!!float 1.5",
            "!!bool yes", "!!null ~", "!!binary aGVsbG8=", "!custom 12", "! 12", "\"\\x41\"", "'it''s'", "<<", "=",
            "0x", "0b", "0o", "+1", "-1", "--1", "+-1", "1-", "0x1p4", "1 2", "infinity", "NaN", "nan", "Inf",
        ].map { "v: \($0)\n" }
        let config = Kubectl.kubeconfig(holding: texts)
        let ours = try #require(YAMLDocument(parsing: config).root?["extensions"]).jsonValue().array ?? []
        for ((ours, theirs), text) in zip(zip(ours, try Kubectl.extensions(of: config)), texts) {
            #expect((ours["extension"] ?? .null).normal == theirs.normal, "\(text)")
        }
        #expect(ours.count == texts.count)
    }

    @Test("mappings")
    func mappings() throws {
        let texts = [
            "{a: 1, a: 2}\n", "{1: a, 1.5: b, yes: c, 010: d, 1e30: e}\n", "{a: &x {b: 1}, c: {<<: *x, b: 2}}\n",
            "{a: &x {b: 1}, c: {b: 2, <<: *x}}\n", "{c: {<<: [{b: 1}, {b: 2, d: 3}]}}\n", "{<<: {b: 1}, b: 2}\n",
            "{\"<<\": 1}\n", "? a\n: b\n", "{a, b}\n", "{a: &x {<<: {b: 1}}, c: {<<: *x}}\n",
            "{a: &x [1], b: *x, c: [*x, *x]}\n",
        ]
        let config = Kubectl.kubeconfig(holding: texts)
        let ours = try #require(YAMLDocument(parsing: config).root?["extensions"]).jsonValue().array ?? []
        for ((ours, theirs), text) in zip(zip(ours, try Kubectl.extensions(of: config)), texts) {
            #expect((ours["extension"] ?? .null).normal == theirs.normal, "\(text)")
        }
    }

    @Test(
        "what neither reads",
        arguments: [
            "v: !!int x\n", "v: !!binary '?'\n", "v: .inf\n", "~: 1\n", "[a]: 1\n", "<<: 1\n", "<<: [1]\n",
            "v: *nobody\n",
            "v: &a [*a]\n", "18446744073709551615: 1\n",
        ])
    func refusals(text: String) throws {
        let config = Kubectl.kubeconfig(holding: [text])
        #expect(throws: KubectlFailure.self) { try Kubectl.extensions(of: config) }
        #expect(throws: YAMLError.self) {
            _ = try YAMLDocument(parsing: config).root?.jsonValue()
        }
    }
}

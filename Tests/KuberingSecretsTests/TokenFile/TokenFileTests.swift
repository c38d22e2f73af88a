// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingSecrets

/// Files of static tokens, read by the rules that were tried on an API server.
@Suite struct TokenFileTests {
    /// A row in one line: token, name, uid, groups.
    private static func rows(_ file: TokenFile) -> [String] {
        file.rows.map { row in
            let token = row.token.withExposedBytes { String(decoding: $0, as: UTF8.self) }
            return "\(token)|\(row.name)|\(row.uid)|\(row.groups.joined(separator: ";"))|\(row.line)"
        }
    }

    static let readable: [(text: String, rows: [String], remarks: [String])] = [
        ("", [], []),
        ("\n\r\n\n", [], []),
        ("t,u,1", ["t|u|1||1"], []),
        ("t,u,1\n\r", ["t|u|1||1"], []),
        ("t,u,1,g\r\n\r\ns,v,2,\"g1,g2\"\r\n", ["t|u|1|g|1", "s|v|2|g1;g2|3"], []),
        ("t,\"a \"\"b\"\", c\",\"1\"\n", ["t|a \"b\", c|1||1"], []),
        ("t,\"two\r\nlines\",1\ns,v,2\n", ["t|two\nlines|1||1", "s|v|2||3"], []),
        ("t,u,1,\"\"\n", ["t|u|1||1"], ["1: a group has no name"]),
        ("t,u,1,\"g1, g2\"\n", ["t|u|1|g1; g2|1"], ["1: the blanks around a group belong to its name"]),
        (
            "t,u,1,g1,g2\n", ["t|u|1|g1|1"],
            ["1: what follows the fourth field is not read; several groups stand in one pair of quotes"]
        ),
        (",u,1\n", ["|u|1||1"], ["1: there is no token, and the row is passed over"]),
        ("t,u,1\nt,v,2\n", ["t|u|1||1", "t|v|2||2"], ["2: the token of line 1 again: this row counts"]),
        (
            " t,,\n", [" t||||1"],
            ["1: the token has blanks or other characters that cannot be sent", "1: the user has no name"]
        ),
        (
            "\u{FEFF}t,u,1\n", ["\u{FEFF}t|u|1||1"],
            [
                "1: the byte-order mark belongs to the first token",
                "1: the token has blanks or other characters that cannot be sent",
            ]
        ),
        ("# t,u,1\n", ["# t|u|1||1"], ["1: the token has blanks or other characters that cannot be sent"]),
    ]

    @Test(arguments: readable)
    func rowsAreReadAsTheAPIServerReadsThem(_ text: String, _ rows: [String], _ remarks: [String]) throws {
        let file = try TokenFile(reading: Array(text.utf8), named: "f")
        #expect(Self.rows(file) == rows)
        #expect(file.remarks.map { "\($0.line): \($0.message)" } == remarks)
        #expect(file.removing { _ in false } == Array(text.utf8))
    }

    static let unreadable: [(text: String, error: String)] = [
        ("t,u\n", "f:1: a row has at least token, user name and uid, and this one has 2 fields"),
        ("t,u,1\n \n", "f:2: a row has at least token, user name and uid, and this one has 1 field"),
        ("t,u\"x,1\n", "f:1: a quote in a field that is not in quotes"),
        ("\n\"t,u,1\ns,v,2", "f:3: a quote that is not closed"),
        ("\"t\" ,u,1\n", "f:1: a quote inside of a field in quotes; it is written twice there"),
    ]

    @Test(arguments: unreadable)
    func refusesWhatAnAPIServerRefuses(_ text: String, _ error: String) throws {
        let thrown = #expect(throws: SecretsError.self) { try TokenFile(reading: Array(text.utf8), named: "f") }
        #expect(thrown?.code == .tokenFileMalformed)
        #expect(thrown?.description == error + "; an API server does not start with this file")
    }

    @Test func nothingPrintsATokenByAccident() throws {
        let file = try TokenFile(reading: Array("s3cr3t,u,1\n".utf8), named: "f")
        var dumped = ""
        dump(file, to: &dumped)
        #expect(!dumped.contains("s3cr3t") && !dumped.contains("115"))
        #expect(dumped.contains("<redacted>") || dumped.contains("SecretBytes"))
    }

    @Test func aTokenIsQuotedWhereItMustBe() throws {
        let token = SecretBytes(utf8: "a,\"b")
        let text = try TokenFile(reading: [], named: "f").appending(
            token: token, name: "u", uid: "1", groups: [], named: "f")
        #expect(String(decoding: text, as: UTF8.self) == "\"a,\"\"b\",u,1\n")
        #expect(try TokenFile(reading: text, named: "f").rows.first?.token.hasSameBytes(as: token) == true)
    }

    @Test(arguments: [
        ("", "t,u,1\n"), ("s,v,2", "s,v,2\nt,u,1\n"), ("s,v,2\r\n", "s,v,2\r\nt,u,1\r\n"),
        ("s,v,2\n\n", "s,v,2\n\nt,u,1\n"),
    ])
    func appendsInTheMannerOfTheFile(_ before: String, _ after: String) throws {
        let file = try TokenFile(reading: Array(before.utf8), named: "f")
        let text = try file.appending(token: SecretBytes(utf8: "t"), name: "u", uid: "1", groups: [], named: "f")
        #expect(String(decoding: text, as: UTF8.self) == after)
    }

    @Test(arguments: [("jane", "1", ["g"]), ("a, \"b\"", " x", ["g1", "g 2", "\"q\""]), ("ü", "#", [])])
    func whatIsAppendedReadsBack(_ name: String, _ uid: String, _ groups: [String]) throws {
        let empty = try TokenFile(reading: [], named: "f")
        let text = try empty.appending(token: SecretBytes(utf8: "t"), name: name, uid: uid, groups: groups, named: "f")
        let row = try #require(try TokenFile(reading: text, named: "f").rows.first)
        #expect(row.name == name && row.uid == uid && row.groups == groups)
    }

    @Test(arguments: [("", "1", []), ("a\nb", "1", []), ("a", "", []), ("a", "1", ["g,h"]), ("a", "1", [""])])
    func refusesWhatItCannotHold(_ name: String, _ uid: String, _ groups: [String]) throws {
        let empty = try TokenFile(reading: [], named: "f")
        #expect(throws: SecretsError.self) {
            try empty.appending(token: SecretBytes(utf8: "t"), name: name, uid: uid, groups: groups, named: "f")
        }
    }

    @Test func removesRowsAndNothingElse() throws {
        let text = "\r\nt,u,1\r\n\r\ns,\"v\nw\",2\nr,x,3"
        let file = try TokenFile(reading: Array(text.utf8), named: "f")
        let rest = { (name: String) in String(decoding: file.removing { $0.name == name }, as: UTF8.self) }
        #expect(rest("u") == "\r\n\r\ns,\"v\nw\",2\nr,x,3")
        #expect(rest("v\nw") == "\r\nt,u,1\r\n\r\nr,x,3")
        #expect(rest("x") == "\r\nt,u,1\r\n\r\ns,\"v\nw\",2\n")
    }

    @Test func showsNoToken() throws {
        let file = try TokenFile(reading: Array("hush,u,1\n\"hu\"\"sh\",v,2,\"g,h\"\n".utf8), named: "f")
        #expect(String(decoding: file.redacted, as: UTF8.self) == "REDACTED,u,1\nREDACTED,v,2,\"g,h\"\n")
    }

    @Test func anyBytesAreReadOrRefused() throws {
        var random = SeededGenerator(seed: 5)
        var readable = 0
        for _ in 0..<20_000 {
            let bytes = (0..<random.below(40)).map { _ in Array("\",\r\nab ,,\u{FF}".utf8)[random.below(11)] }
            // Refusing is right for most.
            guard let file = try? TokenFile(reading: bytes, named: "f") else { continue }
            readable += 1
            #expect(file.removing { _ in false } == bytes)
            let rest = try TokenFile(reading: file.removing { $0.line.isMultiple(of: 2) }, named: "f")
            #expect(rest.rows.map(\.name) == file.rows.filter { !$0.line.isMultiple(of: 2) }.map(\.name))
        }
        #expect(readable > 500)
    }
}

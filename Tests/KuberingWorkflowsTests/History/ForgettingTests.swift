// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingWorkflows
import Testing

@Suite("Secrets that leave the history")
struct ForgettingTests {
    /// A user's fields, and whether the history must forget that they were removed.
    static let fields: [(text: String, isForgotten: Bool)] = [
        ("token: s3cr3t-token-of-jane", true),
        ("token: 's3cr3t-token-of-jane'", true),
        (#"token: "s3cr3t-token\x2dof-jane""#, true),
        ("token: |-\n      s3cr3t-token-of-jane", true),
        (#"token: "s3cr3t-token-\#n        of-jane""#, true),
        ("client-key-data: \(Data("x s3cr3t-token-of-jane y".utf8).base64EncodedString())", true),
        ("token: another-token", false),
        ("client-key-data: \(Data("another token, and a longer one".utf8).base64EncodedString())", false),
    ]

    @Test("every form of a secret is found", arguments: fields.indices)
    func secrets(_ index: Int) throws {
        let field = Self.fields[index]
        let world = try SwitchingWorld(kubeconfig: Self.kubeconfig(field.text))
        var location = world.location
        location.recorder = HistoryRecorder(world.value)
        _ = try DeleteEntries(location).run(.init(.user, ["jane"]))
        _ = try SwitchContext(location, previousNames: PreviousNames(world.value)).run(.named("b"))
        let history = History(world.value.directories)
        #expect(history.contents().entries.map(\.number) == [2, 1])
        let secret = SecretBytes(Array("s3cr3t-token-of-jane".utf8))
        #expect(try history.forget(containing: [secret, SecretBytes([])]) == (field.isForgotten ? 1 : 0))
        #expect(history.contents().entries.map(\.number) == (field.isForgotten ? [2] : [2, 1]))
        #expect(try history.forget(containing: []) == 0)
    }

    /// Ways to write base64 that kubectl reads.
    enum Form: CaseIterable {
        case oneLine, literal, indented, anchored, folded, quotedLines, escapedEnds, escapedLines

        func write(_ data: String) -> String {
            var lines: [Substring] = []
            var rest = data[...]
            while !rest.isEmpty {
                lines.append(rest.prefix(76))
                rest = rest.dropFirst(76)
            }
            let block = lines.map { "\n      " + $0 }.joined()
            return switch self {
            case .oneLine: data
            case .literal: "|" + block
            case .indented: "|2" + block
            case .anchored: "&key\n      " + Form.quotedLines.write(data)
            case .folded: ">-\n" + lines.map { "      \($0)\n" }.joined(separator: "\n")
            case .quotedLines: "\"" + lines.joined(separator: "\n\n      ") + "\""
            case .escapedEnds: "\"" + lines.joined(separator: "\\\n      ") + "\""
            case .escapedLines: "\"" + lines.joined(separator: "\\n") + "\""
            }
        }
    }

    @Test("a key is found in another form than the one that goes to the store", arguments: Form.allCases)
    func keys(_ form: Form) throws {
        let folder = try TestFolder()
        let made = try TestProcess.run(
            [
                "sh", "-c",
                "cd \(folder.path) && openssl genrsa -traditional -out old.pem 2048 && openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem && openssl genrsa -out other.pem 2048",
            ], environment: ["PATH": "/usr/bin:/bin"])
        #expect(made.end == .exited(0), "\(made.errors)")
        let read = { (name: String) in try FileSnapshot.read(folder.path + "/" + name, limit: 65_536).bytes }
        let data = form.write(Data(try read("old.pem")).base64EncodedString())
        let world = try SwitchingWorld(kubeconfig: Self.kubeconfig("client-key-data: " + data))
        var location = world.location
        location.recorder = HistoryRecorder(world.value)
        _ = try DeleteEntries(location).run(.init(.user, ["jane"]))
        let history = History(world.value.directories)
        for (name, count) in [("other.pem", 0), ("new.pem", 1), ("new.pem", 0)] {
            let key = try PrivateKey(reading: SecretBytes(try read(name)), named: name)
            #expect(try history.forget(keys: [key]) == count)
        }
    }

    private static func kubeconfig(_ field: String) -> String {
        """
        contexts:
        - name: a
          context: {cluster: one, user: joe}
        - name: b
          context: {cluster: one, user: joe}
        current-context: a
        users:
        - name: jane
          user:
            \(field)
        - name: joe
          user: {}

        """
    }
}

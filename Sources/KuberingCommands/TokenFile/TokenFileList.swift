// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem
import KuberingYAML

/// The command `kubering token-file list`.
struct TokenFileList: KuberingCommand {
    static let examples = [
        Example("token-file list tokens.csv", "Who has a token, and what is wrong with the file."),
        Example("token-file list tokens.csv -o json", "The same, for a program."),
    ]
    static let configuration = configured(
        "list", "List the users of a file, without their tokens, and what is wrong with it.")

    @Argument(help: ArgumentHelp("The file; - reads standard input.", valueName: "file"), completion: .file())
    var file: String
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json, yaml or name.")
    var output = OutputFormat.text

    func run(_ world: World) throws {
        let tokens = try TokenFile(reading: world.readFile(file, limit: TokenFile.sizeLimit), named: file)
        switch output {
        case .name: world.output.write(tokens.rows.map { OutsideText.escaped($0.name) + "\n" }.joined())
        case .json, .yaml:
            let document: JSONValue = [
                "users": .array(
                    tokens.rows.map { row in
                        [
                            "name": .string(row.name), "uid": .string(row.uid),
                            "groups": .array(row.groups.map(JSONValue.string)), "line": .number(String(row.line)),
                        ]
                    }),
                "remarks": .array(
                    tokens.remarks.map { ["line": .number(String($0.line)), "message": .string($0.message)] }),
            ]
            world.print(document, as: output == .yaml ? .yaml : .json)
        case .text:
            var table = TextTable(header: ["USER", "UID", "GROUPS", "LINE"])
            for row in tokens.rows {
                table.append([row.name, row.uid, row.groups.joined(separator: ","), String(row.line)])
            }
            world.output.write(table.text)
            world.warn(of: tokens, named: file)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCommands

/// Every command of the tree says what it is and how it is used.
@Suite struct CommandTreeTests {
    static func commands() throws -> [CommandDescription] { try CommandDescription.root().flattened }

    @Test func theseAreAllCommands() throws {
        let paths = try Self.commands().map { $0.path.joined(separator: " ") }
        #expect(
            paths == [
                "kubering", "kubering status", "kubering use", "kubering ns", "kubering current", "kubering list",
                "kubering list contexts", "kubering list clusters", "kubering list users", "kubering view",
                "kubering prompt", "kubering shell", "kubering env", "kubering exec", "kubering init",
                "kubering context", "kubering context set", "kubering context rename", "kubering context copy",
                "kubering context delete", "kubering cluster", "kubering cluster set", "kubering cluster rename",
                "kubering cluster delete",
                "kubering user", "kubering user set", "kubering user rename", "kubering user delete", "kubering set",
                "kubering unset", "kubering prune", "kubering merge", "kubering export",
                "kubering split", "kubering embed", "kubering extract", "kubering kubeconfig", "kubering check",
                "kubering undo",
                "kubering history",
                "kubering onboard", "kubering certificate", "kubering certificate show",
                "kubering certificate list", "kubering certificate request", "kubering certificate pending",
                "kubering certificate pending list", "kubering certificate pending show",
                "kubering certificate pending remove",
                "kubering certificate renew", "kubering certificate sign", "kubering certificate create-ca",
                "kubering credential", "kubering credential list", "kubering credential move",
                "kubering credential rebind",
                "kubering credential get",
                "kubering credential show", "kubering credential remove", "kubering credential stores",
                "kubering vault", "kubering vault init", "kubering vault status", "kubering vault unlock",
                "kubering vault lock",
                "kubering vault passphrase",
                "kubering registry", "kubering registry login", "kubering registry logout", "kubering registry list",
                "kubering registry verify",
                "kubering pull-secret", "kubering pull-secret create", "kubering pull-secret show",
                "kubering pull-secret verify", "kubering pull-secret update",
                "kubering rbac", "kubering rbac grant", "kubering rbac role",
                "kubering token-file", "kubering token-file add", "kubering token-file list",
                "kubering token-file remove", "kubering token-file import",
            ])
    }

    @Test func everyCommandHasAnAbstractThatIsASentence() throws {
        for command in try Self.commands() {
            #expect(command.abstract.first?.isUppercase == true, "\(command.path)")
            #expect(command.abstract.hasSuffix("."), "\(command.path)")
        }
    }

    @Test func everyArgumentHasHelp() throws {
        for command in try Self.commands() {
            for argument in command.arguments {
                #expect(argument.abstract?.isEmpty == false, "\(command.path) \(argument.spellings)")
            }
        }
    }

    @Test func everyLeafHasExamplesThatAreItsOwnAndThatTheParserTakes() throws {
        for command in try Self.commands() where command.subcommands.isEmpty {
            #expect(!command.examples.isEmpty, "\(command.path)")
            for example in command.examples {
                let arguments = try #require(Self.arguments(of: example.line), "\(example.line)")
                let parsed = try Kubering.parseAsRoot(ArgumentSpelling.normalized(arguments))
                let parts = ["kubering"] + arguments
                let isDefault = arguments.isEmpty && command.path.last == "status"
                #expect(isDefault || Array(parts.prefix(command.path.count)) == command.path, "\(example.line)")
                #expect(type(of: parsed).configuration.commandName == command.path.last, "\(example.line)")
            }
        }
    }

    @Test func everyCommandsHelpNamesTheFlagsOfAll() throws {
        let lines = """
              -q, --quiet             Say nothing but errors, warnings and questions.
              --no-color              Use no colours.
              --version               Show the version.
              -h, --help              Show help information.
            """
        for words in try Self.commands().map(\.path) {
            let help = try FakeWorld.run(Array(words.dropFirst()) + ["--help"]).output
            #expect(help.contains("\n" + lines + "\n"), "\(words): \(help)")
        }
    }

    @Test func everyCommandShowsItsExamplesInItsHelp() throws {
        for command in try Self.commands() where !command.examples.isEmpty {
            let result = try help(command)
            for example in command.examples {
                #expect(result.contains("  " + example.line.prefix(40)), "\(example.line)")
            }
        }
    }

    private func help(_ command: CommandDescription) throws -> String {
        let output = try Kubering.parseAsRoot(command.path.dropFirst() + ["--help"])
        var output2 = output
        do {
            try output2.run()
            return ""
        } catch { return Kubering.fullMessage(for: error) }
    }

    /// The arguments of the kubering in a shell command line that was written for people: its pipe and its redirections
    /// are cut off, and it may stand in `"$(…)"`.
    private static func arguments(of line: String) -> [String]? {
        let line = line.firstRange(of: "\"$(").map { String(line[$0.upperBound...].dropLast(2)) } ?? line
        guard let start = line.split(separator: " ").firstIndex(of: "kubering") else { return nil }
        let words = line.split(separator: " ")[start...].dropFirst()
        return words.prefix { $0 != "|" && $0 != "<" && $0 != ">" }.map { $0.filter { $0 != "'" } }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCommands
import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingWorkflows

/// A home in which several commands are run, one after the other.
struct HistoryWorld {
    private let base: FakeWorld
    var folder: TestFolder { base.folder }
    /// The variables besides HOME.
    var variables: Environment = [:]

    static let corpus = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../Fixtures/Kubeconfigs")

    /// Makes a home with the files, by their names; KUBECONFIG names all of them, in order.
    init(_ files: KeyValuePairs<String, String>) throws {
        base = try FakeWorld()
        for (name, text) in files { try base.folder.write(text, to: name) }
        variables["KUBECONFIG"] = files.map { base.folder.path + "/" + $0.key }.joined(separator: ":")
    }

    /// Runs a command line, always at the same time.
    func run(_ arguments: String..., input: String = "") throws -> CommandResult {
        try run(arguments, input: input)
    }

    /// Runs a command line, always at the same time.
    func run(_ arguments: [String], input: String = "") throws -> CommandResult {
        var world = base.value
        world.environment = world.environment.merging(variables)
        world.input = ByteInput(bytes: Array(input.utf8))
        (world.output, world.errors) = (TextOutput(capturing: ()), TextOutput(capturing: ()))
        let status = CommandLineProgram.run(arguments, calledAs: "kubering", world)
        return CommandResult(
            output: base.withoutHome(world.output.capturedText),
            errors: base.withoutHome(world.errors.capturedText),
            status: status)
    }

    /// Takes a change back or makes it again, without a command line, which takes longer to be parsed than that.
    func go(_ direction: UndoChange.Direction, _ number: Int? = nil) throws {
        var world = base.value
        world.environment = world.environment.merging(variables)
        let location = KubeconfigLocation(
            explicit: nil, environment: world.environment, workingDirectory: folder.path)
        _ = try UndoChange(location, recorder: HistoryRecorder(world)).run(direction, number: number)
    }

    /// The text of a file; nil when it does not exist.
    func text(_ name: String) throws -> String? {
        let path = folder.path + "/" + name
        guard FileSnapshot.exists(path) else { return nil }
        return String(decoding: try FileSnapshot.read(path, limit: 64 << 20).bytes, as: UTF8.self)
    }

    /// Where the history is, below the home.
    static let history = ".local/state/kubering/history"

    /// The names of the files that the history is kept in.
    var historyFiles: [String] { Directory.names(in: folder.path + "/" + Self.history) }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// kubectx and kubens, when kubering is called by one of their names.
///
/// What they do, print and end with is what scripts rely on, so it follows their Go edition to the letter and is kept
/// apart from kubering's own commands.
enum DropIn {
    case kubectx, kubens

    /// What the name that the program was called by asks for; nil when it is none of theirs.
    init?(calledAs path: String) {
        switch LexicalPath.lastComponent(path) {
        case "kubectx", "kubectl-ctx": self = .kubectx
        case "kubens", "kubectl-ns": self = .kubens
        default: return nil
        }
    }

    /// Runs a command line.
    ///
    /// - Returns: 0 or 1; what the shell ended with, for `-s`.
    func run(_ arguments: [String], calledAs path: String, _ world: World) -> Int32 {
        let name = LexicalPath.lastComponent(path)
        let program = name.hasPrefix("kubectl-") ? "kubectl " + name.dropFirst("kubectl-".count) : name
        var world = world
        // What the history shows of it.
        world.command = program
        let streams = DropInStreams(world)
        for variable in ["KUBECTX_CURRENT_FGCOLOR", "KUBECTX_CURRENT_BGCOLOR"]
        where world.environment[variable] != nil {
            streams.warn("\(variable) environment variable is now deprecated")
        }
        do {
            switch self {
            case .kubectx:
                return try Kubectx(world, streams, program: program).run(KubectxOperation(arguments))
            case .kubens:
                return try Kubens(world, streams, program: program).run(KubensOperation(arguments))
            }
        } catch {
            streams.fail("\(error)")
            return 1
        }
    }
}

/// Why kubectx or kubens fails, in its own words.
struct DropInError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// Runs `body` and puts words in front of what it throws.
    static func prefixed<Result>(_ prefix: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DropInError {
            throw error
        } catch {
            throw DropInError("\(prefix): \(error)")
        }
    }
}

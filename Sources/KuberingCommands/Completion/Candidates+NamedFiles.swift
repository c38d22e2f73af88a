// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingRegistry
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// What the files hold that stand on the command line themselves. Standard input is never read.
extension Candidates {
    /// The contexts of the files and folders that are to be merged.
    static func incomingContexts(_ prefix: String, _ words: [String]) -> [String] {
        let world = World.process()
        let contexts = named(words, world, after: ["--into", "--kubeconfig"]).flatMap { path in
            // What cannot be read offers nothing, here and below.
            (try? MergeSources(reading: [path], world))?.kubeconfigs.flatMap { $0.names(.context) } ?? []
        }
        return described(contexts, prefix)
    }

    /// The contexts of the kubeconfig that somebody sent.
    static func receivedContexts(_ prefix: String, _ words: [String]) -> [String] {
        let world = World.process()
        guard let path = path(of: "--from", in: words, world), path != "-" else { return [] }
        return described(
            (try? MergeSources(reading: [path], world))?.kubeconfigs.flatMap { $0.names(.context) } ?? [], prefix)
    }

    /// The users of the file of tokens.
    static func tokenUsers(_ prefix: String, _ words: [String]) -> [String] {
        unique(tokenRows(words).map(\.name), prefix)
    }

    /// The groups in the file of tokens.
    static func tokenGroups(_ prefix: String, _ words: [String]) -> [String] {
        unique(tokenRows(words).flatMap(\.groups), prefix)
    }

    /// The names of the pull secrets in the manifest.
    static func pullSecrets(_ prefix: String, _ words: [String]) -> [String] {
        let world = World.process()
        let secrets = named(words, world).lazy.compactMap { path -> [String]? in
            guard let bytes = try? world.readFile(path, limit: PullSecretInspection.maximumSize) else { return nil }
            return (try? PullSecretInspection.inspections(of: bytes, source: path))?.compactMap(\.name)
        }
        return unique(secrets.first ?? [], prefix)
    }

    private static func described(_ contexts: [String], _ prefix: String) -> [String] {
        unique(contexts, prefix).map { "\($0)\tcontext" }
    }

    /// The path that an option has; the last one counts.
    static func path(of option: String, in words: [String], _ world: World) -> String? {
        var path: String?
        for (word, next) in zip(words, words.dropFirst()) where word == option { path = next }
        for word in words where word.hasPrefix(option + "=") { path = String(word.dropFirst(option.count + 1)) }
        return path.map { expanded($0, world) }
    }

    private static func tokenRows(_ words: [String]) -> [TokenFile.Row] {
        let world = World.process()
        let files = named(words, world).lazy.compactMap { path -> TokenFile? in
            // What cannot be read is no file of tokens, and offers nothing.
            guard let bytes = try? world.readFile(path, limit: TokenFile.sizeLimit) else { return nil }
            return try? TokenFile(reading: bytes, named: path)
        }
        return files.first?.rows ?? []
    }

    /// The words that can be paths: no options, none that follows one of these.
    private static func named(_ words: [String], _ world: World, after options: [String] = []) -> [String] {
        zip([""] + words, words).filter { before, word in !word.hasPrefix("-") && !options.contains(before) }
            .map { expanded($1, world) }
    }

    /// The path as the shell will hand it over: it has not put the home in yet.
    private static func expanded(_ path: String, _ world: World) -> String {
        guard path.hasPrefix("~/"), let home = world.environment["HOME"] else { return path }
        return home + path.dropFirst()
    }

    private static func unique(_ names: [String], _ prefix: String) -> [String] {
        offered(names.distinct, prefix)
    }
}

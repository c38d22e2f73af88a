// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem
import KuberingYAML

/// The kubeconfigs that are merged into another, each read once.
public struct MergeSources: Sendable {
    /// The kubeconfigs, each of one file, in the order of the words; the files of a folder by name.
    public let kubeconfigs: [Kubeconfig]
    /// The place of standard input among them; nil when it was not named.
    public let standardInput: Int?
    /// Files of folders that are no kubeconfigs, and folders in them: a sentence each, without the final period.
    public let skipped: [String]

    /// Reads the kubeconfigs.
    ///
    /// - Parameters:
    ///   - words: Paths of files and folders; `-` is standard input, whose relative paths belong to the working directory.
    ///     A folder means every kubeconfig right in it that is not hidden. What is named twice is read once.
    ///   - world: For standard input and the working directory.
    /// - Throws: `FileError` for a file that cannot be read, `ConfigError` for one that is no kubeconfig, ``WorkflowError`` of
    ///   code `nothing-to-merge` for one without any entry.
    public init(reading words: [String], _ world: World) throws {
        var reader = Reader(world: world)
        for word in words { try reader.read(word) }
        kubeconfigs = reader.kubeconfigs
        (standardInput, skipped) = (reader.standardInput, reader.skipped)
    }

    private struct Reader {
        let world: World
        var kubeconfigs: [Kubeconfig] = []
        var standardInput: Int?
        var skipped: [String] = []
        private var seen: Set<ExactName> = []

        init(world: World) {
            self.world = world
        }

        mutating func read(_ word: String) throws {
            guard word != "-" else { return try readStandardInput() }
            // An empty path means the usual kubeconfig elsewhere, and here a variable that is not set.
            guard !word.isEmpty else { throw FileError(.read, word, .noSuchFile) }
            do {
                if let kubeconfig = try file(word) { kubeconfigs.append(try Self.withEntries(kubeconfig)) }
            } catch let error as FileError where error.cause == .notRegular("a directory") {
                try readFolder(word)
            }
        }

        private mutating func readStandardInput() throws {
            guard standardInput == nil else { return }
            standardInput = kubeconfigs.count
            let bytes = try world.input.readToEnd(limit: KubeconfigFile.sizeLimit).withExposedBytes { Array($0) }
            let kubeconfig = try Kubeconfig(
                reading: SourceText(bytes), named: "standard input", in: world.workingDirectory)
            kubeconfigs.append(try Self.withEntries(kubeconfig))
        }

        /// The kubeconfig at the path; nil when it was read already.
        private mutating func file(_ path: String) throws -> Kubeconfig? {
            let location = KubeconfigLocation(
                explicit: path, environment: [:], workingDirectory: world.workingDirectory)
            let kubeconfig = try Kubeconfig.load(location)
            guard kubeconfig.files.allSatisfy(\.exists) else { throw FileError(.read, path, .noSuchFile) }
            let place = try AtomicReplacement.followLinks(location.absolute(path))
            return seen.insert(ExactName(place)).inserted ? kubeconfig : nil
        }

        private mutating func readFolder(_ path: String) throws {
            let count = kubeconfigs.count
            let folder = path.hasSuffix("/") ? path : path + "/"
            // kubectl's locks are no kubeconfigs, and cannot be read.
            let names = Directory.names(in: LexicalPath.absolute(path, in: world.workingDirectory))
                .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".lock") }
            for name in names {
                do {
                    guard let kubeconfig = try file(folder + name) else { continue }
                    kubeconfigs.append(try Self.withEntries(kubeconfig))
                } catch let error as FileError {
                    guard case .notRegular = error.cause else { throw error }
                    let place = OutsideText.escaped(folder + name)
                    if error.cause == .notRegular("a directory") {
                        skipped.append("skipped the folder \(place): name it, too, if it has kubeconfigs")
                    }
                } catch {
                    skipped.append("skipped \(error)")
                }
            }
            guard kubeconfigs.count > count else {
                throw WorkflowError(.nothingToMerge, "there is no kubeconfig in the folder \(OutsideText.quoted(path))")
            }
        }

        private static func withEntries(_ kubeconfig: Kubeconfig) throws -> Kubeconfig {
            guard EntryKind.allCases.contains(where: { !kubeconfig.entries($0).isEmpty }) else {
                let name = OutsideText.escaped(kubeconfig.location.inWords)
                throw WorkflowError(.nothingToMerge, "\(name) holds no context, cluster or user")
            }
            return kubeconfig
        }
    }
}

extension Kubeconfig {
    /// The path of the only file, as spelled.
    var sourceName: String { files.first?.path ?? "" }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// Which files make up the configuration, and which of them takes what is new.
///
/// Source: client-go `tools/clientcmd/loader.go` (`ClientConfigLoadingRules`) and `config.go` (`PathOptions`).
public struct KubeconfigLocation: Sendable {
    /// The files in order of precedence, as spelled; empty elements are left out, and so is a file that an earlier
    /// element leads to as well: of its entries none would count, and it must not be changed twice.
    public let paths: [String]
    /// The elements of `KUBECONFIG` as spelled, repeats and empty ones included; empty when it was not asked.
    public let elements: [String]
    /// Whether `--kubeconfig` named the one file.
    public let isExplicit: Bool
    /// What relative paths are relative to.
    public let workingDirectory: String
    /// Who keeps the changes that are made to these files, so that they can be taken back; nil for nobody.
    public var recorder: (any ChangeRecorder)?
    /// Whether a name may be in one list of a file twice, the first one then counts; kubectl refuses such a file.
    public var allowsDuplicates = false
    /// Whether the first file is the front of a session, which takes every switch and change of a namespace, and nothing
    /// else.
    public var hasFront = false
    /// Whether an entry of the front counts only where no other file has one of its name: so it is for all that is not a
    /// switch, which is made in the user's own files.
    var isFrontLast = false

    /// Finds the files.
    ///
    /// - Parameters:
    ///   - explicit: The value of `--kubeconfig`; an empty one counts as not given.
    ///   - environment: `KUBECONFIG`, a list separated by colons, when it is not empty; else `HOME`.
    ///   - workingDirectory: Absolute.
    public init(explicit: String?, environment: Environment, workingDirectory: String) {
        self.workingDirectory = workingDirectory
        isExplicit = explicit?.isEmpty == false
        if let explicit, !explicit.isEmpty {
            paths = [explicit]
            elements = []
        } else if let list = environment["KUBECONFIG"], !list.isEmpty {
            elements = list.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            paths = Self.distinct(elements, in: workingDirectory)
        } else {
            paths = [environment.pathInHome(".kube/config")]
            elements = []
        }
    }

    /// The paths that are not empty, each once, without those of files that are there already by another one.
    private static func distinct(_ elements: [String], in folder: String) -> [String] {
        // The usual case needs no set, which takes as long to set up as a small file to read.
        if elements.count == 1 { return elements.filter { !$0.isEmpty } }
        var (seen, files): (Set<ExactName>, Set<FileIdentity>) = ([], [])
        return elements.filter { path in
            guard !path.isEmpty, seen.insert(ExactName(path)).inserted else { return false }
            return FileIdentity(absolute(path, in: folder)).map { files.insert($0).inserted } ?? true
        }
    }

    /// The same location with some of its files only, in its order.
    public func limited(to chosen: [String]) -> KubeconfigLocation {
        KubeconfigLocation(
            paths: paths.filter { path in chosen.contains { $0.isExactly(path) } }, isExplicit: isExplicit,
            workingDirectory: workingDirectory, recorder: recorder)
    }

    private init(paths: [String], isExplicit: Bool, workingDirectory: String, recorder: (any ChangeRecorder)?) {
        self.paths = paths
        elements = []
        self.isExplicit = isExplicit
        self.workingDirectory = workingDirectory
        self.recorder = recorder
    }

    /// The path for the operating system.
    public func absolute(_ path: String) -> String { Self.absolute(path, in: workingDirectory) }

    private static func absolute(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : folder + "/" + path
    }

    /// The files in words, for messages.
    public var inWords: String {
        paths.isEmpty ? "KUBECONFIG, which names no file" : paths.map(OutsideText.escaped).joined(separator: ", ")
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

/// A kubeconfig of the corpus, as some tool or some person wrote it.
///
/// Every secret in the corpus is fake and can be told: texts contain `hush`, base64 contains one of ``secretMarks``.
struct Fixture: Sendable, CustomTestStringConvertible {
    /// The file's name.
    let name: String

    /// Where the corpus is.
    static let folder = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../Fixtures/Kubeconfigs")
    /// The whole corpus, sorted by name.
    static let all = Directory.names(in: folder).map(Fixture.init)
    /// What every secret of the corpus contains; none of it stands in a name, an address or a comment.
    static let secretMarks = ["hush", "LS0t", "a3ViZXJp"]

    var testDescription: String { name }
    var isJSON: Bool { name.hasSuffix(".json") }

    /// The bytes.
    var bytes: [UInt8] {
        get throws { try FileSnapshot.read(Self.folder + "/" + name, limit: 1 << 20).bytes }
    }

    /// Copies the fixture into a folder.
    ///
    /// - Returns: The path of the copy.
    func copy(to folder: TestFolder) throws -> String {
        let path = folder.path + "/" + name
        try write(try bytes, to: path)
        return path
    }

    /// The names of its contexts.
    var contexts: [String] {
        get throws { try Kubeconfig.load(.only(Self.folder + "/" + name)).names(.context) }
    }
}

/// Puts bytes into a file.
func write(_ bytes: [UInt8], to path: String) throws {
    try AtomicReplacement.replace(path) { write throws(FileError) in
        let failure: FileError? = bytes.withUnsafeBytes { buffer in
            do throws(FileError) {
                try write(buffer)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }
}

/// The bytes of a file.
func contents(_ path: String) throws -> [UInt8] {
    try FileSnapshot.read(path, limit: 1 << 20).bytes
}

extension KubeconfigLocation {
    /// One file, as `--kubeconfig` names it.
    static func only(_ path: String) -> KubeconfigLocation {
        KubeconfigLocation(explicit: path, environment: [:], workingDirectory: "/")
    }
}

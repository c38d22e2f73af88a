// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// One generated KUBECONFIG, twice: for kubering and for kubectl.
struct DifferentialWorld {
    /// Who works on a copy.
    enum Side: String { case ours, theirs }

    /// How a program ended, and what it wrote, with the folder of the copy shown as `FOLDER`.
    struct Run {
        let hasSucceeded: Bool
        let output: String
        let errors: String
    }

    let folder: TestFolder
    let files: [JSONValue]
    let texts: [String]

    init(_ random: inout SeededGenerator) throws {
        var generator = KubeconfigGenerator(SeededGenerator(seed: random.next()))
        let files = generator.files()
        self.files = files
        texts = files.map { value in
            var hand = OddHand(SeededGenerator(seed: random.next()))
            return hand.text(of: value)
        }
        folder = try TestFolder()
        let shared = try Self.shared.get()
        try folder.write(shared.certificate, to: "shared.crt")
        try folder.write(shared.key, to: "shared.key")
        for side in ["ours", "theirs"] {
            try Directory.create("\(folder.path)/\(side)/pki", mode: 0o700)
            for name in ["ca.crt", "user.crt"] { try folder.write("hush \(name)\n", to: "\(side)/pki/\(name)") }
            for (index, text) in texts.enumerated() { try folder.write(text, to: "\(side)/\(index)") }
        }
    }

    /// A certificate, as a file that lies beside both copies.
    var certificateFile: String { folder.path + "/shared.crt" }
    /// Its private key, likewise.
    var keyFile: String { folder.path + "/shared.key" }

    private static let shared = Result {
        let authority = try Authority()
        return (certificate: try authority.text("jane.crt"), key: try authority.text("jane.key"))
    }

    /// The names of one list over all files, each once, in order.
    func names(_ list: String) -> [String] {
        var names: [String] = []
        for item in files.flatMap({ $0[list]?.array ?? [] }) {
            guard let name = item["name"]?.string, !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
                continue
            }
            names.append(name)
        }
        return names
    }

    /// The content of the entry that counts for a name; an empty object when there is none.
    func content(_ list: String, _ name: String) -> JSONValue {
        let item = files.flatMap { $0[list]?.array ?? [] }
            .first { $0["name"]?.string?.utf8.elementsEqual(name.utf8) == true }
        return item?[String(list.dropLast())] ?? [:]
    }

    /// The current context; empty when there is none.
    var currentContext: String {
        files.compactMap { $0["current-context"]?.string }.first { !$0.isEmpty } ?? ""
    }

    /// What the files of one side hold.
    func contents(_ side: Side) throws -> [String] {
        try texts.indices.map { index in
            String(
                decoding: try FileSnapshot.read("\(folder.path)/\(side)/\(index)", limit: 1 << 20).bytes, as: UTF8.self)
        }
    }

    /// Runs kubering on its copy.
    func kubering(_ arguments: [String], input: String = "") throws -> Run {
        try run([Home.kubering] + arguments, .ours, input: input)
    }

    /// Runs `kubectl config` on either copy.
    func kubectl(_ arguments: [String], _ side: Side = .theirs) throws -> Run {
        try run(["kubectl", "config"] + arguments, side)
    }

    /// Takes kubering's change back.
    ///
    /// - Parameter before: What its files held.
    /// - Returns: What is wrong, if anything.
    /// - Throws: When a program or a file cannot be used.
    func problemOfUndoing(to before: [String]) throws -> String? {
        let isChanged = try contents(.ours) != before
        let undone = try kubering(["undo"])
        guard undone.hasSucceeded == isChanged, try contents(.ours) == before else {
            return "undo does not bring the files back: \(undone.errors)"
        }
        return nil
    }

    private func run(_ program: [String], _ side: Side, input: String = "") throws -> Run {
        let path = "\(folder.path)/\(side)"
        let outcome = try TestProcess.run(
            program,
            environment: [
                "PATH": String(cString: getenv("PATH") ?? strdup("/usr/bin:/bin")), "HOME": folder.path,
                "KUBECONFIG": texts.indices.map { "\(path)/\($0)" }.joined(separator: ":"),
            ], input: Array(input.utf8))
        // kubectl wrote empty preferences up to 1.33.
        let output = outcome.output.replacing("    \"preferences\": {},\n", with: "")
            .replacing("preferences: {}\n", with: "")
        return Run(
            hasSucceeded: outcome.end == .exited(0), output: output.replacing(path, with: "FOLDER"),
            errors: outcome.errors.replacing(path, with: "FOLDER"))
    }
}

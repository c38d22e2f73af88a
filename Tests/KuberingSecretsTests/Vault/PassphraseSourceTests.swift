// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingSecrets

@Suite struct PassphraseSourceTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write("from the file\r\n", to: "file")
    }

    @Test func theFirstSourceThatThereIsCounts() throws {
        let prompter = TypingPrompter("typed")
        var environment: Environment = [PassphraseSource.variable: "from the variable"]
        #expect(try given(environment, nil) == "from the variable")
        // Whoever can be asked is asked.
        #expect(try given(environment, prompter) == nil)
        environment[PassphraseSource.fileVariable] = folder.path + "/file"
        #expect(try given(environment, prompter) == "from the file")
        let descriptor = ByteInput(bytes: Array("from the descriptor\n".utf8))
        #expect(try given(environment, prompter, descriptor) == "from the descriptor")
        #expect(try given([:], prompter) == nil)
        #expect(prompter.prompts == [])
    }

    @Test func onlyAPrivateFileWithTextIsTaken() throws {
        try folder.write("x", to: "open", mode: 0o640)
        try folder.write("\n", to: "empty")
        for (name, problem) in [
            ("open", "others may read it; run: chmod 600 \(folder.path)/open"), ("none", "no such file or directory"),
            (".", "it is a directory, not a regular file"), ("empty", "is empty"),
        ] {
            let error = #expect(throws: SecretsError.self) {
                try given([PassphraseSource.fileVariable: folder.path + "/" + name], nil)
            }
            #expect(error?.code == .passphraseUnusable)
            #expect(error?.description.hasSuffix(problem) == true, "\(error?.description ?? "")")
        }
        let error = #expect(throws: SecretsError.self) { try given([PassphraseSource.variable: ""], nil) }
        #expect(error?.description == "the passphrase in KUBERING_PASSPHRASE is empty")
    }

    private func given(
        _ environment: Environment, _ prompter: TypingPrompter?, _ descriptor: ByteInput? = nil
    ) throws -> String? {
        try PassphraseSource(descriptor: descriptor, environment: environment, prompter: prompter).given()?.exposedText
    }
}

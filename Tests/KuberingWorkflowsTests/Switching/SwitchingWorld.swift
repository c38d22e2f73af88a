// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingWorkflows
import Testing

import struct FoundationEssentials.Date

/// A kubeconfig and a state folder of a test's own.
struct SwitchingWorld {
    let folder: TestFolder
    let value: World

    static let kubeconfig = """
        # two clusters
        contexts:
        - name: a   # the first
          context: {cluster: one, user: jane}
        - context:
            cluster: two
            user: jane
            namespace: web
          name: b
        current-context: a  # now
        """

    init(shell: String? = nil, in folder: TestFolder? = nil, kubeconfig: String = Self.kubeconfig) throws {
        self.folder = try folder ?? TestFolder()
        if folder == nil { try self.folder.write(kubeconfig, to: "config") }
        value = World(
            environment: ["HOME": self.folder.path], workingDirectory: self.folder.path,
            executablePath: { "/usr/bin/kubering" },
            input: ByteInput(bytes: []), output: TextOutput(), errors: TextOutput(), prompter: NobodyToAsk(),
            inputFromDescriptor: { _ in ByteInput(bytes: []) }, now: { Date(timeIntervalSince1970: 1_800_000_000) },
            randomBytes: World.systemRandomBytes, shell: shell.map { ShellIdentity(key: $0) })
    }

    var location: KubeconfigLocation {
        KubeconfigLocation(explicit: folder.path + "/config", environment: [:], workingDirectory: folder.path)
    }

    var switching: SwitchContext { SwitchContext(location, previousNames: PreviousNames(value)) }
    var namespaces: SwitchNamespace { SwitchNamespace(location, previousNames: PreviousNames(value)) }

    func text() throws -> String {
        String(decoding: try FileSnapshot.read(folder.path + "/config", limit: 100_000).bytes, as: UTF8.self)
    }
}

/// A prompter for tests in which asking would be a mistake.
struct NobodyToAsk: Prompter {
    var canAsk: Bool { false }
    func confirm(_ question: String) throws -> Bool { throw FileError(.read, "/dev/tty", .other(question)) }
    func readSecret(_ prompt: String) throws -> SecretBytes { throw FileError(.read, "/dev/tty", .other(prompt)) }
}

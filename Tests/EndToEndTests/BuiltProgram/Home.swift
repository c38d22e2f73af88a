// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// A home of its own with a kubeconfig, and the built program to use on it.
final class Home {
    /// The program that was built together with the tests.
    static let kubering = TestExecutable.folder + "/kubering"

    let folder: TestFolder
    let kubeconfig: String
    var environment: Environment

    /// Makes a home whose kubeconfig has this text, or none.
    init(_ text: String? = nil) throws {
        folder = try TestFolder()
        kubeconfig = folder.path + "/config"
        environment = [
            "PATH": String(cString: getenv("PATH") ?? strdup("/usr/bin:/bin")), "LANG": "C.UTF-8",
            "HOME": folder.path + "/home", "KUBECONFIG": kubeconfig,
        ]
        mkdir(folder.path + "/home", 0o700)
        if let text { try folder.write(text, to: "config") }
    }

    /// Runs kubering to its end.
    func kubering(_ arguments: String..., limit: Double = Patience.limit) throws -> TestProcess.Outcome {
        try TestProcess.run([Self.kubering] + arguments, environment: environment, limit: limit)
    }

    /// Starts a program, kubering by default, that goes on beside the test.
    func start(_ arguments: [String], program: String = Home.kubering) throws -> TestProcess {
        try TestProcess([program] + arguments, environment: environment)
    }

    /// The kubeconfig as it is now.
    func text() throws -> String {
        String(decoding: try FileSnapshot.read(kubeconfig, limit: 64 << 20).bytes, as: UTF8.self)
    }

    /// The names in the folder, the home aside.
    func names() -> [String] {
        Directory.names(in: folder.path).filter { $0 != "home" }.sorted()
    }
}

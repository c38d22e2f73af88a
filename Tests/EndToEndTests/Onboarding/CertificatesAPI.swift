// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// The stand-in for an API server in `Tests/Fixtures/KubernetesAPI`, which signs with a CA.
final class CertificatesAPI {
    static let program =
        LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../Fixtures/KubernetesAPI") + "/server.py"

    /// For example `http://127.0.0.1:40001`.
    let address: String
    private let process: TestProcess

    /// Starts it and waits until it listens.
    init(certificate: String, key: String, portFile: String) throws {
        process = try TestProcess(
            ["python3", Self.program, certificate, key, portFile], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
        )
        address = "http://127.0.0.1:" + (try process.text(ofFile: portFile))
    }
}

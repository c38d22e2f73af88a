// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// kubectl as the judge of what a file means.
enum Kubectl {
    /// What `kubectl config view --raw` prints.
    ///
    /// - Parameters:
    ///   - config: The kubeconfig's text.
    ///   - format: `json` or `yaml`.
    /// - Returns: Standard output.
    /// - Throws: ``KubectlFailure`` when kubectl refuses the file.
    static func view(_ config: String, format: String) throws -> String {
        let folder = try TestFolder()
        try folder.write(config, to: "config")
        let outcome = try TestProcess.run(
            ["kubectl", "--kubeconfig", folder.path + "/config", "config", "view", "--raw", "-o", format],
            environment: ["PATH": CommandContext.process().environment["PATH", default: ""], "HOME": folder.path])
        guard outcome.end == .exited(0) else { throw KubectlFailure(message: outcome.errors) }
        return outcome.output
    }
}

/// kubectl refused a file.
struct KubectlFailure: Error {
    let message: String
}
